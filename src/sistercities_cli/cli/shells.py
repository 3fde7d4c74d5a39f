"""Format completions for each shell, quoted so that no value is ever executed.

The completion scripts are Typer's. Its own output is not used: zsh would run commands in it, bash
and PowerShell would insert it unquoted, and Typer imports Rich to describe options.
"""

from __future__ import annotations

import os
import re
import shlex
import sys

# Typer has no public names for these.
from typer._click.shell_completion import CompletionItem, add_completion_class
from typer._completion_classes import BashComplete, FishComplete, PowerShellComplete, ZshComplete

END = "\ue000"  # appended to a line so that its last word is never empty

# Characters that need no quoting in bash, by the open quotation mark. Bash expands file name
# patterns in completions, even between quotation marks.
PLAIN_IN_BASH = {"": r"\w./-", "'": r"\w ,./:-", '"': r"\w ',./:-"}


def split_words(line: str, escape: str = "\\") -> tuple[list[str], str]:
    """Split an incomplete line into words, and return them with the open quotation mark.

    >>> split_words("show 'Mexico C"), split_words("show ")
    ((['show', 'Mexico C'], "'"), (['show', ''], ''))
    """
    lexer = shlex.shlex(line + END, posix=True)
    lexer.whitespace_split, lexer.commenters, lexer.escape = True, "", escape
    words: list[str] = []
    mark = ""
    try:
        while (word := lexer.get_token()) is not None:
            words.append(word)
    except ValueError:  # the line ends between quotation marks
        words.append(lexer.token)
        mark = lexer.state  # type: ignore[attr-defined]  # missing in typeshed
    return [*words[:-1], words[-1].removesuffix(END)], mark


def quote_for_bash(value: str, mark: str = "") -> str:
    """Quote a value that follows an open quotation mark.

    >>> print(quote_for_bash("Xi'an $x"), quote_for_bash("Xi'an $x", '"'))
    Xi\\'an\\ \\$x Xi'an "\\$"x
    """
    quoted = re.sub(f"[^{PLAIN_IN_BASH[mark]}]", rf"{mark}\\\g<0>{mark}", value)
    # Bash adds a closing quotation mark unless the value ends with one.
    return quoted + mark if mark and quoted.endswith(mark) else quoted


def quote_for_zsh(value: str) -> str:
    """Quote a value, escaping everything but ASCII letters and digits.

    >>> print(quote_for_zsh("a`b"))
    $'a\\x60b'
    """
    escaped = re.sub(
        "[^a-zA-Z0-9]",
        lambda match: "".join(f"\\x{byte:02x}" for byte in match[0].encode(sys.stdout.encoding)),
        value,
    )
    return f"$'{escaped}'"


def quote_for_powershell(value: str) -> str:
    """Quote a value so that ``:::``, which precedes the description, comes neither in nor after it.

    >>> print(quote_for_powershell("Xi'an:::$(x)"), quote_for_powershell("x:"))
    Xi`'an`:`:`:`$`(x`) x`:''
    """
    quoted = re.sub(r"[^\w./-]", r"`\g<0>", value)
    return f"{quoted}''" if quoted.endswith(":") else quoted


def _choice(item: CompletionItem) -> tuple[str, str]:
    """Return a value that stdout can encode, and its description on one line."""
    # Replace unencodable characters before quoting, not after.
    encoding = sys.stdout.encoding
    value = str(item.value).encode(encoding, "nearest").decode(encoding)
    return value, " ".join((item.help or "").split())


class Bash(BashComplete):
    """Lines that bash inserts verbatim."""

    def get_completion_args(self) -> tuple[list[str], str]:
        """Return the complete words after the program's name, and the incomplete one."""
        try:
            count = max(0, int(os.environ.get("COMP_CWORD", ""))) + 1
        except ValueError:
            count = 1
        # Typer's script separates the words with newlines.
        typed = os.environ.get("COMP_WORDS", "").split("\n")[:count] or [""]
        self.mark: str = split_words(typed[-1])[1]
        words = [split_words(word)[0][-1] for word in typed]
        return words[1:-1], words[-1]

    def format_completion(self, item: CompletionItem) -> str:
        """Return the line for a value."""
        return quote_for_bash(_choice(item)[0], self.mark)


class Zsh(ZshComplete):
    """A command that zsh evaluates."""

    def get_completion_args(self) -> tuple[list[str], str]:
        """Return the complete words after the program's name, and the incomplete one."""
        return _read_line()

    def complete(self) -> str:
        """Return a command that adds the values, or completes file names if there are none."""
        choices = list(map(_choice, self.get_completions(*self.get_completion_args())))
        if not choices:
            return "_files"
        values = " ".join(quote_for_zsh(value) for value, _ in choices)
        if not any(description for _, description in choices):
            return f"compadd -- {values}"
        width = max(len(value) for value, _ in choices)
        lines = " ".join(quote_for_zsh(f"{value:{width}}  -- {about}") for value, about in choices)
        return f"local -a lines; set -A lines {lines}; compadd -l -d lines -- {values}"


class Fish(FishComplete):
    """Lines that fish quotes itself."""

    def get_completion_args(self) -> tuple[list[str], str]:
        """Return the complete words after the program's name, and the incomplete one."""
        return _read_line()

    def format_completion(self, item: CompletionItem) -> str:
        """Return the line for a value."""
        return "\t".join(_choice(item)).rstrip("\t")


class PowerShell(PowerShellComplete):
    """Lines that PowerShell inserts verbatim."""

    def get_completion_args(self) -> tuple[list[str], str]:
        """Return the complete words after the program's name, and the incomplete one."""
        # PowerShell omits a trailing space.
        has_word = os.environ.get("_TYPER_COMPLETE_WORD_TO_COMPLETE")
        return _read_line("" if has_word else " ", escape="`")

    def format_completion(self, item: CompletionItem) -> str:
        """Return the line for a value."""
        value, description = _choice(item)
        return f"{quote_for_powershell(value)}:::{description or ' '}"


def _read_line(end: str = "", escape: str = "\\") -> tuple[list[str], str]:
    words, _ = split_words(os.environ.get("_TYPER_COMPLETE_ARGS", "") + end, escape)
    return words[1:-1], words[-1]


def register() -> None:
    """Make Typer use these classes."""
    for shell in (Bash, Zsh, Fish, PowerShell):
        add_completion_class(shell, shell.name)
    add_completion_class(PowerShell, "pwsh")
