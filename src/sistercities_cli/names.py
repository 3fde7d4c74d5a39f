"""Find things by what people call them: any case, without accents, in any script."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import Generic, NamedTuple, TypeVar

from sistercities_cli.errors import AmbiguousNameError, NotFoundError

T = TypeVar("T")

# Letters that Unicode does not take apart, with what people type for them.
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ʻ": ""}
)
SUGGESTIONS = 3  # that many at most
FEW = 12  # so many names can be read at a glance


def simplify(name: str) -> str:
    """Reduce a name to what counts when names are compared.

    >>> simplify("  São-Paulo "), simplify("Göteborg"), simplify("Київ") == simplify("КИЇВ")
    ('sao paulo', 'goteborg', True)
    """
    if name.isascii():
        text = name.lower()
    else:
        apart = unicodedata.normalize("NFKD", name).casefold().translate(_LETTERS)
        text = "".join(letter for letter in apart if not unicodedata.combining(letter))
    for sign in ".'’":
        text = text.replace(sign, "")
    words = "".join(letter if letter.isalnum() else " " for letter in text).split()
    # Scripts without spaces and lone signs must not be reduced to nothing.
    return " ".join(words) or text.strip()


class _Entry(NamedTuple, Generic[T]):
    thing: T
    label: str


class NameIndex(Generic[T]):
    """An index of things by their names.

    A name itself beats another name for the same thing, and that beats the beginning of
    a name, which has to fit one thing only.
    """

    def __init__(self, what: str) -> None:
        self._what = what  # for messages: "city"
        self._names: dict[str, _Entry[T]] = {}
        self._also: dict[str, _Entry[T]] = {}

    def add(self, thing: T, name: str, *, id: str | None = None, also: Iterable[str] = ()) -> None:
        """Add a thing under its name, its id and its other names; the first comer keeps one."""
        entry = _Entry(thing, name)
        self._names.setdefault(simplify(name), entry)
        if id is not None:
            self._names.setdefault(simplify(id), entry)
        for other in also:
            self._also.setdefault(simplify(other), entry)

    def exact(self, name: str) -> T | None:
        """Return the thing that has this name or other name, None if none has."""
        simple = simplify(name)
        entry = self._names.get(simple) or self._also.get(simple)
        return entry.thing if entry else None

    def starting(self, name: str) -> dict[str, T]:
        """Return the things with a name that starts like this, by the name they go by.

        Other names count only where no name itself starts like this.
        """
        simple = simplify(name)
        if not simple:
            return {}
        for names in (self._names, self._also):
            fits = [entry for key, entry in names.items() if key.startswith(simple)]
            if fits:
                return {entry.label: entry.thing for entry in fits}
        return {}

    def find(self, name: str) -> T:
        """Return the thing that the name means.

        Raises :class:`AmbiguousNameError` where the beginning of a name fits several, and
        :class:`NotFoundError` with suggestions where it fits none.
        """
        thing = self.exact(name)
        if thing is not None:
            return thing
        found = self.starting(name)
        if len(found) > 1:
            raise AmbiguousNameError(self._what, name, tuple(sorted(found)))
        if not found:
            raise NotFoundError(self._what, name, self.similar(name))
        return next(iter(found.values()))

    def similar(self, name: str) -> tuple[str, ...]:
        """Return the names that look most like this one, best first; all if there are few."""
        from difflib import get_close_matches

        known = {**self._also, **self._names}
        close = get_close_matches(simplify(name), known, n=2 * SUGGESTIONS, cutoff=0.7)
        if not close:
            labels = sorted({entry.label for entry in known.values()})
            return tuple(labels) if len(labels) <= FEW else ()
        return tuple(dict.fromkeys(known[key].label for key in close))[:SUGGESTIONS]
