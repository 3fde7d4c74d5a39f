"""Finding the lines of values in TOML files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import tomli
from hypothesis import example, given
from hypothesis import strategies as st

from conftest import SAMPLE
from sistercities_cli.datafile.lines import find_lines
from sistercities_cli.datafile.references import join_path

# "@" stands for the number of its line, "%" for the number of the fragment.
FRAGMENTS = (
    "a% = @\n",
    "# a = 1\n\n 'a.%'\t= @ # = ] [[x]] \"\n",
    '"a \\"%\\u00e9" = @\r\n',
    "a%.b . 'c d' = @\n",
    "[a%.b] # [[x]]\nc = @\nd = [ @,\n  # ], [\n [@, @,],\n]\n[ a% . 'c.]' ]\nd = [ ]\ne = @\n",
    "[[a%]]\nb = @\n[[a%.c]]\nd = @\n[[a%.c]]\nd = @\n [[ a% ]]\n[a%.e]\nf = @\n[[a%.c]]\nd = @\n",
    'a% = { b = @, c.d = [ @, { e = @ },\n{ e = @ } ], "}" = @ }\n',
    'b% = { }\nc% = [ "]", \'\\\', "\\\\", "\\",[", @ ]\n',
    'a% = """\n\\"""x"" = [\n\n"""\nb% = [ """"a""""", """\\\\""", @ ]\n',
    "a% = '''\n'']\\'''''\nb% = [ ''''a'''', ''''''  , @ ]\n",
    "a% = true\nb% = 2026-11-21\nc% = [ 1.5, false, @ ]\n",
)


def numbers(value: object, path: str = "") -> Iterator[tuple[str, int]]:
    """Yield the paths and values of all integers."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from numbers(inner, join_path(path, name))
    elif isinstance(value, list):
        for position, inner in enumerate(value):
            yield from numbers(inner, f"{path}[{position}]")
    elif type(value) is int:
        yield path, value


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=8))
@example(FRAGMENTS)
def test_value_is_on_the_line_where_it_was_written(fragments: Sequence[str]) -> None:
    template = "".join(text.replace("%", str(number)) for number, text in enumerate(fragments))
    lines = enumerate(template.splitlines(keepends=True), 1)
    text = "".join(line.replace("@", str(number)) for number, line in lines)
    expected = dict(numbers(tomli.loads(text)))

    assert len(expected) == template.count("@")
    assert find_lines(text, expected) == expected


def test_missing_value_is_on_the_line_of_its_nearest_ancestor() -> None:
    text = "\n[a.b]\nc = [\n  1,\n  { d = 2 },\n]\n"
    paths = ["a.b.c[1].x", "a.b.c[7]", "a.b.missing.x", "a.x", "other", ""]

    assert find_lines(text, paths) == {"a.b.c[1].x": 5, "a.b.c[7]": 3, "a.b.missing.x": 2, "a.x": 2}


def test_tables_of_an_array_have_their_own_lines() -> None:
    text = "[[a]]\n[[a.b]]\nc=1\n[[a.b]]\nc=2\n[[a]]\n[a.d]\n"

    assert list(find_lines(text, ["a", "a[0].b[1]", "a[1]", "a[1].d"]).values()) == [1, 4, 6, 7]


def test_windows_line_endings_do_not_change_line_numbers() -> None:
    text = SAMPLE.read_text("utf-8")
    path = "relationships.alund-brest.sources[1].publisher"

    line = find_lines(text, [path])[path]

    assert find_lines(text.replace("\n", "\r\n"), [path]) == {path: line}
    assert text.splitlines()[line - 1] == 'publisher = "Town of Ålund"'


def test_deeply_nested_value_has_no_line() -> None:
    assert find_lines(f"x = {'[' * 5000}{']' * 5000}", ["x"]) == {}
