"""Find the lines on which the values of a TOML file stand.

No maintained library reports positions for everything that tomli accepts. The text has been
parsed by tomli before, so the scanner does not validate it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

import tomli

from sistercities_cli.datafile.rules import join_path
from sistercities_cli.errors import Problem

# What a + after a repetition took it keeps: else Python remembers a hundred bytes a sign.
_BASIC, _LITERAL = r'"(?:[^"\\\n]++|\\.)*+"', r"'[^'\n]*+'"

# A text of several lines may end in one or two quotation marks of its own.
_LONG = r'"""(?:[^"\\]++|\\.|"(?!""))*+"""(?:"{0,2})' + r"|'''(?:[^']++|'(?!''))*+'''(?:'{0,2})"
_SPACE = re.compile(r"(?:[ \t\r\n]++|#[^\n]*+)*+")
_PART = re.compile(rf"[ \t]*({_BASIC}|{_LITERAL}|[\w-]+)[ \t]*(\.?)", re.DOTALL)
_SCALAR = re.compile(rf"{_LONG}|{_BASIC}|{_LITERAL}|[^,\]}}#\n]+", re.DOTALL)


def find_lines(text: str, paths: Iterable[str]) -> dict[str, int]:
    """Return the line of each path; that of the nearest part above it for what is not there.

    >>> find_lines("[a]\\nb = [\\n 1,\\n 2]", ["a.b[1]", "a.c", "x"])
    {'a.b[1]': 4, 'a.c': 1}
    """
    above = {path: _parts_above(path) for path in paths}
    scanner = _Scanner(text, {part for parts in above.values() for part in parts})
    try:
        scanner.scan()
    except RecursionError:
        return {}  # nested deeper than anyone writes
    found = {
        path: next((scanner.found[part] for part in parts if part in scanner.found), None)
        for path, parts in above.items()
    }
    return {path: line for path, line in found.items() if line is not None}


def with_lines(problems: Iterable[Problem], text: str) -> list[Problem]:
    """Return problems with the lines that are known, in the order of these."""
    problems = list(problems)
    lines = find_lines(text, {problem.path for problem in problems}) if problems else {}
    placed = [
        problem._replace(line=problem.line or lines.get(problem.path)) for problem in problems
    ]
    return sorted(placed, key=lambda problem: problem.line or 0)


def _parts_above(path: str) -> list[str]:
    """Return a path and all that it is in, nearest first."""
    ends = [match.start() for match in re.finditer(r"[.[]", path)]
    return [path, *(path[:end] for end in reversed(ends))]


class _Scanner:
    """Goes through a text once and notes the lines of the paths that are wanted."""

    def __init__(self, text: str, wanted: Collection[str]) -> None:
        self.found: dict[str, int] = {}
        self._text = text
        self._wanted = wanted
        self._place = 0
        self._line = 1
        self._counted = 0  # so far the line ends were counted
        self._lengths: dict[str, int] = {}  # of the arrays of tables

    def scan(self) -> None:
        table = ""
        self._skip(_SPACE)
        while self._place < len(self._text):
            if self._takes("[["):
                table = self._header(is_array=True)
            elif self._takes("["):
                table = self._header(is_array=False)
            else:
                self._pair(table)
            self._skip(_SPACE)

    def _header(self, *, is_array: bool) -> str:
        *names, last = self._key()
        table = ""
        for name in names:
            table = self._latest(self._note(join_path(table, name)))
        table = self._note(join_path(table, last))
        if is_array:
            self._lengths[table] = self._lengths.get(table, 0) + 1
            table = self._note(self._latest(table))
        self._place += 2 if is_array else 1
        return table

    def _latest(self, path: str) -> str:
        """Return the path of the last table where it is that of an array of tables."""
        return f"{path}[{self._lengths[path] - 1}]" if path in self._lengths else path

    def _pair(self, path: str) -> None:
        for name in self._key():
            path = self._note(join_path(path, name))
        self._place += 1
        self._skip(_SPACE)
        self._value(path)

    def _value(self, path: str) -> None:
        self._note(path)
        if self._takes("["):
            position = 0
            while not self._ends("]"):
                self._value(f"{path}[{position}]")
                position += 1
        elif self._takes("{"):
            while not self._ends("}"):
                self._pair(path)
        else:
            self._skip(_SCALAR)

    def _ends(self, sign: str) -> bool:
        """Go on to the next of several values; say whether there is none."""
        self._skip(_SPACE)
        if self._takes(","):
            self._skip(_SPACE)
        return self._takes(sign)

    def _key(self) -> list[str]:
        names: list[str] = []
        more = True
        while more:
            match = _PART.match(self._text, self._place)
            assert match
            self._place = match.end()
            names.append(_unquote_key(match[1]))
            more = bool(match[2])
        return names

    def _takes(self, sign: str) -> bool:
        if not self._text.startswith(sign, self._place):
            return False
        self._place += len(sign)
        return True

    def _skip(self, pattern: re.Pattern[str]) -> None:
        match = pattern.match(self._text, self._place)
        assert match
        self._place = match.end()

    def _note(self, path: str) -> str:
        if path in self._wanted and path not in self.found:
            self._line += self._text.count("\n", self._counted, self._place)
            self._counted = self._place
            self.found[path] = self._line
        return path


def _unquote_key(name: str) -> str:
    if "\\" in name:
        key: str = tomli.loads(f"key = {name}")["key"]
        return key
    return name[1:-1] if name[0] in "\"'" else name
