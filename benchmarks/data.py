"""Generate data files of any size from copies of the bundled records."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

CITIES = Path(__file__).parent.parent / "data" / "cities.toml"
HEAD = '[directory]\ntitle = "Towns of the world"\nversion = "1"\n'

SECTIONS = "homes|countries|cities|organisations|relationships"
NEEDED = "alpha_3|name|country|city|programme|home|partner|kind|founded|status|status_since"
DATE = re.compile(r"^date = .*\n", re.MULTILINE)
COMMENT = re.compile(r"^#.*\n", re.MULTILINE)
LEAN = re.compile(rf"^(?:\[(?:{SECTIONS})\.|(?:{NEEDED}) = ).*\n", re.MULTILINE)
RECORD = re.compile(rf"^\[({SECTIONS})\.", re.MULTILINE)
NAME = re.compile(r'^name = "(.*)"', re.MULTILINE)
POSITION = re.compile(r"^(latitude|longitude) = (.*)", re.MULTILINE)


def write(path: Path, size: int, *, lean: bool = False) -> None:
    """Write a file of full relationships, or of lean ones: little more than names and dates."""
    with path.open("w", encoding="utf-8") as file:
        file.writelines(_copies(size, lean=lean))


def _copies(size: int, *, lean: bool) -> Iterator[str]:
    text = COMMENT.sub("", CITIES.read_text("utf-8"))
    _, *parts = RECORD.split("".join(LEAN.findall(text)) if lean else text)
    records = list(zip(parts[::2], parts[1::2], strict=True))
    ids = "|".join(text.partition("]")[0] for section, text in records if section != "countries")
    quoted_id = re.compile(f'"({ids})"')
    yield f"{HEAD}{DATE.findall(text)[0]}\n"
    count = copy = 0
    while True:
        for section, record in records:
            if section == "relationships":
                if count == size:
                    return
                count += 1
            if section != "countries":
                renamed = NAME.sub(
                    rf'name = "\1 {copy}"', quoted_id.sub(rf'"n{copy:04}-\1"', record)
                )
                yield f"[{section}.n{copy:04}-{_move(renamed, copy * 13 % 400 / 100 - 2)}"
            elif copy == 0:
                yield f"[{section}.{record}"
        copy += 1


def _move(record: str, degrees: float) -> str:
    return POSITION.sub(lambda found: f"{found[1]} = {float(found[2]) + degrees:.4f}", record)
