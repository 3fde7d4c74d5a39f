"""Each value of a TOML file is found on the line on which it was written."""

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

SIGNS = "ab.[]{}#=,'\"\\ \té\n"
SCALARS: st.SearchStrategy[object] = st.one_of(
    st.text(SIGNS, max_size=8), st.integers(), st.booleans(), st.just(dt.date(2026, 11, 21))
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
    """Writes a document in changing styles, and notes on which line each value comes."""

    def __init__(self, draw: st.DataObject) -> None:
        self.text = ""
        self.lines: dict[str, int] = {}
        self._draw = draw

    def table(self, table: dict[str, Any], header: str, path: str) -> None:
        """Write the pairs of a table, then the tables in it under headers of their own."""
        later = {
            name: value
            for name, value in table.items()
            if is_table(value) or is_tables(value)
            if self.either()
        }
        for name, value in table.items():
            if name not in later:
                self.pair(self.key(name), value, join_path(path, name))
                self.text += self.one_of(["\n", ' # = ] "\n', "\n\n", "\r\n"])
        for name, value in later.items():
            inner, key = join_path(path, name), f"{header}{self.key(name)}"
            if is_table(value):
                self.note(inner)
                self.text += f"[{key}]{self.one_of(['', ' # [[x]]'])}\n"
                self.table(value, f"{key}.", inner)
                continue
            for position, one in enumerate(value):
                self.note(inner)
                self.note(f"{inner}[{position}]")
                self.text += f" [[ {key} ]]\n"
                self.table(one, f"{key}.", f"{inner}[{position}]")

    def pair(self, key: str, value: Any, path: str) -> None:
        self.note(path)
        if is_table(value) and len(value) == 1 and self.either():
            ((name, one),) = value.items()
            self.pair(
                f"{key}{self.one_of(['.', ' . '])}{self.key(name)}", one, join_path(path, name)
            )
            return
        self.text += key + self.one_of([" = ", "=", "\t= "])
        self.value(value, path)

    def value(self, value: Any, path: str) -> None:
        self.note(path)
        if isinstance(value, list):
            self.text += f"[{self.gap()}"
            for position, one in enumerate(value):
                self.value(one, f"{path}[{position}]")
                self.text += self.gap() + ("," if position < len(value) - 1 else "") + self.gap()
            self.text += "]"
        elif isinstance(value, dict):
            self.text += "{ "
            for position, (name, one) in enumerate(value.items()):
                self.text += ", " if position else ""
                self.pair(self.key(name), one, join_path(path, name))
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
        fitting = [one for one in styles if reads_as(one, text)]
        self.text += self.one_of(fitting)

    def key(self, name: str) -> str:
        styles = [json.dumps(name, ensure_ascii=False)]
        if re.fullmatch(r"[a-z-]+", name):
            styles.append(name)
        if not set(name) & {"'", "\n"}:
            styles.append(f"'{name}'")
        return self.one_of(styles)

    def gap(self) -> str:
        return self.one_of(["", " ", "\n", "\n  # ], [\n"])

    def one_of(self, styles: list[str]) -> str:
        return self._draw.draw(st.sampled_from(styles))

    def either(self) -> bool:
        return self._draw.draw(st.booleans())

    def note(self, path: str) -> None:
        self.lines.setdefault(path, self.text.count("\n") + 1)


def is_table(value: object) -> bool:
    return isinstance(value, dict)


def is_tables(value: object) -> bool:
    return isinstance(value, list) and value != [] and all(isinstance(one, dict) for one in value)


def reads_as(written: str, text: str) -> bool:
    try:
        return bool(tomli.loads(f"key = {written}") == {"key": text})
    except tomli.TOMLDecodeError:
        return False


@settings(max_examples=250)
@given(DOCUMENTS, st.data())
def test_each_value_is_found_on_the_line_on_which_it_was_written(
    document: dict[str, Any], draw: st.DataObject
) -> None:
    writer = Writer(draw)
    writer.table(document, "", "")
    assert tomli.loads(writer.text) == document

    assert find_lines(writer.text, list(writer.lines)) == writer.lines


def test_what_is_not_there_is_looked_for_in_what_holds_it() -> None:
    text = "\n[a.b]\nc = [\n  1,\n  { d = 2 },\n]\n"
    paths = ["a.b.c[1].x", "a.b.c[7]", "a.b.missing.x", "a.x", "other", ""]

    assert find_lines(text, paths) == {"a.b.c[1].x": 5, "a.b.c[7]": 3, "a.b.missing.x": 2, "a.x": 2}


def test_tables_of_an_array_are_told_apart_even_with_tables_of_their_own() -> None:
    text = "[[a]]\n[[a.b]]\nc=1\n[[a.b]]\nc=2\n[[a]]\n[a.d]\ne=3\n[[a.b]]\nc=4\n"
    paths = ["a[0].b[0].c", "a[0].b[1].c", "a[1].d.e", "a[1].b[0].c", "a[1]"]

    assert list(find_lines(text, paths).values()) == [3, 5, 8, 10, 6]


@pytest.mark.parametrize(
    "text",
    ['x = """a""""\nz = 1', 'x = """"a"""""\nz = 1', "x = ''''a'''''\nz = 1", 'x = "\\\\"\nz = 1'],
)
def test_quotation_marks_at_the_end_of_a_text_do_not_lead_astray(text: str) -> None:
    assert tomli.loads(text)["z"] == 1
    assert find_lines(text, ["z"]) == {"z": 2}


def test_a_key_that_needs_escapes_is_found() -> None:
    text = 'a = 1\n"b\\"c\\u00e9" = 2\n'
    (_, path) = (join_path("", name) for name in tomli.loads(text))

    assert find_lines(text, [path]) == {path: 2}


def test_a_file_with_the_line_ends_of_windows_has_the_same_lines() -> None:
    text = SAMPLE.read_text("utf-8")
    path = "relationships.alund-brest.sources[1].publisher"

    line = find_lines(text, [path])[path]

    assert find_lines(text.replace("\n", "\r\n"), [path]) == {path: line}
    assert text.splitlines()[line - 1] == 'publisher = "Town of Ålund"'


def test_what_is_nested_too_deep_has_no_lines() -> None:
    assert find_lines(f"x = {'[' * 5000}{']' * 5000}", ["x"]) == {}
