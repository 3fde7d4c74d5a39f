"""Finding the lines of values in TOML files."""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import Any

import pytest
import tomli
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import SAMPLE
from sistercities_cli.datafile.lines import find_lines
from sistercities_cli.datafile.rules import join_path

CHARACTERS = "ab.[]{}#=,'\"\\ \té\n"
SCALARS: st.SearchStrategy[object] = st.one_of(
    st.text(CHARACTERS, max_size=8), st.integers(), st.booleans(), st.just(dt.date(2026, 11, 21))
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text("ab-.#]", max_size=3), inner)
    ),
    max_leaves=8,
)
DOCUMENTS = st.dictionaries(st.text("ab-.\"'=é\n", max_size=3), VALUES, max_size=4)


class Writer:
    """Writes a document in random styles, and records the line of each value."""

    def __init__(self, draw: st.DataObject) -> None:
        self.text = ""
        self.lines: dict[str, int] = {}
        self._draw = draw

    def table(self, table: dict[str, Any], header: str, path: str) -> None:
        """Write the pairs of a table, then some of its tables under their own headers."""
        with_header = {
            name: value
            for name, value in table.items()
            if is_table(value) or is_tables(value)
            if self.draw_bool()
        }
        for name, value in table.items():
            if name not in with_header:
                self.pair(self.key(name), value, join_path(path, name))
                self.text += self.choose(["\n", ' # = ] "\n', "\n\n", "\r\n"])
        for name, value in with_header.items():
            inner, key = join_path(path, name), f"{header}{self.key(name)}"
            if is_table(value):
                self.record(inner)
                self.text += f"[{key}]{self.choose(['', ' # [[x]]'])}\n"
                self.table(value, f"{key}.", inner)
                continue
            for position, item in enumerate(value):
                self.record(inner)
                self.record(f"{inner}[{position}]")
                self.text += f" [[ {key} ]]\n"
                self.table(item, f"{key}.", f"{inner}[{position}]")

    def pair(self, key: str, value: Any, path: str) -> None:
        self.record(path)
        if is_table(value) and len(value) == 1 and self.draw_bool():
            ((name, inner),) = value.items()
            self.pair(
                f"{key}{self.choose(['.', ' . '])}{self.key(name)}", inner, join_path(path, name)
            )
            return
        self.text += key + self.choose([" = ", "=", "\t= "])
        self.value(value, path)

    def value(self, value: Any, path: str) -> None:
        self.record(path)
        if isinstance(value, list):
            self.text += f"[{self.gap()}"
            for position, item in enumerate(value):
                self.value(item, f"{path}[{position}]")
                self.text += self.gap() + ("," if position < len(value) - 1 else "") + self.gap()
            self.text += "]"
        elif isinstance(value, dict):
            self.text += "{ "
            for position, (name, inner) in enumerate(value.items()):
                self.text += ", " if position else ""
                self.pair(self.key(name), inner, join_path(path, name))
            self.text += " }"
        elif isinstance(value, str):
            self.string(value)
        else:
            self.text += str(value).lower()

    def string(self, text: str) -> None:
        plain = json.dumps(text, ensure_ascii=False)
        styles = [
            plain,
            f'"""\n{plain[1:-1]}"""',
            f'"""{plain[1:-1].replace(chr(92) + "n", chr(10))}"""',
        ]
        if "'" not in text and "\n" not in text:
            styles.append(f"'{text}'")
        if "'''" not in text and not text.startswith("\n"):
            styles.append(f"'''{text}'''")
        self.text += self.choose([style for style in styles if reads_as(style, text)])

    def key(self, name: str) -> str:
        styles = [json.dumps(name, ensure_ascii=False)]
        if re.fullmatch(r"[a-z-]+", name):
            styles.append(name)
        if not set(name) & {"'", "\n"}:
            styles.append(f"'{name}'")
        return self.choose(styles)

    def gap(self) -> str:
        return self.choose(["", " ", "\n", "\n  # ], [\n"])

    def choose(self, styles: list[str]) -> str:
        return self._draw.draw(st.sampled_from(styles))

    def draw_bool(self) -> bool:
        return self._draw.draw(st.booleans())

    def record(self, path: str) -> None:
        self.lines.setdefault(path, self.text.count("\n") + 1)


def is_table(value: object) -> bool:
    return isinstance(value, dict)


def is_tables(value: object) -> bool:
    return isinstance(value, list) and value != [] and all(isinstance(item, dict) for item in value)


def reads_as(written: str, text: str) -> bool:
    try:
        return bool(tomli.loads(f"key = {written}") == {"key": text})
    except tomli.TOMLDecodeError:
        return False


@settings(max_examples=250)
@given(DOCUMENTS, st.data())
def test_value_is_on_the_line_where_it_was_written(
    document: dict[str, Any], draw: st.DataObject
) -> None:
    writer = Writer(draw)
    writer.table(document, "", "")
    assert tomli.loads(writer.text) == document

    assert find_lines(writer.text, list(writer.lines)) == writer.lines


def test_missing_value_is_on_the_line_of_its_nearest_ancestor() -> None:
    text = "\n[a.b]\nc = [\n  1,\n  { d = 2 },\n]\n"
    paths = ["a.b.c[1].x", "a.b.c[7]", "a.b.missing.x", "a.x", "other", ""]

    assert find_lines(text, paths) == {"a.b.c[1].x": 5, "a.b.c[7]": 3, "a.b.missing.x": 2, "a.x": 2}


def test_nested_arrays_of_tables_have_their_own_lines() -> None:
    text = "[[a]]\n[[a.b]]\nc=1\n[[a.b]]\nc=2\n[[a]]\n[a.d]\ne=3\n[[a.b]]\nc=4\n"
    paths = ["a[0].b[0].c", "a[0].b[1].c", "a[1].d.e", "a[1].b[0].c", "a[1]"]

    assert list(find_lines(text, paths).values()) == [3, 5, 8, 10, 6]


@pytest.mark.parametrize(
    "text",
    ['x = """a""""\nz = 1', 'x = """"a"""""\nz = 1', "x = ''''a'''''\nz = 1", 'x = "\\\\"\nz = 1'],
)
def test_quotation_marks_may_end_a_text(text: str) -> None:
    assert tomli.loads(text)["z"] == 1
    assert find_lines(text, ["z"]) == {"z": 2}


def test_key_may_have_escapes() -> None:
    text = 'a = 1\n"b\\"c\\u00e9" = 2\n'
    (_, path) = (join_path("", name) for name in tomli.loads(text))

    assert find_lines(text, [path]) == {path: 2}


def test_windows_line_ends_do_not_change_lines() -> None:
    text = SAMPLE.read_text("utf-8")
    path = "relationships.alund-brest.sources[1].publisher"

    line = find_lines(text, [path])[path]

    assert find_lines(text.replace("\n", "\r\n"), [path]) == {path: line}
    assert text.splitlines()[line - 1] == 'publisher = "Town of Ålund"'


def test_deeply_nested_value_has_no_line() -> None:
    assert find_lines(f"x = {'[' * 5000}{']' * 5000}", ["x"]) == {}
