"""Run the app and turn errors into messages and exit codes."""

from __future__ import annotations

import io
import os
import sys
from contextlib import AbstractContextManager, nullcontext
from typing import NoReturn

from sistercities_cli.cli import output
from sistercities_cli.cli.app import app
from sistercities_cli.cli.output import BAD_DATA, NOT_FOUND
from sistercities_cli.directory import COUNTRY, PARTY
from sistercities_cli.errors import DataError, NotFoundError, SisterCitiesError

NOT_FOUND_HINTS = {
    PARTY: " See: sistercities list",
    COUNTRY: " Write its name or ISO code, like Germany or DE.",
}


def run() -> None:
    """Run the app; no expected error has a traceback."""
    if sys.stderr is None:  # closed: Typer would print its errors to stdout
        sys.stderr = io.StringIO()
    if sys.stdout is None:
        _fail("Cannot write the answer: stdout is closed", NOT_FOUND)
    output.prepare_stdout()
    try:
        with _completion_quoting():
            app(prog_name="sistercities")
    except DataError as error:
        _fail(str(error), BAD_DATA)
    except NotFoundError as error:
        hint = "" if error.suggestions else NOT_FOUND_HINTS.get(error.what, "")
        _fail(f"{error}{hint}", NOT_FOUND)
    except SisterCitiesError as error:
        _fail(str(error), NOT_FOUND)
    except MemoryError:
        _fail("Not enough memory for this", NOT_FOUND)
    except OSError as error:
        # Input errors are handled where they occur; this is a full disk, for example.
        _fail(f"Cannot write the answer: {error.strerror or error}", NOT_FOUND)


def _completion_quoting() -> AbstractContextManager[None]:
    if os.environ.get("_SISTERCITIES_COMPLETE") != "complete_bash":
        return nullcontext()
    from sistercities_cli.cli.completion import quoting_for_bash

    return quoting_for_bash()


def _fail(message: str, code: int) -> NoReturn:
    output.print_remark(f"Error: {message}")
    sys.exit(code)
