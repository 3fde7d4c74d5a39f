"""The chronicle: when relationships came, what became of them, and the running total."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st
from sample_model import ALUND, ALUND_CHOIR, BREST, IZMIR, LYON, PLAIN

from sistercities_cli import Directory, Event, EventKind, Relationship, Status, Year, YearMonth
from sistercities_cli.history import ChangeKind, Grouping, HomeGroups, build_history, changes_of

HOMES = (ALUND, BREST)


def tie(id: str = "tie", founded: int | None = None, *events: Event) -> Relationship:
    return PLAIN._replace(id=id, founded=Year(founded) if founded else None, events=events)


def event(year: int, kind: EventKind) -> Event:
    return Event(Year(year), kind, "A note.")


def totals(*ties: Relationship) -> list[tuple[int, int]]:
    return [(one.start, one.total) for one in build_history(ties).periods]


def turns(one: Relationship) -> list[tuple[str, ChangeKind]]:
    return [(str(mark.date), mark.turn) for mark in changes_of(one)]


def test_years_with_nothing_are_left_out(towns: Directory) -> None:
    told = build_history(towns.relationships)
    said = [(p.start, [r.id for r in p.founded], [m.turn for m in p.turns]) for p in told.periods]
    assert said == [
        (1960, ["alund-lyon"], []),
        (1988, ["alund-brest"], []),
        (1993, ["alund-izmir"], []),
        (2012, ["choirs"], []),
        (2020, [], [ChangeKind.SUSPENDED]),
        (2022, [], [ChangeKind.ENDED]),
    ]
    assert [p.total for p in told.periods] == [1, 2, 3, 4, 4, 3]


def test_what_has_no_date_is_kept_apart(towns: Directory) -> None:
    told = build_history(towns.relationships)
    assert [one.id for one in told.undated] == ["brest-lyon"]
    assert [one.id for one in told.unclear] == ["alund-lyon"]


def test_decades_take_ten_years_together(towns: Directory) -> None:
    told = build_history(towns.relationships, Grouping.DECADE.span)
    assert [(p.start, len(p.founded), p.total) for p in told.periods] == [
        (1960, 1, 1), (1980, 1, 2), (1990, 1, 3), (2010, 1, 4), (2020, 0, 3),
    ]  # fmt: skip


def test_within_a_year_the_dates_make_the_order() -> None:
    late, early = (
        PLAIN._replace(id=id, founded=dt.date(1997, month, 1))
        for id, month in (("late", 9), ("early", 2))
    )
    vague = PLAIN._replace(id="vague", founded=YearMonth(1997, 5))
    (period,) = build_history([late, early, vague]).periods
    assert [one.id for one in period.founded] == ["early", "vague", "late"]


def test_an_end_takes_from_the_total_once() -> None:
    one = tie("one", 1950, event(1960, EventKind.ENDING))
    gone = one._replace(status=Status.ENDED, status_since=Year(1961))
    assert totals(gone, tie("two", 1955)) == [(1950, 1), (1955, 2), (1960, 1), (1961, 1)]


def test_a_revival_gives_back_what_ended_and_no_more() -> None:
    events = [event(1960, EventKind.ENDING), event(1970, EventKind.REVIVAL)]
    assert totals(tie("one", 1950, *events)) == [(1950, 1), (1960, 0), (1970, 1)]
    assert totals(tie("one", 1950, events[1])) == [(1950, 1), (1970, 1)]


def test_what_was_founded_nobody_knows_when_never_counts() -> None:
    events = [event(1960, EventKind.ENDING), event(1970, EventKind.REVIVAL)]
    assert totals(tie("one", None, *events)) == [(1960, 0), (1970, 0)]


def test_suspended_and_dormant_go_on_counting() -> None:
    one = tie("one", 1950, event(1960, EventKind.SUSPENSION))
    two = tie("two", 1950)._replace(status=Status.DORMANT, status_since=Year(1970))
    assert totals(one, two) == [(1950, 2), (1960, 2), (1970, 2)]


def test_an_end_in_the_year_of_the_founding_comes_after_it() -> None:
    one = PLAIN._replace(founded=YearMonth(1950, 12), status=Status.ENDED, status_since=Year(1950))
    (period,) = build_history([one]).periods
    assert (len(period.founded), [mark.turn for mark in period.turns]) == (1, [ChangeKind.ENDED])
    assert period.total == 0


def test_a_turn_told_twice_in_a_year_is_one() -> None:
    suspended = Event(dt.date(2022, 3, 1), EventKind.SUSPENSION, "Announced.")
    one = tie("one", 1997, suspended)
    one = one._replace(status=Status.SUSPENDED, status_since=YearMonth(2022, 4))
    assert turns(one) == [("1997", ChangeKind.FOUNDED), ("2022-03-01", ChangeKind.SUSPENDED)]


def test_turns_stand_in_the_order_of_their_first_days() -> None:
    one = tie(
        "tie",
        None,
        Event(YearMonth(2020, 1), EventKind.SUSPENSION, "A note."),
        Event(YearMonth(2020, 3), EventKind.ENDING, "A note."),
        Event(YearMonth(2020, 5), EventKind.SUSPENSION, "A note."),
    )
    assert turns(one) == [("2020-01", ChangeKind.SUSPENDED), ("2020-03", ChangeKind.ENDED)]


def test_other_events_and_statuses_are_no_turns() -> None:
    others = set(EventKind) - {EventKind.SUSPENSION, EventKind.ENDING, EventKind.REVIVAL}
    one = tie("one", None, *(event(1990, kind) for kind in sorted(others)))
    for status in (Status.ACTIVE, Status.UNCONFIRMED):
        assert turns(one._replace(status=status, status_since=Year(2000))) == []


def test_an_end_known_from_an_event_is_not_unclear() -> None:
    one = tie("one", 1950, event(1960, EventKind.ENDING))._replace(status=Status.ENDED)
    assert build_history([one]).unclear == ()
    assert build_history([one._replace(events=())]).unclear == (one._replace(events=()),)


@given(st.lists(st.none() | st.integers(1, 9999)), st.sampled_from([1, 10, 100]))
def test_every_founding_is_told_once(years: list[int | None], span: int) -> None:
    ties = [tie(str(number), year) for number, year in enumerate(years)]
    told = build_history(ties, span)
    founded = [one.id for period in told.periods for one in period.founded]
    assert sorted(founded + [one.id for one in told.undated]) == sorted(one.id for one in ties)
    assert [p.start for p in told.periods] == sorted({p.start for p in told.periods})
    for period in told.periods:
        assert {one.founded.year // span for one in period.founded if one.founded} == {
            period.start // span
        }
    assert [p.total for p in told.periods][-1:] == [len(founded)] * bool(founded)


def test_a_tie_of_two_homes_is_in_a_group_of_its_own_from_either_side() -> None:
    groups = HomeGroups(HOMES)
    shared = PLAIN._replace(home=ALUND, home_party=ALUND, partner=BREST)
    assert groups.of(shared) == groups.of(shared.mirrored()) == HomeGroups.SHARED
    assert groups.of(PLAIN) == 2
    assert groups.of(PLAIN._replace(home=ALUND, home_party=ALUND_CHOIR)) == 1
    assert groups.present([shared, PLAIN]) == {2: "Brest", 0: "Ålund and Brest"}
    assert list(groups.present([shared, PLAIN])) == [2, 0]


def test_homes_of_one_name_are_told_apart() -> None:
    groups = HomeGroups([BREST, BREST._replace(id="brest-by")])

    assert groups.present([PLAIN]) == {1: "Brest (brest)"}


def test_labels_say_what_the_group_leaves_open() -> None:
    cities = [ALUND._replace(id=f"c{n}", name=f"City {n}") for n in range(HomeGroups.MOST + 2)]
    groups = HomeGroups(cities)
    first, last = (PLAIN._replace(home=city, partner=LYON) for city in (cities[0], cities[-1]))
    assert (groups.of(first), groups.label(first)) == (1, "Lyon")
    assert (groups.of(last), groups.label(last)) == (HomeGroups.OTHERS, "Lyon (City 7)")
    shared = first._replace(partner=cities[1])
    assert groups.label(shared) == "City 1 and City 0"
    assert groups.present([last, shared]) == {0: "two homes", HomeGroups.OTHERS: "other homes"}
    assert groups.of(first._replace(home=IZMIR)) == HomeGroups.OTHERS
