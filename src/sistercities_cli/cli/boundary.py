"""The one place where errors become messages and exit codes."""

from __future__ import annotations

import io
import os
import sys
from contextlib import AbstractContextManager, nullcontext
from typing import NoReturn

from sistercities_cli.cli import output
from sistercities_cli.cli.app import app
from sistercities_cli.errors import DataError, NotFoundError, SisterCitiesError

NOT_FOUND, BAD_DATA = 1, 3  # wrong usage is 2, by way of Typer


def run() -> None:
    """Run the app; never ends in a traceback for anything that is not a bug."""
    if sys.stderr is None:  # closed, and Typer would say on stdout what is wrong
        sys.stderr = io.StringIO()
    if sys.stdout is None:  # closed by the caller; Python then has none
        _fail("Cannot write the answer: stdout is closed", NOT_FOUND)
    output.prepare_stdout()
    try:
        with _completing():
            app(prog_name="sistercities")
    except DataError as error:
        _fail(str(error), BAD_DATA)
    except NotFoundError as error:
        _fail(f"{error}{'' if error.suggestions else _way_out(error)}", NOT_FOUND)
    except SisterCitiesError as error:
        _fail(str(error), NOT_FOUND)
    except MemoryError:
        _fail("Not enough memory for this", NOT_FOUND)
    except OSError as error:
        # Reading is dealt with where it happens; what is left is a full disk and the like.
        _fail(f"Cannot write the answer: {error.strerror or error}", NOT_FOUND)


def _completing() -> AbstractContextManager[None]:
    if os.environ.get("_SISTERCITIES_COMPLETE") != "complete_bash":
        return nullcontext()
    from sistercities_cli.cli.quoting import quoting_for_bash

    return quoting_for_bash()


def _way_out(error: NotFoundError) -> str:
    """Say what to do where nothing has a name like the one that was given."""
    from sistercities_cli.lookup import COUNTRY, PARTY

    ways = {
        PARTY: " See: sistercities list",
        COUNTRY: " Write its name or ISO code, like Germany or DE.",
    }
    return ways.get(error.what, "")


def _fail(message: str, code: int) -> NoReturn:
    output.say(f"Error: {message}")
    sys.exit(code)
