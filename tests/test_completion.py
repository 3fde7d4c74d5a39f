"""Shell completion of homes, countries, kinds, statuses, formats and names."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args
from unittest.mock import patch

import judge
import pytest
import typer
from calls import CALLS, completing
from shells import HOSTILE_NAMES, MARKS, SHELLS, read_reply, write_cities
from typer import completion as typer_completion
from typer._click.shell_completion import get_completion_class
from typer._completion_shared import Shells
from typer.main import get_command

from conftest import ROOT, SAMPLE, Run
from sistercities_cli.cli import completion, shells
from sistercities_cli.cli.app import COMMANDS, CURRENT, app, command
from sistercities_cli.cli.arguments import Shell

Completer = Callable[[typer.Context, str], list[str]]
completers = pytest.mark.parametrize(
    "complete", [completion.homes, completion.countries, completion.kinds, completion.names]
)


def context(data: Path | None = SAMPLE) -> typer.Context:
    result = typer.Context(get_command(app))
    result.params["data"] = data
    return result


def complete_words(words: str, shell: str = "bash", **environment: Any) -> str:
    """Complete the last word of a command line by the protocol of a shell."""
    done = judge.run([], **environment, **completing(words, shell))
    assert (done.code, done.err) == (0, "")
    return done.out.decode()


@pytest.mark.parametrize("position", [None, "abc", "-1", "1_0", "9" * 5000])
def test_missing_or_invalid_position_completes_the_first_word(
    run: Run, monkeypatch: pytest.MonkeyPatch, position: str | None
) -> None:
    monkeypatch.setenv("_SISTERCITIES_COMPLETE", "complete_bash")
    if position:
        monkeypatch.setenv("COMP_CWORD", position)
        monkeypatch.setenv("COMP_WORDS", "li")
    assert ("list\n" in run().ok, "show\n" in run().ok) == (True, not position)


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


def test_columns_of_every_command_are_completed(run: Run) -> None:
    for name in COMMANDS:
        options = [option for parameter in command(name).params for option in parameter.opts]
        if "--columns" in options:
            names = completion.columns(typer.Context(command(name), info_name=name), "")
            columns = ",".join(names)
            more = ("--nth", "5") if name == "anniversary" else ()
            assert run(*CALLS[name], "--columns", columns, *more).code == 0


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
    assert complete(context(Path("-")), "") == []  # does not wait for input


@pytest.mark.parametrize(
    ("words", "value"),
    [
        pytest.param("list --of b", "birmingham", id="home"),
        pytest.param("list --country germ", "germany", id="country-option"),
        pytest.param("list --kind sister", "sister-airport\nsister-city", id="kind"),
        pytest.param("show osa", "osaka", id="name"),
        pytest.param("show osaka bog", "bogotá", id="second-name"),
        pytest.param("anniversary casa", "casablanca", id="name-for-an-anniversary"),
        pytest.param("list -f ts", "tsv", id="format"),
        pytest.param("list --columns id,dis", "id\\,distance_km", id="second-column"),
        pytest.param("country --columns al", "alpha_3", id="column-of-another-command"),
        pytest.param("sources -f cs", "csv\ncsl", id="format-of-sources"),
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
        pytest.param("'Mexico'\\ C", "Mexico\\ City", id="quotes-that-are-closed"),
        pytest.param("Bog", "Bogotá", id="letters-need-no-quoting"),
    ],
)
def test_bash_gets_quoted_values(word: str, value: str) -> None:
    words: dict[str, Any] = {"COMP_WORDS": f"sistercities\nshow\n{word}", "COMP_CWORD": "2"}
    done = judge.run([], _SISTERCITIES_COMPLETE="complete_bash", **words)
    assert done == (0, f"{value}\n".encode(), "")


@pytest.mark.parametrize(
    ("line", "word"),
    [
        pytest.param("sistercities show", "", id="no-word-yet"),
        pytest.param("sistercities show Mexico` C", "Mexico` C", id="escaped-blank"),
        pytest.param("sistercities list --data C:\\a.toml --of Chi", "Chi", id="Windows-path"),
    ],
)
def test_powershell_words_are_split(line: str, word: str) -> None:
    words = {"_TYPER_COMPLETE_ARGS": line, "_TYPER_COMPLETE_WORD_TO_COMPLETE": word}
    with patch.dict(os.environ, words):
        shell = shells.PowerShell(get_command(app), {}, "sistercities", "_SISTERCITIES_COMPLETE")
        arguments, incomplete = shell.get_completion_args()
    assert incomplete == word.replace("`", "")
    assert arguments == line.split()[1 : len(arguments) + 1]


@pytest.mark.parametrize("encoding", ["utf-8", "latin-1", "ascii"])
@pytest.mark.parametrize("shell", SHELLS)
def test_shells_execute_nothing_in_names(shell: str, encoding: str, tmp_path: Path) -> None:
    path = str(write_cities(tmp_path))
    for mark in MARKS:
        words = f"sistercities show {mark}1"
        reply = complete_words(words, shell, encoding=encoding, SISTERCITIES_DATA=path)
        pairs = zip(read_reply(shell, reply, mark), HOSTILE_NAMES, strict=True)
        assert all(
            value == name or (encoding != "utf-8" and not name.isascii()) for value, name in pairs
        )


def test_typer_uses_the_completion_classes() -> None:
    """Guard against changes to Typer's private names."""
    shells.register()
    names = {shell.value for shell in Shells}
    assert names == set(get_args(Shell)) - {CURRENT}
    assert {get_completion_class(name).__module__ for name in names} == {shells.__name__}


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_installed_for_the_named_shell(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, shell: str
) -> None:
    for variable in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(variable, str(tmp_path))
    monkeypatch.setattr(typer_completion, "_get_shell_name", lambda: "zsh")
    script = run("--show-completion", shell).ok

    assert f"{shell} completion installed in {tmp_path}" in run("--install-completion", shell).ok

    written = [path.read_text("utf-8").strip() for path in tmp_path.rglob("*") if path.is_file()]
    assert script.strip() in written
    assert f"_SISTERCITIES_COMPLETE=complete_{shell}" in script


