"""Shell completion of homes, countries, kinds, statuses, formats and names."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
import typer
from calls import completing, start
from typer.main import get_command

from conftest import SAMPLE, Run
from sistercities_cli.cli import completion
from sistercities_cli.cli.app import app

Completer = Callable[[typer.Context, str], list[str]]
SHELLS = ("bash", "zsh", "fish")
completers = pytest.mark.parametrize(
    "complete", [completion.homes, completion.countries, completion.kinds, completion.names]
)


def context(data: Path | None = SAMPLE) -> typer.Context:
    result = typer.Context(get_command(app))
    result.params["data"] = data
    return result


def complete_words(words: str, shell: str = "bash", **environment: str) -> str:
    """Complete the last word of a command line by the protocol of a shell."""
    environment |= completing(words, shell)
    done = start([], PYTHONUTF8="1", **environment)
    assert (done.returncode, done.stderr) == (0, b"")
    return done.stdout.decode()


@pytest.mark.parametrize(
    ("complete", "incomplete", "values"),
    [
        pytest.param(completion.homes, "", ["Ålund", "Brest"], id="homes"),
        pytest.param(completion.homes, "B", ["Brest"], id="home"),
        pytest.param(completion.homes, "br", ["brest"], id="home-in-lower-case"),
        pytest.param(completion.homes, "lyon", [], id="partner-is-no-home"),
        pytest.param(completion.countries, "", ["France", "Sweden", "Türkiye"], id="countries"),
        pytest.param(
            completion.kinds, "", ["cultural-exchange", "friendship", "sister-city"], id="kinds"
        ),
        pytest.param(completion.names, "ly", ["lyon", "lyon Choir"], id="names"),
        pytest.param(completion.names, "Å", ["Ålund", "Ålund Choir"], id="names-with-accent"),
        pytest.param(
            completion.names, "alund-", ["alund-brest", "alund-izmir", "alund-lyon"], id="ids"
        ),
        pytest.param(completion.names, "al", ["alund", "alund Choir"], id="name-without-accent"),
        pytest.param(completion.names, "izm", ["izmir"], id="native-name"),
        pytest.param(completion.countries, "Gau", ["Gaul"], id="other-name-of-a-country"),
        pytest.param(completion.countries, "bosn", ["bosnia and Herzegovina"], id="any-country"),
        pytest.param(completion.countries, "Holl", ["Holland"], id="other-name-of-any-country"),
        pytest.param(completion.homes, "al", ["alund"], id="home-without-accent"),
        pytest.param(completion.names, "x", [], id="nothing"),
    ],
)
def test_completions_keep_the_typed_prefix(
    complete: Completer, incomplete: str, values: list[str]
) -> None:
    assert complete(context(), incomplete) == values


def test_continents_are_completed_with_hyphens() -> None:
    assert completion.continents("south") == ["south-America"]


@completers
def test_completions_come_from_the_data_file_of_the_environment(
    monkeypatch: pytest.MonkeyPatch, complete: Completer
) -> None:
    bundled = complete(context(None), "")
    assert bundled != complete(context(), "")
    monkeypatch.setenv("SISTERCITIES_DATA", str(SAMPLE))
    assert complete(context(None), "") == complete(context(), "")


@completers
def test_broken_data_file_completes_nothing(tmp_path: Path, complete: Completer) -> None:
    path = tmp_path / "own.toml"
    assert complete(context(path), "") == []
    path.write_text("[directory", encoding="utf-8")
    assert complete(context(path), "") == []


@pytest.mark.parametrize(
    ("words", "value"),
    [
        pytest.param("list --of b", "birmingham", id="home"),
        pytest.param("list --country germ", "germany", id="country-option"),
        pytest.param("list --kind sister", "sister-city", id="kind"),
        pytest.param("list --status s", "suspended", id="status"),
        pytest.param("country germ", "germany", id="country"),
        pytest.param("show osa", "osaka", id="name"),
        pytest.param("show chicago-o", "chicago-osaka", id="relationship"),
        pytest.param("show osaka bog", "bogotá", id="second-name"),
        pytest.param("anniversary casa", "casablanca", id="name-for-an-anniversary"),
        pytest.param("list -f ts", "tsv", id="format"),
        pytest.param("sources -f cs", "csv\ncsl", id="format-of-sources"),
        pytest.param("anni", "anniversary", id="command"),
        pytest.param("list --rev", "--reverse", id="option"),
        pytest.param(f"list --data {SAMPLE} --of br", "brest", id="data-option"),
    ],
)
def test_bash_completes_the_last_word(words: str, value: str) -> None:
    assert complete_words(f"sistercities {words}").strip().casefold() == value


@pytest.mark.parametrize(
    ("word", "value"),
    [
        pytest.param("Mex", "Mexico\\ City", id="bare"),
        pytest.param("Mexico\\ C", "Mexico\\ City", id="blank-that-is-quoted"),
        pytest.param('"Mexico C', "Mexico City", id="double-quotes"),
        pytest.param("'Mexico C", "Mexico City", id="single-quotes"),
        pytest.param("Bog", "Bogotá", id="letters-need-no-quoting"),
    ],
)
def test_bash_gets_quoted_values(
    run: Run, monkeypatch: pytest.MonkeyPatch, word: str, value: str
) -> None:
    monkeypatch.setenv("_SISTERCITIES_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", f"sistercities\nshow\n{word}")
    monkeypatch.setenv("COMP_CWORD", "2")
    assert run() == (0, f"{value}\n", "")


@pytest.mark.skipif(not Path("/bin/bash").exists(), reason="needs a POSIX shell")
@pytest.mark.parametrize(
    ("value", "mark", "written"),
    [
        pytest.param("a'b $c", "'", "a'\\''b $c", id="single-quotes"),
        pytest.param('a"b $c', '"', 'a\\"b \\$c', id="double-quotes"),
        pytest.param("a'b (c)", "a", "a\\'b\\ \\(c\\)", id="unquoted"),
        pytest.param("a;b", "", "a\\;b", id="no-word-yet"),
    ],
)
def test_quoted_values_are_literal_in_bash(value: str, mark: str, written: str) -> None:
    assert completion.quote_for_bash(value, mark) == written
    end = mark if mark in ("'", '"') else ""
    line = f"printf %s {end}{written}{end}"
    done = subprocess.run(["/bin/bash", "-c", line], capture_output=True, check=True)
    assert done.stdout.decode() == value


@pytest.mark.parametrize("shell", SHELLS)
def test_each_shell_gets_the_values(shell: str) -> None:
    output = complete_words("sistercities list --of ", shell)
    assert [name in output for name in ("Chicago", "Birmingham", "Osaka")] == [True, True, False]


@pytest.mark.parametrize("shell", SHELLS)
def test_broken_data_file_prints_nothing_to_the_shell(shell: str, tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text("[directory", encoding="utf-8")
    for words in ("list --of ", "list --kind ", "show ", "country "):
        output = complete_words(f"sistercities {words}", shell, SISTERCITIES_DATA=str(path))
        assert output in ("", "\n", "_files\n")


@pytest.mark.parametrize("shell", SHELLS)
def test_each_shell_gets_a_completion_script(shell: str) -> None:
    done = start([], _SISTERCITIES_COMPLETE=f"source_{shell}")
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"_SISTERCITIES_COMPLETE=complete_" in done.stdout
