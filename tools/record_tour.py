"""Record the tour of the README: a real terminal, into which it is typed.

Run it by `make pictures`. What the terminal receives is kept in `docs/tour.cast`, with a pace that
is laid down here, not the clock's, so that it is the same each time; `tour_picture` draws it. A
test records it again, and fails where it is not what the program shows.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterable, Iterator
from itertools import cycle
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from asciicast import MARKER, OUTPUT, Cast, Event, written
from take_pictures import DAY, PICTURES, TERMINAL, UNSET
from terminal_cells import LOOKS
from tour_picture import animated
from typist import PROMPT, Answer, Typist

CAST = PICTURES.parent / "tour.cast"
NAMES = tuple(f"tour-{look}.svg" for look in LOOKS)
TITLE = "sistercities: a tour in the terminal"
COLUMNS, ROWS = 80, 24
TAB = "\t"

# How long what takes, in thousandths of a second.
KEY, ENTER, RUN = 25, 400, 150
PAUSE = 400  # before the first sign, and before and after TAB
LOOK, LINE = 1800, 200  # for what is shown, and for each line of it


class Step(NamedTuple):
    """What is said about a command, the command, and how it ends.

    Of the parts of the command, the first, third … are typed; what is between comes by TAB.
    """

    says: str
    parts: tuple[str, ...]
    code: int = 0

    @property
    def command(self) -> str:
        """Return the command as it stands in the line in the end."""
        return "".join(self.parts)


STEPS = (
    Step(
        "Chicago's sister cities of the nineties, and how old each tie is.",
        (f"sistercities list --of chicago --founded 1990..1999 --on {DAY}",),
    ),
    Step(
        "Who is in Germany and Ireland? Countries go by any name or code.",
        (f"sistercities country deutschland IE --on {DAY}",),
    ),
    Step(
        "How old is a tie? Where the year alone is known, that is said.",
        (f"sistercities anniversary osaka warsaw --on {DAY}",),
    ),
    Step(
        "What is there to celebrate in 2027? The round ones.",
        (f"sistercities upcoming --year 2027 --every 5 --of chicago --on {DAY}",),
    ),
    Step("A misspelt name is not a dead end.", ("sistercities show cassablanca",), code=1),
    Step(
        "Who says so? TAB completes commands and names.",
        ("sistercities sou", "rces ", "Cas", "ablanca ", "--columns publisher,supports"),
    ),
    Step(
        "In a script there is JSON. The four oldest:",
        ("sistercities list --format jsonl --columns founded,partner | sort | head -n 4",),
    ),
    # With a line of its own for what is said, the map would not fit.
    Step("", ("sistercities map --of chicago  # And where are they all?",)),
)


class Tape:
    """Notes what comes, and when."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self._now = 0

    def wait(self, time: int) -> None:
        """Let so many thousandths of a second go by."""
        self._now += time

    def note(self, text: str, kind: str = OUTPUT) -> None:
        """Note what comes now."""
        self.events.append(Event(self._now / 1000, kind, text))


def record(steps: Iterable[Step] = STEPS) -> Cast:
    """Type the tour into a terminal and record what it receives."""
    tape = Tape()
    variables = {**dict.fromkeys(UNSET), **TERMINAL}
    with (
        tempfile.TemporaryDirectory() as home,
        Typist(Path(home), columns=COLUMNS, rows=ROWS, variables=variables) as typist,
    ):
        for step in steps:
            tape.note(step.command, MARKER)
            tape.note(typist.clear())
            if step.says:
                _type((f"# {step.says}",), typist, tape)
                _run(typist, tape)
            _type(step.parts, typist, tape)
            answer = _run(typist, tape)
            if answer.code != step.code:
                raise SystemExit(f"{step.command} ended with {answer.code}:\n{answer.text}")
            tape.wait(LOOK + LINE * answer.text.count("\n"))
    tape.note("")  # so that players wait until all is read
    return Cast(TITLE, COLUMNS, ROWS, {"TERM": TERMINAL["TERM"], "SHELL": "bash"}, tape.events)


def _type(parts: tuple[str, ...], typist: Typist, tape: Tape) -> None:
    """Type the first part, press TAB for the second, and so on."""
    tape.wait(PAUSE)
    for part, by_tab in zip(parts, cycle((False, True)), strict=False):
        if by_tab:
            tape.wait(PAUSE)
            typist.press(TAB, part)
            tape.note(part)
            tape.wait(PAUSE)
        else:
            for sign in part:
                tape.wait(KEY)
                typist.press(sign, sign)
                tape.note(sign)
    tape.wait(ENTER)


def _run(typist: Typist, tape: Tape) -> Answer:
    """Press ENTER, and note what comes until the next prompt."""
    answer = typist.enter()
    tape.note("\r\n")
    tape.wait(RUN if answer.text != PROMPT else 0)
    tape.note(answer.text)
    return answer


def pictures(cast: Cast) -> Iterator[tuple[str, str]]:
    """Draw the tour: yield the name of each file and what belongs in it."""
    for name, look in zip(NAMES, LOOKS.values(), strict=True):
        yield name, animated(cast, look)


def _take() -> None:
    cast = record()
    files = {CAST: written(cast)} | {PICTURES / name: drawn for name, drawn in pictures(cast)}
    for path, text in files.items():
        if not path.exists() or path.read_text("utf-8") != text:
            path.write_text(text, "utf-8")
            print(f"{path.name}: taken")


if __name__ == "__main__":
    _take()
