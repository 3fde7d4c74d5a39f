"""The rows of the program itself, with the limits they keep to."""

from __future__ import annotations

from benchmarks.interpreter import PROGRAM, Interpreter
from benchmarks.jobs import Job

ANSWER, HELP, TABLE, API = 6.5, 6.0, 10.5, 4.0  # limits, as multiples of `python -c pass`
TYPED = f"{PROGRAM} list --country ger"  # and then TAB
ONE_ANNIVERSARY = (
    "import datetime as dt, sistercities_cli as s; d = s.load(); [one] = d.of(d.find('osaka'));"
    "print(one.anniversary(dt.date(2026, 11, 21)).years)"
)


def baseline(found: Interpreter) -> Job:
    """Return what all rows are compared with."""
    return Job("`python -c pass`", (found.python, "-c", "pass"))


def rows(found: Interpreter) -> list[Job]:
    """Return the rows of the program, in the order of the table."""
    return [*_answers(found), *_completions(found), *_help(found), *_terminal(found), _api(found)]


def _job(
    found: Interpreter,
    arguments: str,
    expects: str,
    *,
    limit: float | None = None,
    columns: int | None = None,
    code: int = 0,
) -> Job:
    where = f" on a terminal of {columns} columns" if columns else ""
    return Job(
        name=f"`{arguments}`{where}",
        command=(found.script(PROGRAM), *arguments.split()),
        expects=expects,
        limit=limit,
        columns=columns,
        code=code,
    )


def _answers(found: Interpreter) -> list[Job]:
    lacking = "the program has no such command"
    return [
        _job(found, "list --json", "Osaka", limit=ANSWER),
        _job(found, "list", "\tOsaka\t")._replace(name="`list` in a pipe"),
        _job(found, "show osaka --json", "Osaka"),
        _job(found, "upcoming --json", '"number"'),
        _job(found, "anniversary osaka --json", '"milestone"'),
        _job(found, "country germany", "\tHamburg\t"),
        _job(found, "calendar", "END:VCALENDAR"),
        _job(found, "map --format svg", "</svg>"),
        _job(found, "site", "</html>")._replace(may_lack=lacking),
    ]


def _completions(found: Interpreter) -> list[Job]:
    """Ask as the shells do when somebody types TAB."""
    words = {"COMP_WORDS": TYPED, "COMP_CWORD": "3"}
    bash = {"_SISTERCITIES_COMPLETE": "complete_bash", **words}
    zsh = {"_SISTERCITIES_COMPLETE": "complete_zsh", "_TYPER_COMPLETE_ARGS": TYPED}
    script = (found.script(PROGRAM),)
    return [
        Job(f"TAB in {shell}", script, "germany", variables=variables, limit=ANSWER)
        for shell, variables in (("bash", bash), ("zsh", zsh))
    ]


def _help(found: Interpreter) -> list[Job]:
    usage = _job(found, "list --nope", "--nope", limit=HELP, code=2)
    return [
        _job(found, "-h", "Usage", limit=HELP),
        _job(found, "list -h", "--country", limit=HELP),
        usage._replace(name=f"{usage.name}, a usage error"),
    ]


def _terminal(found: Interpreter) -> list[Job]:
    return [
        _job(found, "list", "Osaka", limit=TABLE, columns=80),
        _job(found, "list", "Osaka", limit=TABLE, columns=120),
        _job(found, "show osaka", "Osaka", columns=80),
    ]


def _api(found: Interpreter) -> Job:
    name = "Python: import, load, one anniversary"
    return Job(name, (found.python, "-c", ONE_ANNIVERSARY), "53", limit=API)
