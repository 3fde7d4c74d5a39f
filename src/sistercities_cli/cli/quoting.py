"""Quote for bash what Typer completes: bash puts it on the line as it is, other shells do not."""

from __future__ import annotations

import io
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout


@contextmanager
def quoting_for_bash() -> Iterator[None]:
    """Quote the values that are printed, one per line, for the word that is completed."""
    position = int(os.environ.get("COMP_CWORD", "0"))
    # The script that Typer has for bash joins the words by line breaks.
    words = os.environ.get("COMP_WORDS", "").split("\n")[position:]
    mark = words[0][:1] if words else ""
    printed = io.StringIO()
    try:
        with redirect_stdout(printed):
            yield
    finally:
        sys.stdout.writelines(f"{quoted(one, mark)}\n" for one in printed.getvalue().splitlines())


def quoted(value: str, mark: str) -> str:
    """Quote a value for a word that begins with a sign.

    Where this is a quotation mark, bash takes the value for what follows it.

    >>> print(quoted("Mexico City", "M"), quoted("Mexico City", '"'))
    Mexico\\ City Mexico City
    """
    match mark:
        case "'":
            return value.replace("'", r"'\''")
        case '"':
            return re.sub(r'["$`\\]', r"\\\g<0>", value)
        case _:
            return re.sub(r"[^\w./-]", r"\\\g<0>", value)
