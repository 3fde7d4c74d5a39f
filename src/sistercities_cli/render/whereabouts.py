"""How far apart parties are, and what time it is there."""

from __future__ import annotations

import datetime as dt

from sistercities_cli.geography import distance_km
from sistercities_cli.model import Party


def distance(here: Party, there: Party) -> float | None:
    """Return how many kilometres apart two parties are, None where a place is not known."""
    start, end = here.seat.coordinates, there.seat.coordinates
    return None if start is None or end is None else distance_km(start, end)


def local_time(party: Party, now: dt.datetime) -> dt.datetime | None:
    """Return what a moment is on the clocks of a party, None where its zone is not known."""
    zone = party.seat.timezone
    if zone is None:
        return None
    from zoneinfo import ZoneInfo

    return now.astimezone(ZoneInfo(zone))
