"""What is on a map: the places, what they stand for, and the words around the picture."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

from sistercities_cli.geography import Coordinates
from sistercities_cli.model import City, Relationship, Status
from sistercities_cli.render import words

# Where two places meet, what is out of the ordinary is drawn over what is not.
DRAWN = (Status.ACTIVE, Status.UNCONFIRMED, Status.ENDED, Status.DORMANT, Status.SUSPENDED)
FEW = 3  # so many homes are named


class Mark(NamedTuple):
    """A place on a map, with the relationships that have their partner there."""

    city: City
    place: Coordinates
    status: Status | None  # of the relationship that is most alive; None for a home
    views: tuple[Relationship, ...]


def homes(views: Sequence[Relationship]) -> list[City]:
    """Return the homes of relationships, each once."""
    return list({view.home.id: view.home for view in views}.values())


def marks(views: Sequence[Relationship]) -> list[Mark]:
    """Return the places of relationships in the order of drawing, homes last.

    Those with no known coordinates are left out, see :func:`unplaced`.
    """
    places: dict[str, list[Relationship]] = {}
    for view in views:
        places.setdefault(view.partner.seat.id, []).append(view)
    stars = [
        Mark(home, home.coordinates, None, tuple(places.pop(home.id, ())))
        for home in homes(views)
        if home.coordinates
    ]
    by_status: dict[Status, list[Mark]] = {status: [] for status in DRAWN}
    for own in places.values():
        # The statuses are declared from active to unconfirmed.
        status = min((view.status for view in own), key=[*Status].index)
        city = own[0].partner.seat
        if city.coordinates:
            by_status[status].append(Mark(city, city.coordinates, status, tuple(own)))
    return [*chain.from_iterable(by_status.values()), *stars]


def unplaced(views: Sequence[Relationship]) -> str:
    """Say which places of relationships have no known coordinates, nothing if all have."""
    cities = {city.id: city for view in views for city in (view.home, view.partner.seat)}
    missing = [city.name for city in cities.values() if city.coordinates is None]
    if not missing:
        return ""
    which = words.series(missing) if len(missing) <= FEW else f"{len(missing):,} places"
    return f"{which} {'has' if len(missing) == 1 else 'have'} no coordinates"


def heading(views: Sequence[Relationship]) -> str:
    """Say whose relationships they are.

    >>> from sistercities_cli import load
    >>> heading(load().relationships)
    '49 relationships of Chicago and Birmingham'
    """
    names = [home.name for home in homes(views)]
    whose = words.series(names) if len(names) <= FEW else f"{len(names):,} homes"
    return f"{words.counted(len(views), 'relationship')} of {whose}"


def counts(views: Sequence[Relationship]) -> list[tuple[Status, int]]:
    """Count relationships by status, in the order of the statuses."""
    found = Counter(view.status for view in views)
    return [(status, found[status]) for status in Status if status in found]
