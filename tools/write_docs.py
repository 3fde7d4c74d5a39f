"""Write the generated parts of the documentation: commands, keys, modules, schemas, man page.

Run it by `make docs`. A test runs it too, and fails where a page is not what it would write.
"""

from __future__ import annotations

import ast
import json
import os
from collections.abc import Iterator
from pathlib import Path

import output_schemas
import typer
import write_man
from typer.main import get_command

from sistercities_cli.cli.app import COMMANDS, app, command
from sistercities_cli.datafile import schema
from sistercities_cli.datafile.schema import Keys

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PACKAGE = ROOT / "src" / "sistercities_cli"
ROOMS = (".", "dataset", "spreadsheet", "render", "render/website", "cli", "cli/commands")
START, END = "<!-- generated: {} -->", "<!-- end -->"


def commands() -> str:
    """Return the command reference: what `--help` says, command by command."""
    os.environ["COLUMNS"] = "80"
    program = get_command(app)
    context = typer.Context(program, info_name="sistercities", **program.context_settings)
    parts = [
        "# Commands\n",
        "What `sistercities COMMAND --help` says. This page is generated: `make docs`.\n",
        _fence(program.get_help(context)),
    ]
    for name in COMMANDS:
        whole = command(name)
        inner = typer.Context(whole, parent=context, info_name=name)
        parts += [f"## {name}\n", _fence(whole.get_help(inner))]
    return "\n".join(parts)


def _fence(text: str) -> str:
    lines = "\n".join(line.rstrip() for line in text.splitlines())
    return f"```text\n{lines}\n```\n"


def key_tables() -> dict[str, str]:
    """Return a table of keys for each kind of record of a data file."""
    tables = {**schema.SECTIONS, **schema.TABLES}
    return {name: "".join(_key_table(keys)) for name, keys in tables.items()}


def _key_table(keys: Keys) -> Iterator[str]:
    yield "| key | what it holds | |\n| --- | --- | --- |\n"
    for name, key in keys.items():
        kind = " · ".join(f"`{one}`" for one in key.choices) or key.type.value
        required = "needed" if key.required else ""
        yield f"| `{name}` | {key.meaning}: {kind} | {required} |\n"


def module_tables() -> dict[str, str]:
    """Return a table of the modules of each room, with what they say of themselves."""
    return {f"modules {room}": "".join(_module_table(PACKAGE / room)) for room in ROOMS}


def _module_table(folder: Path) -> Iterator[str]:
    yield "| module | what it is for |\n| --- | --- |\n"
    for path in sorted(folder.glob("*.py")):
        said = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
        line = said.partition("\n")[0].removesuffix(".").replace("``", "`")
        yield f"| `{path.stem}` | {line} |\n"


def fill(page: str, parts: dict[str, str]) -> str:
    """Put generated parts between their marks in a page."""
    for name, part in parts.items():
        start = START.format(name)
        before, _, rest = page.partition(start)
        _, _, after = rest.partition(END)
        page = f"{before}{start}\n\n{part}\n{END}{after}"
    return page


def pages() -> dict[Path, str]:
    """Return each generated page with what belongs in it."""
    format_page, code_page = DOCS / "data-format.md", DOCS / "code.md"
    schemas = {
        DOCS / "schemas" / f"{name}.schema.json": json.dumps(one, ensure_ascii=False, indent=2)
        + "\n"
        for name, one in output_schemas.documents().items()
    }
    return {
        DOCS / "commands.md": commands(),
        format_page: fill(format_page.read_text("utf-8"), key_tables()),
        code_page: fill(code_page.read_text("utf-8"), module_tables()),
        write_man.PAGE: write_man.page(),
        **schemas,
    }


if __name__ == "__main__":
    for path, text in pages().items():
        path.write_text(text, "utf-8")