def test_completion_is_for_the_current_shell_by_default(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(typer_completion, "_get_shell_name", lambda: "fish")
    assert run("--show-completion").ok == run("--show-completion", "fish").ok


@pytest.mark.parametrize(
    ("shell", "reply"),
    [
        ("bash", r"list\n"),
        (
            "zsh",
            r"local -a lines; set -A lines \$'list\S+List\S+'; compadd -l -d lines -- \$'list'\n",
        ),
        ("fish", r"list\tList relationships\.\n"),
        ("powershell", r"list:::List relationships\.\n"),
    ],
)
def test_descriptions_are_offered_where_the_shell_shows_them(shell: str, reply: str) -> None:
    assert re.fullmatch(reply, complete_words("sistercities li", shell))


@pytest.mark.parametrize("shell", SHELLS)
def test_broken_data_file_prints_nothing_to_the_shell(shell: str, tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text("[directory", encoding="utf-8")
    for words in ("list --of ", "list --kind ", "show ", "country "):
        output = complete_words(f"sistercities {words}", shell, SISTERCITIES_DATA=str(path))
        assert output in ("", "\n", "_files\n")


@pytest.mark.parametrize("shell", SHELLS)
def test_each_shell_gets_a_completion_script(shell: str) -> None:
    done = judge.run([], _SISTERCITIES_COMPLETE=f"source_{shell}")
    assert (done.code, done.err) == (0, "")
    assert f"complete_{shell}" in done.out.decode()


def test_recipes_show_what_shells_complete() -> None:
    page = (ROOT / "docs" / "recipes.md").read_text("utf-8")
    rows = [re.findall(r"`([^`]+)`", line) for line in page.splitlines() if "⇥` |" in line]
    assert len(rows) > 10
    for typed, line, *offered in rows:
        words = f"sistercities {typed.removesuffix('⇥')}"
        assert read_reply("fish", complete_words(words, "fish")) == offered
        values = complete_words(words).splitlines()
        inserted = os.path.commonprefix(values)  # noqa: RUF071  # of any characters
        assert f"{words[: words.rindex(' ')]} {inserted}" == f"sistercities {line}"
