"""What to say about wrong usage where Typer says too little."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from typer.core import TyperCommand

MEANT = {"help": "-h", "version": "--version"}  # words that people write for these options
TOO_MANY = "is one too many: put quotation marks round anything with a space in it"
NOT_TAKEN = (
    "belongs to no option: put quotation marks round anything with a space in it; names go with"
    " show, country and anniversary"
)


class Command(TyperCommand):
    """A command that says what to do with words that it does not take."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the arguments of the command; none is left over."""
        ctx.allow_extra_args = True  # or Typer would say no more than that there are some
        left = super().parse_args(ctx, args)
        if left and not ctx.resilient_parsing:
            takes_some = any(one.param_type_name == "argument" for one in self.params)
            ctx.fail(f"{left[0]!r} {TOO_MANY if takes_some else NOT_TAKEN}")
        return left


def about_word(word: str) -> str:
    """Say what somebody may have meant by a word that is not a command, nor like one."""
    from shlex import quote

    if word in MEANT:
        return f"No such command {word!r}. Did you mean: sistercities {MEANT[word]}?"
    return f"No such command {word!r}. If it is a name: sistercities show {quote(word)}"


def about_option(option: str, command: str) -> str:
    """Say where an option given before the command belongs."""
    return f"{option} belongs after the command: sistercities {command} {option}"


@contextmanager
def safe_to_show() -> Iterator[None]:
    """Spell out what could steer the terminal in Typer's messages, which repeat arguments."""
    try:
        yield
    except Exception as error:
        # Typer's class for wrong usage of all kinds has no public name, but it alone has these.
        message = getattr(error, "message", None)
        if isinstance(message, str):
            vars(error)["message"] = "".join(map(_spelt_out, message))
        raise


def _spelt_out(sign: str) -> str:
    return sign if sign.isprintable() else ascii(sign)[1:-1]
