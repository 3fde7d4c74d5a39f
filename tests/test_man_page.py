"""The manual page: valid roff with the complete help of all commands."""

from __future__ import annotations

import re
import shutil
import subprocess

import pytest
import typer
import write_docs

from sistercities_cli.cli import app

# They print the problems of a page on stdout or stderr.
LINTERS = {"groff": ("-man", "-ww", "-Tutf8", "-z"), "mandoc": ("-T", "lint", "-W", "style")}


def lint(linter: str, page: str) -> str:
    program = shutil.which(linter)
    if program is None:
        pytest.skip(f"{linter} is not installed")
    done = subprocess.run(
        [program, *LINTERS[linter]], input=page, capture_output=True, text=True, check=False
    )
    return done.stdout + done.stderr


@pytest.mark.parametrize("linter", LINTERS)
def test_page_is_valid_roff(linter: str) -> None:
    page = write_docs.MAN_PAGE.read_text("utf-8")
    assert lint(linter, page) == ""
    assert lint(linter, page.replace(".SH COMMANDS", ".SH COMMANDS\n.nope\n\\fQ")) != ""


def test_page_has_every_command_option_and_example() -> None:
    groff = shutil.which("groff")
    if groff is None:
        pytest.skip("groff is not installed")
    done = subprocess.run(
        [groff, "-man", "-Tutf8", "-P-cbou", "-rLL=200n", "-rHY=0", str(write_docs.MAN_PAGE)],
        capture_output=True,
        check=True,
    )
    text = " ".join(done.stdout.decode("utf-8").split())
    for name in app.COMMANDS:
        command = app.command(name)
        context = typer.Context(command, info_name=name, help_option_names=["-h", "--help"])
        assert f" {name} sistercities {name} " in text
        for parameter in command.get_params(context):
            names, meaning = parameter.get_help_record(context)
            assert " ".join(names.split()) in text, f"{name}: {names}"
            assert " ".join(meaning.removesuffix("[required]").split()) in text
        for line in command.help.replace(write_docs.UNWRAPPED, "").splitlines():
            assert " ".join(line.split()) in text, f"{name}: {line}"


@pytest.mark.parametrize("section", ["EXIT STATUS", "ENVIRONMENT", "FILES", "SEE ALSO"])
def test_sections_are_not_empty(section: str) -> None:
    page = write_docs.MAN_PAGE.read_text("utf-8")
    text = page.partition(f".SH {section}\n")[2].partition(".SH ")[0]
    assert len(re.sub(r"\.TP|\\f.", "", text).split()) > 2


@pytest.mark.parametrize(
    ("text", "roff"),
    [
        pytest.param("a\\b", "a\\eb", id="backslash"),
        pytest.param("--on", "\\-\\-on", id="hyphen"),
        pytest.param("'a'", "\\(aqa\\(aq", id="apostrophe"),
        pytest.param(".toml", "\\&.toml", id="full stop"),
        pytest.param("大", "\\[u5927]", id="other script"),
    ],
)
def test_text_is_escaped(text: str, roff: str) -> None:
    assert write_docs.escape(text) == roff
