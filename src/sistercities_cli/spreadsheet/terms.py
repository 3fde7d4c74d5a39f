"""Words for kinds and states of relationships, as people write them and as they are kept."""

from __future__ import annotations

from sistercities_cli.errors import SisterCitiesError
from sistercities_cli.model import Status
from sistercities_cli.names import simplify

# In cells that may be empty, these say no more than an empty one.
NOTHING = {"", "-", "–", "—", "n/a", "na", "none", "unknown", "not known", "?", "tbd", "tbc"}

KINDS = (
    "sister city", "sister town", "sister county", "sister state", "twin city", "twin town",
    "partner city", "partner town", "friendship city", "friendship town", "friendship",
    "partnership", "twinning", "cooperation agreement", "friendship agreement",
)  # fmt: skip
_KINDS = {kind: kind for kind in KINDS} | {
    f"{kind[:-1]}ies" if kind.endswith("y") else f"{kind}s": kind for kind in KINDS
}
_STATUSES = {status.value: status for status in Status} | {
    "current": Status.ACTIVE,
    "inactive": Status.DORMANT,
    "paused": Status.SUSPENDED,
    "on hold": Status.SUSPENDED,
    "former": Status.ENDED,
    "terminated": Status.ENDED,
    "dissolved": Status.ENDED,
    "discontinued": Status.ENDED,
    "not confirmed": Status.UNCONFIRMED,
}


def says_nothing(cell: str) -> bool:
    """Say whether a cell only says that something is not known."""
    return cell.casefold() in NOTHING


def kind_of(text: str) -> str:
    """Return the standard wording of a kind; one that is not known stays as it is.

    >>> kind_of("Sister Cities"), kind_of("Zweckverband")
    ('sister city', 'Zweckverband')
    """
    return _KINDS.get(simplify(text), text)


def status_of(text: str) -> Status:
    """Return the status that is meant; raises :class:`SisterCitiesError` where none is."""
    status = _STATUSES.get(simplify(text))
    if status is None:
        raise SisterCitiesError(f"{text!r} is not known here: write one of {', '.join(Status)}")
    return status
