"""The history of relationships: periods, changes, the running total and groups by home."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_model import ALUND, ALUND_CHOIR, BREST, LYON, PLAIN

from sistercities_cli import Directory, Event, EventKind, Relationship, Status, Year, YearMonth
from sistercities_cli.history import (
    ChangeKind,
    Grouping,
    HomeGroups,
    build_history,
    changes_of,
    summarize,
)

HOMES = (ALUND, BREST)


def relationship(id: str = "one", founded: int | None = None, *events: Event) -> Relationship:
    return PLAIN.replace(id=id, founded=Year(founded) if founded else None, events=events)


def event(year: int, kind: EventKind) -> Event:
    return Event(Year(year), kind, "A note.")


def totals(*relationships: Relationship) -> list[tuple[int, int]]:
    return [(one.start, one.total) for one in build_history(relationships).periods]


def changes(one: Relationship) -> list[tuple[str, ChangeKind]]:
    return [(str(change.date), change.kind) for change in changes_of(one)]


def test_only_years_with_changes_are_periods(towns: Directory) -> None:
    history = build_history(towns.relationships)
    assert [
        (p.start, p.total, *(r.id for r in p.founded), *(m.kind.value for m in p.changes))
        for p in history.periods
    ] == [
        (1960, 1, "alund-lyon"), (1988, 2, "alund-brest"), (1993, 3, "alund-izmir"),
        (2012, 4, "choirs"), (2020, 4, "suspended"), (2022, 3, "ended"),
    ]  # fmt: skip
    decades = build_history(towns.relationships, Grouping.DECADE.span).periods
    assert [p.start for p in decades] == [1960, 1980, 1990, 2010, 2020]


def test_undated_foundings_and_changes_are_listed_separately(towns: Directory) -> None:
    history = build_history(towns.relationships)
    assert [one.id for one in history.undated] == ["brest-lyon"]
    assert [one.id for one in history.undated_changes] == ["alund-lyon"]


def test_foundings_in_a_year_are_sorted_by_date() -> None:
    late, early = (PLAIN.replace(id=str(n), founded=dt.date(1997, n, 1)) for n in (9, 2))
    vague = PLAIN.replace(id="vague", founded=YearMonth(1997, 5))
    (period,) = build_history([late, early, vague]).periods
    assert [one.id for one in period.founded] == ["2", "vague", "9"]


def test_end_reduces_the_total_once() -> None:
    one = relationship("one", 1950, event(1960, EventKind.ENDING))
    gone = one.replace(status=Status.ENDED, status_since=Year(1961))
    assert totals(gone, relationship("two", 1955)) == [(1950, 1), (1955, 2), (1960, 1), (1961, 1)]


def test_revival_counts_ended_relationships_again() -> None:
    events = [event(1960, EventKind.ENDING), event(1970, EventKind.REVIVAL)]
    assert totals(relationship("one", 1950, *events)) == [(1950, 1), (1960, 0), (1970, 1)]
    assert totals(relationship("one", 1950, events[1])) == [(1950, 1), (1970, 1)]


def test_relationship_without_founding_date_is_never_counted() -> None:
    events = [event(1960, EventKind.ENDING), event(1970, EventKind.REVIVAL)]
    assert totals(relationship("one", None, *events)) == [(1960, 0), (1970, 0)]


def test_suspended_and_dormant_relationships_stay_counted() -> None:
    one = relationship("one", 1950, event(1960, EventKind.SUSPENSION))
    two = relationship("two", 1950).replace(status=Status.DORMANT, status_since=Year(1970))
    assert totals(one, two) == [(1950, 2), (1960, 2), (1970, 2)]


def test_founding_comes_before_an_end_in_the_same_year() -> None:
    one = PLAIN.replace(founded=YearMonth(1950, 12), status=Status.ENDED, status_since=Year(1950))
    (period,) = build_history([one]).periods
    assert [change.kind for change in period.changes] == [ChangeKind.ENDED]
    assert (len(period.founded), period.total) == (1, 0)


def test_same_change_is_listed_once_a_year() -> None:
    suspended = Event(dt.date(2022, 3, 1), EventKind.SUSPENSION, "Announced.")
    one = relationship("one", 1997, suspended)
    one = one.replace(status=Status.SUSPENDED, status_since=YearMonth(2022, 4))
    assert changes(one) == [("1997", ChangeKind.FOUNDED), ("2022-03-01", ChangeKind.SUSPENDED)]


def test_changes_are_sorted_by_first_day() -> None:
    kinds = {1: EventKind.SUSPENSION, 3: EventKind.ENDING, 5: EventKind.SUSPENSION}
    events = [Event(YearMonth(2020, month), kind, "A note.") for month, kind in kinds.items()]
    one = relationship("one", None, *events)
    assert changes(one) == [("2020-01", ChangeKind.SUSPENDED), ("2020-03", ChangeKind.ENDED)]


def test_other_events_and_statuses_are_not_changes() -> None:
    others = set(EventKind) - {EventKind.SUSPENSION, EventKind.ENDING, EventKind.REVIVAL}
    one = relationship("one", None, *(event(1990, kind) for kind in sorted(others)))
    for status in (Status.ACTIVE, Status.UNCONFIRMED):
        assert changes(one.replace(status=status, status_since=Year(2000))) == []


def test_end_dated_by_an_event_is_not_unclear() -> None:
    one = relationship("one", 1950, event(1960, EventKind.ENDING)).replace(status=Status.ENDED)
    assert build_history([one]).undated_changes == ()
    assert build_history([one.replace(events=())]).undated_changes == (one.replace(events=()),)


@given(st.lists(st.none() | st.integers(1, 9999)), st.sampled_from([1, 10, 100]))
def test_every_founding_is_in_one_period(years: list[int | None], span: int) -> None:
    relationships = [relationship(str(number), year) for number, year in enumerate(years)]
    history = build_history(relationships, span)
    founded = [one.id for period in history.periods for one in period.founded]
    assert sorted(founded + [one.id for one in history.undated]) == sorted(
        one.id for one in relationships
    )
    assert [p.start for p in history.periods] == sorted({p.start for p in history.periods})
    for period in history.periods:
        assert {one.founded.year // span for one in period.founded if one.founded} == {
            period.start // span
        }
    assert [p.total for p in history.periods][-1:] == [len(founded)] * bool(founded)


def test_relationships_between_homes_share_a_group() -> None:
    shared = PLAIN.replace(home=ALUND, home_party=ALUND, partner=BREST)
    groups = HomeGroups([shared, PLAIN])
    assert groups.group_of(shared) == groups.group_of(shared.mirrored()) == HomeGroups.SHARED
    assert groups.group_of(PLAIN) == 2
    assert groups.group_of(PLAIN.replace(home=ALUND, home_party=ALUND_CHOIR)) == 1
    assert groups.names_of([shared, PLAIN]) == {2: "Brest", 0: "Ålund and Brest"}
    assert list(groups.names_of([shared, PLAIN])) == [2, 0]


def test_homes_with_the_same_name_are_distinguished_by_id() -> None:
    groups = HomeGroups([PLAIN, PLAIN.replace(home=BREST.replace(id="brest-by"))])

    assert groups.names_of([PLAIN]) == {1: "Brest (brest)"}


def test_labels_name_the_home_if_the_group_has_several() -> None:
    cities = [ALUND.replace(id=f"c{n}", name=f"City {n}") for n in range(HomeGroups.MAX_HOMES + 2)]
    views = [PLAIN.replace(home=city, partner=LYON) for city in cities]
    groups = HomeGroups(views)
    first, last = views[0], views[-1]
    assert (groups.group_of(first), groups.label(first)) == (1, "Lyon")
    assert (groups.group_of(last), groups.label(last)) == (HomeGroups.OTHERS, "Lyon (City 7)")
    shared = first.replace(partner=cities[1])
    assert groups.label(shared) == "City 1 and City 0"
    assert groups.names_of([last, shared]) == {0: "two homes", HomeGroups.OTHERS: "other homes"}


def test_largest_homes_have_groups_of_their_own() -> None:
    cities = [ALUND.replace(id=f"c{n}", name=f"City {n}") for n in range(HomeGroups.MAX_HOMES + 2)]
    views = [PLAIN.replace(home=city) for n, city in enumerate(cities) for _ in range(n + 1)]
    groups = HomeGroups(views)
    assert groups.number_of(cities[-1]) == 1
    assert groups.number_of(cities[0]) == groups.number_of(cities[1]) == HomeGroups.OTHERS


@pytest.mark.parametrize(
    ("status", "since", "kind"),
    [
        (Status.ACTIVE, None, ChangeKind.REVIVAL),
        (Status.DORMANT, Year(2016), ChangeKind.AGREED_REVIVAL),
        (Status.DORMANT, None, ChangeKind.AGREED_REVIVAL),
        (Status.SUSPENDED, Year(2025), ChangeKind.REVIVAL),
    ],
)
def test_revival_that_has_not_taken_effect_is_only_agreed(
    status: Status, since: Year | None, kind: ChangeKind
) -> None:
    event = Event(YearMonth(2024, 9), EventKind.REVIVAL, "")
    one = relationship("a", 2009).replace(status=status, status_since=since, events=(event,))
    assert [change.kind for change in changes_of(one) if change.date == event.date] == [kind]


def test_relationship_that_ended_on_an_unknown_date_is_not_counted() -> None:
    ended = relationship("a", 1990).replace(status=Status.ENDED)
    history = build_history([ended, relationship("b", 1991)])
    assert [(period.start, period.total) for period in history.periods] == [(1990, 0), (1991, 1)]
    assert history.undated_changes == (ended,)


@pytest.mark.parametrize(
    ("years", "summary"),
    [
        ([], "0 relationships, none with a known year"),
        ([None], "1 relationship, none with a known year"),
        ([1990, None], "2 relationships, 1 with a known year: 1990"),
        ([1990, 1990], "2 relationships, 2 with a known year: 1990"),
        ([2001, 9, 1990], "3 relationships, 3 with a known year: 0009 to 2001"),
    ],
)
def test_summary_has_number_and_range_of_years(years: list[int | None], summary: str) -> None:
    assert summarize(relationship("one", year) for year in years) == summary
