"""Find the line numbers of values in a TOML file.

No maintained library reports positions for everything that tomli accepts. The text has already
been parsed by tomli, so the scanner does not validate it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

import tomli

from sistercities_cli.datafile.references import join_path
from sistercities_cli.errors import Problem

# Possessive quantifiers (++), as Python uses about 100 bytes per character for others.
_BASIC, _LITERAL = r'"(?:[^"\\\n]++|\\.)*+"', r"'[^'\n]*+'"

# A multi-line string may itself end in one or two quotation marks.
_MULTILINE = (
    r'"""(?:[^"\\]++|\\.|"(?!""))*+"""(?:"{0,2})' + r"|'''(?:[^']++|'(?!''))*+'''(?:'{0,2})"
)
MAX_ANCESTORS = 10  # the deepest nesting in a data file
_SPACE = re.compile(r"(?:[ \t\r\n]++|#[^\n]*+)*+")
_PART = re.compile(rf"[ \t]*({_BASIC}|{_LITERAL}|[\w-]+)[ \t]*(\.?)", re.DOTALL)
_SCALAR = re.compile(rf"{_MULTILINE}|{_BASIC}|{_LITERAL}|[^,\]}}#\n]+", re.DOTALL)


def find_lines(text: str, paths: Iterable[str]) -> dict[str, int]:
    """Return the line number of each path, or of its nearest existing ancestor.

    >>> find_lines("[a]\\nb = [\\n 1,\\n 2]", ["a.b[1]", "a.c", "x"])
    {'a.b[1]': 4, 'a.c': 1}
    """
    ancestors = {path: _with_ancestors(path) for path in paths}
    scanner = _Scanner(text, {path for chain in ancestors.values() for path in chain})
    try:
        scanner.scan()
    except RecursionError:
        return {}  # deeper than in any plausible file
    lines = scanner.lines
    nearest = {path: next(filter(lines.get, chain), "") for path, chain in ancestors.items()}
    return {path: lines[ancestor] for path, ancestor in nearest.items() if ancestor}


def add_line_numbers(problems: Iterable[Problem], text: str) -> list[Problem]:
    """Add line numbers to problems and sort by them."""
    problems = list(problems)
    lines = find_lines(text, {problem.path for problem in problems}) if problems else {}
    located = [
        problem.replace(line=problem.line or lines.get(problem.path)) for problem in problems
    ]
    return sorted(located, key=lambda problem: problem.line or 0)


def _with_ancestors(path: str) -> list[str]:
    """Return a path and its nearest ancestors, which include the record, nearest first."""
    ends = [match.start() for match in re.finditer(r"[.[]", path)]
    return [path, *(path[:end] for end in ends[: -MAX_ANCESTORS - 1 : -1])]


class _Scanner:
    """Scans a file once and records the line numbers of the given paths."""

    def __init__(self, text: str, paths: Collection[str]) -> None:
        self.lines: dict[str, int] = {}
        self._text = text
        self._paths = paths
        self._longest = max(map(len, paths), default=0)
        self._position = 0
        self._line = 1  # line number at self._counted
        self._counted = 0  # position up to which newlines have been counted
        self._lengths: dict[str, int] = {}  # lengths of arrays of tables, by path

    def scan(self) -> None:
        table = ""
        self._skip(_SPACE)
        while self._position < len(self._text):
            if self._accept("["):
                table = self._header(is_array=self._accept("["))
            else:
                self._pair(table)
            self._skip(_SPACE)

    def _header(self, *, is_array: bool) -> str:
        *names, last = self._key()
        table = ""
        for name in names:
            table = self._last_table(self._record(self._join(table, name)))
        table = self._record(self._join(table, last))
        if is_array:
            self._lengths[table] = self._lengths.get(table, 0) + 1
            table = self._record(self._last_table(table))
        self._position += 2 if is_array else 1
        return table

    def _join(self, path: str, name: str) -> str:
        """Append a key to a path, unless the result is longer than any path looked for."""
        return path if len(path) > self._longest else join_path(path, name)

    def _last_table(self, path: str) -> str:
        """Return the path of the last table of an array of tables, any other unchanged."""
        return f"{path}[{self._lengths[path] - 1}]" if path in self._lengths else path

    def _pair(self, path: str) -> None:
        for name in self._key():
            path = self._record(self._join(path, name))
        self._position += 1
        self._skip(_SPACE)
        self._value(path)

    def _value(self, path: str) -> None:
        self._record(path)
        if self._accept("["):
            position = 0
            while not self._accept_end("]"):
                self._value(f"{path}[{position}]")
                position += 1
        elif self._accept("{"):
            while not self._accept_end("}"):
                self._pair(path)
        else:
            self._skip(_SCALAR)

    def _accept_end(self, bracket: str) -> bool:
        """Skip to the next value, or past the closing bracket after the last one."""
        self._skip(_SPACE)
        if self._accept(","):
            self._skip(_SPACE)
        return self._accept(bracket)

    def _key(self) -> list[str]:
        names: list[str] = []
        dot = "."
        while dot:
            match = _PART.match(self._text, self._position)
            assert match
            self._position = match.end()
            name, dot = match.groups()
            names.append(tomli.loads(f"key = {name}")["key"] if name[0] in "\"'" else name)
        return names

    def _accept(self, token: str) -> bool:
        if not self._text.startswith(token, self._position):
            return False
        self._position += len(token)
        return True

    def _skip(self, pattern: re.Pattern[str]) -> None:
        match = pattern.match(self._text, self._position)
        assert match
        self._position = match.end()

    def _record(self, path: str) -> str:
        if path in self._paths and path not in self.lines:
            self._line += self._text.count("\n", self._counted, self._position)
            self._counted = self._position
            self.lines[path] = self._line
        return path
