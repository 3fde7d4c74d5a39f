"""Compare and index names, ignoring case, accents and punctuation."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Generic, NamedTuple, TypeVar

from sistercities_cli.errors import AmbiguousNameError, NotFoundError

T = TypeVar("T")

# Letters that Unicode does not take apart, with what people type for them.
LETTER_REPLACEMENTS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ʻ": ""}
)

# Marks that people leave out: accents, Hebrew points and Arabic vowel signs. Those of other
# scripts tell names apart.
ACCENTS = "[\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u064b-\u0652\u0670]"
IGNORED_PUNCTUATION = ".'’ʼ"
_REMOVE_IGNORED = str.maketrans("", "", IGNORED_PUNCTUATION)
MAX_SUGGESTIONS = 3  # that many at most
MAX_LISTED = 12  # so many names can be read at a glance


def simplify(name: str) -> str:
    """Reduce a name to what counts when names are compared.

    >>> simplify("  São-Paulo "), simplify("Göteborg"), simplify("Київ") == simplify("КИЇВ")
    ('sao paulo', 'goteborg', True)
    """
    if name.isascii():
        text = name.lower()
    else:
        apart = unicodedata.normalize("NFKD", name).casefold()
        apart = unicodedata.normalize("NFKD", apart).translate(LETTER_REPLACEMENTS)
        text = unicodedata.normalize("NFC", re.sub(ACCENTS, "", apart))
    text = text.translate(_REMOVE_IGNORED)
    words = "".join(sign if _is_significant(sign) else " " for sign in text).split()
    # A name of nothing but signs must not be reduced to nothing.
    return " ".join(words) or text.strip()


def disambiguate(names: Mapping[str, str]) -> dict[str, str]:
    """Return names by id, with the id behind those that several share.

    >>> disambiguate({"halle-be": "Halle", "halle-de": "Halle", "lyon": "Lyon"})
    {'halle-be': 'Halle (halle-be)', 'halle-de': 'Halle (halle-de)', 'lyon': 'Lyon'}
    """
    uses = Counter(names.values())
    return {id: f"{name} ({id})" if uses[name] > 1 else name for id, name in names.items()}


def _is_significant(sign: str) -> bool:
    return sign.isalnum() or (not sign.isascii() and unicodedata.category(sign)[0] == "M")


class _NamedThing(NamedTuple, Generic[T]):
    thing: T
    label: str
    id: str | None

    @property
    def whole_label(self) -> str:
        """The name with the id, for things that share a name."""
        return f"{self.label} ({self.id})" if self.id else self.label


_NameTable = dict[str, tuple[_NamedThing[T], ...]]


class NameIndex(Generic[T]):
    """An index of things by their names.

    An id beats a name, a name beats another name for a thing, and that beats the beginning
    of a name. What several things share is ambiguous.
    """

    def __init__(self, what: str) -> None:
        self._what = what  # for messages: "city"
        self._ids: _NameTable[T] = {}
        self._names: _NameTable[T] = {}
        self._also: _NameTable[T] = {}

    def add(self, thing: T, name: str, *, id: str | None = None, also: Iterable[str] = ()) -> None:
        """Add a thing under its name, its id and its other names."""
        entry = _NamedThing(thing, name, id)
        if id is not None:
            _add_name(self._ids, id, entry)
        _add_name(self._names, name, entry)
        for other in also:
            _add_name(self._also, other, entry)

    def find_exact(self, name: str) -> T | None:
        """Return the thing that has this id, name or other name; None if none has.

        Raises :class:`AmbiguousNameError` where several have it.
        """
        simple = simplify(name)
        for entries in (self._ids, self._names, self._also):
            if found := entries.get(simple):
                return self._only(name, found)
        return None

    def find_by_prefix(self, name: str) -> T | None:
        """Return the thing with a name that starts like this; None if there is none.

        Other names count only where no name itself starts like this. Raises
        :class:`AmbiguousNameError` where several do.
        """
        simple = simplify(name)
        for entries in (self._names, self._ids, self._also) if simple else ():
            found = [one for key, some in entries.items() if key.startswith(simple) for one in some]
            if found:
                return self._only(name, found)
        return None

    def find(self, name: str) -> T:
        """Return the thing that the name means.

        Raises :class:`AmbiguousNameError` where it may mean several, and
        :class:`NotFoundError` with suggestions where it means none.
        """
        thing = self.find_exact(name)
        if thing is None:
            thing = self.find_by_prefix(name)
        if thing is None:
            raise self._not_found(name)
        return thing

    def has(self, name: str) -> bool:
        """Check whether anything has exactly this id, name or other name."""
        try:
            return self.find_exact(name) is not None
        except AmbiguousNameError:
            return True

    def suggest(self, name: str) -> tuple[str, ...]:
        """Return the names of the things that look most like this one, best first."""
        from difflib import get_close_matches

        known = {**self._also, **self._names, **self._ids}
        close = get_close_matches(simplify(name), known, n=2 * MAX_SUGGESTIONS, cutoff=0.7)
        labels = dict.fromkeys(one.label for key in close for one in known[key])
        return tuple(labels)[:MAX_SUGGESTIONS]

    def _not_found(self, name: str) -> NotFoundError:
        similar = self.suggest(name)
        labels = {one.label for some in self._names.values() for one in some}
        if similar or not 0 < len(labels) <= MAX_LISTED:
            return NotFoundError(self._what, name, similar)
        return NotFoundError(self._what, name, tuple(sorted(labels, key=simplify)), are_all=True)

    def _only(self, name: str, found: Iterable[_NamedThing[T]]) -> T:
        things = {id(one.thing): one for one in found}
        if len(things) == 1:
            return next(iter(things.values())).thing
        labels = [one.label for one in things.values()]
        shared = len(set(labels)) < len(labels)
        names = [one.whole_label if shared else one.label for one in things.values()]
        raise AmbiguousNameError(self._what, name, tuple(sorted(names, key=simplify)))


def _add_name(entries: _NameTable[T], name: str, entry: _NamedThing[T]) -> None:
    key = simplify(name)
    entries[key] = (*entries.get(key, ()), entry)
