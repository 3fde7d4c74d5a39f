"""No argument steers the terminal by the message that repeats it."""

from __future__ import annotations

import json
import os
import unicodedata

import pytest

from conftest import Run

pytestmark = pytest.mark.no_cover  # many cases of what other tests cover

# What is hostile, and how it is spelt out.
HOSTILE = (
    ("\x1b[31m", r"\x1b[31m"),
    ("\x07", r"\x07"),
    ("\x9b2J", r"\x9b2J"),
    ("\u202e", r"\u202e"),
    ("\u2028", r"\u2028"),
    ("\r", r"\r"),
    (os.fsdecode(b"\xff"), r"\udcff"),
)
IDS = [
    "escape", "bell", "one-byte escape", "direction", "line separator", "carriage return",
    "no UTF-8",
]  # fmt: skip


def steers(text: str) -> bool:
    return any(unicodedata.category(one)[0] in "CZ" and one not in " \n\t" for one in text)


@pytest.mark.parametrize(("sign", "spelt"), HOSTILE, ids=IDS)
@pytest.mark.parametrize(
    "arguments", ["list --data {}.toml", "convert {}.toml --home Kiel,DE", "show x --data {}.toml"]
)
def test_a_name_of_a_file_is_spelt_out(run: Run, arguments: str, sign: str, spelt: str) -> None:
    code, out, err = run(*(word.format(f"a{sign}") for word in arguments.split()))

    assert (code, out) == (3, "")
    assert err == (
        f"Error: 'a{spelt}.toml' has 1 problem:\n  cannot be read: No such file or directory\n"
    )


@pytest.mark.parametrize(("sign", "spelt"), HOSTILE, ids=IDS)
def test_check_spells_the_name_of_its_file_out(run: Run, sign: str, spelt: str) -> None:
    code, out, err = run("check", f"a{sign}.toml")

    assert code == 3
    assert out == f"'a{spelt}.toml': cannot be read: No such file or directory\n"
    assert err == f"'a{spelt}.toml' cannot be used: 1 error.\n"

    for format in ("tsv", "csv", "markdown", "table"):
        code, out, _ = run("check", f"a{sign}.toml", "-f", format)
        assert (code, steers(out)) == (3, False)
    code, out, _ = run("check", f"a{sign}.toml", "--json")
    assert (code, json.loads(out)[0]["file"]) == (3, f"'a{spelt}.toml'")


@pytest.mark.parametrize(("sign", "spelt"), HOSTILE, ids=IDS)
@pytest.mark.parametrize(
    "arguments",
    ["{}", "--{}", "list {}", "list --{}", "list -{}", "list --sort {}", "list --on {}",
     "list --founded {}", "list --columns {}", "list --json={}", "list -f{}",
     "upcoming --within {}",
     "upcoming --year {}", "anniversary --nth {}", "calendar --years {}", "map --format {}",
     "convert nothing.csv --status {}"],
)  # fmt: skip
def test_wrong_usage_is_told_without_signs_that_steer(
    run: Run, arguments: str, sign: str, spelt: str
) -> None:
    code, out, err = run(*(word.format(f"a{sign}b") for word in arguments.split()))

    assert (code, out) == (2, "")
    assert not steers(err)
    # Of a bundle of short options the first is told, of a flag with a value the flag.
    known = arguments.startswith(("list -{", "list --json"))
    assert known or spelt in err or repr(sign)[1:-1] in err or rf"\x{ord(sign[0]):02x}" in err


@pytest.mark.parametrize(("sign", "spelt"), HOSTILE, ids=IDS)
@pytest.mark.parametrize(
    "arguments", ["show {}", "country {}", "list --of {}", "list --kind {}", "anniversary {}"]
)
def test_a_name_that_is_none_is_spelt_out(run: Run, arguments: str, sign: str, spelt: str) -> None:
    code, out, err = run(*(word.format(f"qq{sign}") for word in arguments.split()))

    assert (code, out) == (1, "")
    assert err.startswith("Error: No ")
    assert f"'qq{spelt}'" in err
    assert not steers(err)


def test_a_name_of_a_file_that_can_be_shown_stays_as_it_is(run: Run) -> None:
    code, out, err = run("list", "--data", "unsere Städte/大阪.toml")

    assert (code, out) == (3, "")
    assert err.startswith("Error: unsere Städte/大阪.toml has 1 problem:\n")
