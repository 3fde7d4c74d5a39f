"""Messages that repeat an argument escape the characters that could steer a terminal."""

from __future__ import annotations

import judge
import pytest

from conftest import ROOT

# An escape, a bell, a one-byte escape, a change of direction, two line breaks, and no UTF-8.
HOSTILE = "a\x1b[31m\x07\x9b2J\u202e\u2028\r\udcffb"
ESCAPED = r"a\x1b[31m\x07\x9b2J\u202e\u2028\r\udcffb"
TABLE = str(ROOT / "docs" / "example" / "ourtown.csv")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ("{}", 2),
        ("list {}", 2),
        ("list --on {}", 2),
        ("list --columns {}", 2),
        ("list -f{}", 2),
        ("convert {table} --home {}", 2),
        ("show {}", 1),
        ("list --of {}", 1),
    ],
)
def test_invalid_argument_is_escaped(arguments: str, code: int) -> None:
    outcome = judge.run([word.format(HOSTILE, table=TABLE) for word in arguments.split()])

    assert (outcome.code, outcome.out) == (code, b"")
    assert f"'{ESCAPED}'" in outcome.err


@pytest.mark.parametrize("command", [[], ["list"]], ids=["program", "command"])
def test_unknown_option_is_escaped(command: list[str]) -> None:
    outcome = judge.run([*command, f"--{HOSTILE}"])

    assert (outcome.code, outcome.out) == (2, b"")
    assert "--" + ESCAPED in outcome.err


@pytest.mark.parametrize(
    "arguments", ["list --data {}.toml", "convert {}.toml --home Kiel,DE", "show x --data {}.toml"]
)
def test_file_name_is_escaped(arguments: str) -> None:
    outcome = judge.run([word.format(HOSTILE) for word in arguments.split()])

    assert outcome == (
        3,
        b"",
        f"Error: '{ESCAPED}.toml' has 1 problem:\n  cannot be read: No such file or directory\n",
    )


def test_file_name_that_can_be_displayed_is_not_quoted() -> None:
    outcome = judge.run(["list", "--data", "unsere Städte/大阪.toml"])

    assert (outcome.code, outcome.out) == (3, b"")
    assert outcome.err.startswith("Error: unsere Städte/大阪.toml has 1 problem:\n")


@pytest.mark.parametrize("format", ["tsv", "csv", "table", "json"])
def test_check_escapes_file_name_in_every_format(format: str) -> None:
    outcome = judge.run(["check", f"{HOSTILE}.toml", "--format", format])

    assert outcome.code == 3
    shown = ESCAPED.replace("\\", "\\\\") if format == "json" else ESCAPED
    assert f"'{shown}.toml'" in outcome.out.decode()
    assert outcome.err == f"'{ESCAPED}.toml' cannot be used: 1 error.\n"
