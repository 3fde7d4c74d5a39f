"""The manual page: right roff, and all that the help of the commands says."""

from __future__ import annotations

import re
import shutil
import subprocess

import pytest
import typer
import write_docs

from sistercities_cli.cli import app

# Each says on stdout or stderr what it does not like about a page.
JUDGES = {
    "groff": ("-man", "-ww", "-Tutf8", "-z"),
    "mandoc": ("-T", "lint", "-W", "style"),
}


def judged(judge: str, page: str) -> str:
    program = shutil.which(judge)
    if program is None:
        pytest.skip(f"{judge} is not installed")
    done = subprocess.run(
        [program, *JUDGES[judge]], input=page, capture_output=True, text=True, check=False
    )
    return done.stdout + done.stderr


@pytest.mark.parametrize("judge", JUDGES)
def test_the_page_is_right_roff(judge: str) -> None:
    page = write_docs.MAN_PAGE.read_text("utf-8")
    assert judged(judge, page) == ""
    assert judged(judge, page.replace(".SH COMMANDS", ".SH COMMANDS\n.nope\n\\fQ")) != ""


def test_a_reader_sees_every_command_option_and_example() -> None:
    groff = shutil.which("groff")
    if groff is None:
        pytest.skip("groff is not installed")
    done = subprocess.run(
        [groff, "-man", "-Tutf8", "-P-cbou", "-rLL=200n", "-rHY=0", str(write_docs.MAN_PAGE)],
        capture_output=True,
        check=True,
    )
    shown = " ".join(done.stdout.decode("utf-8").split())
    for name in app.COMMANDS:
        whole = app.command(name)
        context = typer.Context(whole, info_name=name, help_option_names=["-h", "--help"])
        assert f" {name} sistercities {name} " in shown
        for parameter in whole.get_params(context):
            names, meaning = parameter.get_help_record(context)
            assert " ".join(names.split()) in shown, f"{name}: {names}"
            assert " ".join(meaning.removesuffix("[required]").split()) in shown
        for line in whole.help.replace(write_docs.UNWRAPPED, "").splitlines():
            assert " ".join(line.split()) in shown, f"{name}: {line}"


@pytest.mark.parametrize("section", ["EXIT STATUS", "ENVIRONMENT", "FILES", "SEE ALSO"])
def test_no_section_is_empty(section: str) -> None:
    text = (
        write_docs.MAN_PAGE.read_text("utf-8").partition(f".SH {section}\n")[2].partition(".SH ")[0]
    )
    assert len(re.sub(r"\.TP|\\f.", "", text).split()) > 2


@pytest.mark.parametrize(
    ("text", "roff"),
    [
        pytest.param("a\\b", "a\\eb", id="backslash"),
        pytest.param("--on", "\\-\\-on", id="hyphen"),
        pytest.param("'a'", "\\(aqa\\(aq", id="apostrophe, which starts a macro"),
        pytest.param(".toml", "\\&.toml", id="full stop, which starts a macro"),
        pytest.param("大", "\\[u5927]", id="letter of another script"),
    ],
)
def test_text_is_shown_as_it_is(text: str, roff: str) -> None:
    assert write_docs.escape(text) == roff
