"""Compare and index names, ignoring case, accents and punctuation."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from heapq import nlargest, nsmallest
from typing import TYPE_CHECKING, Generic, TypeVar

from sistercities_cli.errors import AmbiguousNameError, NotFoundError
from sistercities_cli.structs import Struct

if TYPE_CHECKING:
    from sistercities_cli.model import Country, Party

    Named = TypeVar("Named", bound=Party | Country)

T = TypeVar("T")

# Letters that Unicode does not decompose, with their usual transliteration, and joiners.
LETTER_REPLACEMENTS = {
    "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ʻ": "",
    "\u200c": "", "\u200d": "",
}  # fmt: skip

# Combining characters that are often omitted: accents, Hebrew points and Arabic vowels.
ACCENTS = "[\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u064b-\u0652\u0670]"
IGNORED_PUNCTUATION = ".'’ʼ"
_REPLACED = f"{ACCENTS}|[{''.join(LETTER_REPLACEMENTS)}]"
MAX_SUGGESTIONS = 3
MAX_CODE_LENGTH = 2
MIN_SIMILARITY, MIN_SIMILARITY_SHORT = 0.8, 0.75  # for suggestions; the second for up to 4 letters
MAX_LISTED = 12  # candidates in a message; others are counted
MAX_COMPARED = 500  # candidates compared letter by letter
MAX_COMPARED_LENGTH = 100  # longer names are skipped, since comparing takes quadratic time


def simplify(name: str) -> str:
    """Reduce a name to lower-case words without accents and punctuation, to compare it.

    >>> simplify("  São-Paulo "), simplify("Göteborg"), simplify("Київ") == simplify("КИЇВ")
    ('sao paulo', 'goteborg', True)
    """
    # The patterns are compiled on use: most starts of the program need none of them.
    if name.isascii():
        text = name.lower()
    else:
        decomposed = unicodedata.normalize("NFKD", name).casefold()
        decomposed = unicodedata.normalize("NFKD", decomposed)
        replaced = re.sub(_REPLACED, _replacement, decomposed)
        text = unicodedata.normalize("NFC", replaced)
    for character in IGNORED_PUNCTUATION:
        text = text.replace(character, "")
    words = text if text.isalnum() else re.sub(r"[^\w\s]|_", _space_or_mark, text)
    return " ".join(words.split()) or text.strip()  # keep a name that is all punctuation


def simplify_list(names: str) -> list[str]:
    """Simplify the names in a comma-separated list.

    >>> simplify_list("Ville jumelée, année")
    ['ville jumelee', 'annee']
    """
    return [simplify(name) for name in names.split(",") if name.strip()]


def disambiguate(names: Mapping[str, str]) -> dict[str, str]:
    """Append the id to names that occur more than once."""
    uses = Counter(names.values())
    return {id: f"{name} ({id})" if uses[name] > 1 else name for id, name in names.items()}


def _replacement(match: re.Match[str]) -> str:
    """Return the transliteration of a letter, or nothing for an accent or a joiner."""
    return LETTER_REPLACEMENTS.get(match[0], "")


def _space_or_mark(match: re.Match[str]) -> str:
    """Replace punctuation with a space, but keep combining characters."""
    return match[0] if unicodedata.category(match[0]).startswith("M") else " "


def similar_names(name: str, names: Iterable[str], count: int, cutoff: float = 0.6) -> list[str]:
    """Return the most similar names, best first.

    >>> similar_names("Osloo", ["Lyon", "Oslo", "Osaka"], 2)
    ['Oslo']
    """
    from difflib import SequenceMatcher, get_close_matches

    if len(name) > MAX_COMPARED_LENGTH:
        return []
    # The ratio cannot reach the cutoff if the lengths differ too much.
    short = [
        one
        for one in names
        if len(one) <= MAX_COMPARED_LENGTH
        and 2 * min(len(one), len(name)) >= cutoff * (len(one) + len(name))
    ]
    if len(short) > MAX_COMPARED:
        matcher = SequenceMatcher(b=name)

        def common_letters(one: str) -> float:
            matcher.set_seq1(one)
            return matcher.quick_ratio()

        short = nlargest(MAX_COMPARED, short, key=common_letters)
    return get_close_matches(name, short, count, cutoff)


class _Entry(Struct, Generic[T]):
    item: T
    name: str
    id: str | None
    spelling: str  # of the key: the name, the id or an alias


_NameTable = dict[str, list[_Entry[T]]]


class NameIndex(Generic[T]):
    """An index of items by name.

    Ids take precedence over names, names over aliases, and aliases over prefixes. A name shared
    by several items is ambiguous.
    """

    def __init__(self, noun: str) -> None:
        self._noun = noun  # for messages, like "city"
        self._ids: _NameTable[T] = {}
        self._names: _NameTable[T] = {}
        self._also: _NameTable[T] = {}

    def add(self, item: T, name: str, *, id: str | None = None, also: Iterable[str] = ()) -> None:
        """Index an item under its name, id and aliases."""
        ids = () if id is None else (id,)
        for table, spellings in ((self._ids, ids), (self._names, (name,)), (self._also, also)):
            for spelling in spellings:
                key = simplify(spelling)
                entry = _Entry(item, name, id, spelling)
                table.setdefault(key, []).append(entry)

    def find_exact(self, name: str) -> T | None:
        """Return the item with exactly this id, name or alias, or None.

        Raises :class:`AmbiguousNameError` if there are several.
        """
        if not isinstance(name, str):
            raise TypeError(f"expected a name, not {name!r}")
        key = simplify(name)
        for table in (self._ids, self._names, self._also):
            if key in table:
                return self._single_match(name, table[key])
        return None

    def find_by_prefix(self, name: str) -> T | None:
        """Return the item whose name starts with a prefix, or None.

        Aliases are tried only if no name matches. Raises :class:`AmbiguousNameError` if several
        items match.
        """
        prefix = simplify(name)
        for table in (self._names, self._ids, self._also) if prefix else ():
            matches = [key for key in table if key.startswith(prefix)]
            if matches:
                return self._single_match(name, [entry for key in matches for entry in table[key]])
        return None

    def find(self, name: str) -> T:
        """Look up an item by id, name, alias or a prefix of these.

        Raises :class:`NotFoundError` with suggestions, or its subclass
        :class:`AmbiguousNameError` with the candidates.
        """
        for find in (self.find_exact, self.find_by_prefix):
            if (item := find(name)) is not None:
                return item
        similar = self.suggest(name)
        names = {entry.name for entries in self._names.values() for entry in entries}
        if similar or not 0 < len(names) <= MAX_LISTED:
            raise NotFoundError(self._noun, name, similar)
        raise NotFoundError(self._noun, name, tuple(sorted(names, key=simplify)), lists_all=True)

    def has(self, name: str) -> bool:
        """Check whether an item has exactly this id, name or alias."""
        try:
            return self.find_exact(name) is not None
        except AmbiguousNameError:
            return True

    def suggest(self, name: str) -> tuple[str, ...]:
        """Return the closest names, or else those that contain the word, at most one per item."""
        table = {**self._ids, **self._also, **self._names}
        key = simplify(name)
        if len(key) <= MAX_CODE_LENGTH:
            return ()  # most codes are similar to each other
        cutoff = MIN_SIMILARITY_SHORT if len(key) <= 4 else MIN_SIMILARITY
        close = similar_names(key, table, 2 * MAX_SUGGESTIONS, cutoff) or [
            other for other in [*self._names, *self._also] if f" {key} " in f" {other} "
        ]
        spellings: dict[str, str] = {}
        for entry in (entry for match in close for entry in table[match]):
            spellings.setdefault(entry.name, entry.spelling)
        return tuple(dict.fromkeys(spellings.values()))[:MAX_SUGGESTIONS]

    def _single_match(self, name: str, entries: Iterable[_Entry[T]]) -> T:
        candidates = [*{id(entry.item): entry for entry in entries}.values()]
        if len(candidates) == 1:
            return candidates[0].item
        names = [entry.name for entry in candidates]
        if len(set(names)) < len(names):  # only ids distinguish the candidates
            names = [f"{one.name} ({one.id})" if one.id else one.name for one in candidates]
        listed = nsmallest(MAX_LISTED, names, key=simplify)
        raise AmbiguousNameError(self._noun, name, tuple(listed), more=len(names) - len(listed))


def index_items(noun: str, items: Iterable[Named]) -> NameIndex[Named]:
    """Index items by all their names, and by the parts before and inside brackets."""
    index: NameIndex[Named] = NameIndex(noun)
    for item in items:
        also = [*item.names, *_bracketed_names(item.name, *item.names)]
        index.add(item, item.name, id=getattr(item, "id", None), also=also)
    return index


def _bracketed_names(*names: str) -> Iterator[str]:
    for name in names:
        if name.endswith(")"):
            before, _, within = name[:-1].rpartition("(")
            yield from filter(None, (before.strip(), within.strip()))


def index_texts(noun: str, texts: Iterable[str]) -> NameIndex[str]:
    """Index texts by themselves."""
    index = NameIndex[str](noun)
    for text in texts:
        index.add(text, text)
    return index
