"""Write the generated documentation: commands, manual page, keys, modules, schemas, examples.

Run with `make docs`. A test fails if a generated page is out of date.
"""

from __future__ import annotations

import ast
import json
import re
import sys
import textwrap
import typing as t
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import NoneType

import typer
from typer.main import get_command

import sistercities_cli
from sistercities_cli import types
from sistercities_cli.cli.app import COMMANDS, app, command
from sistercities_cli.datafile import json_schema, schema

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PACKAGE = ROOT / "src" / "sistercities_cli"
MAN_PAGE = DOCS / "sistercities.1"
UNWRAPPED = "\b"  # marks a paragraph of a help text that must not be wrapped
FILES = """Without `--data` and `SISTERCITIES_DATA`, the bundled directory is used. Data files are
TOML; `sistercities schema` prints their JSON Schema, and `sistercities check` reports their
errors. Commands write no files except the one of `--output`, and never use the network."""
ADDITIVE = "Keys may be added but are never removed: consumers should accept unknown keys."

PROGRAM = get_command(app)
CONTEXT = typer.Context(
    PROGRAM, info_name="sistercities", terminal_width=78, **PROGRAM.context_settings
)
# The records of each command that writes JSON, with a title for their JSON Schema.
RECORDS = {
    "list": ("list, and country with names", types.ListRecord),
    "show": ("show", types.ShowRecord),
    "country": ("country without names", types.CountryRecord),
    "anniversary": ("anniversary", types.AnniversaryRecord),
    "upcoming": ("upcoming", types.UpcomingRecord),
    "search": ("search", types.SearchRecord),
    "sources": ("sources", types.BibliographyRecord),
    "check": ("check", types.ProblemRecord),
    "map": ("map --format geojson", types.MapRecord),
}
JSON_TYPES: dict[t.Any, str] = {
    str: "string", int: "integer", float: "number", NoneType: "null", types.Absent: "null",
}  # fmt: skip
Schema = dict[str, t.Any]
Terms = dict[str, str]  # term to meaning


def pages() -> dict[Path, str]:
    """Generate all pages and return their text by path."""
    schemas = {name: output_schema(name, *record) for name, record in RECORDS.items()}
    tables = {name: keys for name, keys in schema.TABLES.items() if not name.endswith("_sources")}
    data = {name: data_keys(keys) for name, keys in {**schema.SECTIONS, **tables}.items()}
    output = {name: output_keys(one) for name, one in schemas.items() if name != "map"}
    folders = [one.parent.relative_to(PACKAGE) for one in PACKAGE.rglob("__init__.py")]
    code = {f"modules {one}": modules(PACKAGE / one) for one in folders}
    pages = {
        DOCS / "commands.md": commands(),
        MAN_PAGE: "\n".join(man_page()) + "\n",
        DOCS / "data-format.md": fill("data-format.md", data),
        DOCS / "output.md": fill("output.md", output),
        DOCS / "code.md": fill("code.md", code),
    }
    for name, one in schemas.items():
        text = json.dumps(one, ensure_ascii=False, indent=2)
        pages[DOCS / "schemas" / f"{name}.schema.json"] = f"{text}\n"
    return pages


def fill(name: str, parts: Mapping[str, Iterator[str]]) -> str:
    """Replace the generated parts of a page."""
    page = (DOCS / name).read_text("utf-8")
    for part, lines in parts.items():
        before, start, rest = page.partition(f"<!-- generated: {part} -->\n")
        assert start, f"{name} has no marker for {part}"
        _, end, after = rest.partition("<!-- end -->\n")
        page = "\n".join((before + start, *lines, "", end + after))
    return page


def data_keys(keys: schema.Keys) -> Iterator[str]:
    """Write a table of the keys of a data file."""
    yield "| key | what it holds | |\n| --- | --- | --- |"
    for name, key in keys.items():
        kind = " · ".join(f"`{one}`" for one in key.choices) or key.type
        yield f"| `{name}` | {key.meaning}: {kind} | {'required' if key.required else ''} |"


def output_keys(document: Schema) -> Iterator[str]:
    """Write a table of the keys of each record in a JSON Schema."""
    definitions = {f" of `{name}`": one for name, one in document.get("$defs", {}).items()}
    for name, record in {"": document["items"], **definitions}.items():
        yield from ([""] if name else [])
        yield f"| key{name} | meaning | type |\n| --- | --- | --- |"
        for key, value in record["properties"].items():
            yield f"| `{key}` | {value['description']} | {_type(value)} |"


def modules(folder: Path) -> Iterator[str]:
    """Write a table of the modules in a folder with the first lines of their docstrings."""
    yield "| module | what it is for |\n| --- | --- |"
    for path in sorted(folder.glob("*.py")):
        docstring = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
        line = docstring.partition("\n")[0].removesuffix(".").replace("``", "`")
        yield f"| `{path.stem}` | {line} |"


def _type(value: Schema) -> str:
    match value:
        case {"enum": values}:
            return " · ".join(f"`{one or 'null'}`" for one in values)
        case {"anyOf": options}:
            return " or ".join(map(_type, options))
        case {"$ref": name}:
            return f"`{name.rpartition('/')[2]}`"
        case {"items": items}:
            return f"array of {_type(items)}"
        case {"type": [kind, null]}:
            return f"{kind} or {null}"
        case _:
            return str(value["type"])


def output_schema(name: str, title: str, record: t.Any) -> Schema:
    """Return the JSON Schema of records in an array, or of the map."""
    definitions: Schema = {}
    body = _object(record, definitions)
    return {
        "$schema": json_schema.DIALECT,
        "$id": f"{json_schema.ID_PREFIX}{name}",
        "$comment": ADDITIVE,
        "title": f"sistercities {title}",
        **(body if record is types.MapRecord else {"type": "array", "items": body}),
        **({"$defs": definitions} if definitions else {}),
    }


def _object(record: t.Any, definitions: Schema) -> Schema:
    origin, arguments = t.get_origin(record) or record, t.get_args(record)
    hints = t.get_type_hints(origin, include_extras=True)
    if arguments:
        hints = {key: one[arguments] if one.__parameters__ else one for key, one in hints.items()}
    return {
        "type": "object",
        "required": [key for key in hints if key in origin.__required_keys__],
        "properties": {key: _schema(hint, definitions) for key, hint in hints.items()},
    }


def _schema(hint: t.Any, definitions: Schema) -> Schema:
    """Translate a type to JSON Schema; records in it become definitions."""
    origin, arguments = t.get_origin(hint), t.get_args(hint)
    if origin is t.Annotated:
        notes = (("description", one) if isinstance(one, str) else one for one in arguments[1:])
        return dict(notes) | _schema(arguments[0], definitions)
    if origin is t.NotRequired:
        return _schema(arguments[0], definitions)
    if origin is t.Literal:
        return {"type": "string", "enum": arguments}
    if origin is list:
        return {"type": "array", "items": _schema(arguments[0], definitions)}
    if arguments:
        options = [_schema(one, definitions) for one in arguments if one is not t.Never]
        match options:
            case [{"type": kind} as option, {"type": "null"}]:
                enum = {"enum": [*option["enum"], None]} if "enum" in option else {}
                return option | {"type": [kind, "null"]} | enum
        return options[0] if len(options) == 1 else {"anyOf": options}
    if t.is_typeddict(hint):
        name = hint.__name__.removesuffix("Record").lower()
        definitions[name] = {}  # comes before those that it refers to
        definitions[name] = _object(hint, definitions)
        return {"$ref": f"#/$defs/{name}"}
    if hint in JSON_TYPES:
        return {"type": JSON_TYPES[hint]}
    return {"type": "string", "enum": [*hint]}


def commands() -> str:
    """Write the command reference: the help of each command."""
    about = "The output of `sistercities COMMAND --help`, generated by `make docs`."
    parts = ["# Commands", about, _help(CONTEXT)]
    parts += (f"## {name}\n\n{_help(_context(name))}" for name in COMMANDS)
    return "\n\n".join(parts) + "\n"


def _help(context: typer.Context) -> str:
    lines = context.command.get_help(context).splitlines()
    return "\n".join(["```text", *(line.rstrip() for line in lines), "```"])


def _context(name: str) -> typer.Context:
    return typer.Context(command(name), parent=CONTEXT, info_name=name)


def man_page() -> Iterator[str]:
    """Write the manual page in roff, from the help of the commands and tables in output.md."""
    date, version = sistercities_cli.load().date, sistercities_cli.__version__
    yield '.\\" Generated: make docs'
    yield f'.TH SISTERCITIES 1 "{date}" "sistercities {version}" "User Commands"'
    yield from (".SH NAME", "sistercities \\- a directory of sister\\-city relationships")
    yield from (".SH SYNOPSIS", ".B sistercities")
    yield "[\\fIOPTIONS\\fP] \\fICOMMAND\\fP [\\fIARGS\\fP]..."
    yield from (".SH DESCRIPTION", *_paragraphs(PROGRAM.help or ""))
    yield from (".SH OPTIONS", *_terms(_options(CONTEXT)))
    yield ".SH COMMANDS"
    for name in COMMANDS:
        context = _context(name)
        usage = " ".join(one.strip("{}") for one in context.command.collect_usage_pieces(context))
        yield from (f".SS {name}", f"\\fBsistercities {name}\\fP {escape(usage)}", ".PP")
        yield from _paragraphs(context.command.help or "")
        yield from _terms(_options(context))
    yield from (".SH EXIT STATUS", *_terms(_meanings("Exit codes")))
    yield from (".SH ENVIRONMENT", *_terms(_meanings("Environment")))
    yield from (".SH FILES", *_wrap(FILES))
    yield from (".SH SEE ALSO", "\\fBjq\\fP(1), \\fBcalcurse\\fP(1), \\fBkhal\\fP(1)")


def _options(context: typer.Context) -> Terms:
    """Return the options and arguments of a command with their help."""
    found = (one.get_help_record(context) for one in context.command.get_params(context))
    return {one[0]: one[1] for one in found if one and one[1] not in ("", "[required]")}


def _meanings(heading: str) -> Terms:
    """Return the rows of the table below a heading of output.md."""
    section = (DOCS / "output.md").read_text("utf-8").partition(f"## {heading}\n")[2]
    rows = re.findall(r"^\| `?([^`|]+)`? \| (.+) \|$", section.partition("\n## ")[0], re.MULTILINE)
    return dict(rows[2:])


def _terms(terms: Terms) -> Iterator[str]:
    for term, meaning in terms.items():
        end = len(re.findall(r"^(?:-\w, )?\S+", term)[0])  # of the option names
        names, value = escape(term[:end]), escape(term[end:])
        italic = f"\\fI{value}\\fP" if value else ""
        yield from (".TP", f"\\fB{names}\\fP{italic}", *_wrap(meaning))


def _paragraphs(help: str) -> Iterator[str]:
    for position, text in enumerate(help.split("\n\n")):
        if position:
            yield ".PP"
        if text.startswith(UNWRAPPED):
            lines = text.removeprefix(UNWRAPPED).strip("\n").splitlines()
            yield from (".nf", ".RS 4", *map(escape, lines), ".RE", ".fi")
        else:
            yield from _wrap(text)


def _wrap(text: str) -> list[str]:
    """Escape and wrap a text, converting backticks to bold."""
    bold = re.sub("`([^`]+)`", r"\\fB\1\\fP", escape(text))
    lines = textwrap.wrap(bold, 78, break_long_words=False, break_on_hyphens=False)
    return [f"\\&{line}" if line.startswith(".") else line for line in lines]


def escape(text: str) -> str:
    """Escape a text for roff, in ASCII."""
    text = text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq")
    text = "".join(one if one.isascii() else f"\\[u{ord(one):04X}]" for one in text)
    return f"\\&{text}" if text.startswith(".") else text


def refresh_examples(page: str) -> str:
    """Replace the output in the console blocks of a page, which the tests compare."""
    from terminal import show_commands

    return re.sub(
        r"^(```console\n)(.*?)(?=^```$)",
        lambda block: block[1] + show_commands(block[2]),
        page,
        flags=re.MULTILINE | re.DOTALL,
    )


if __name__ == "__main__":
    sys.path.append(str(ROOT / "tests"))
    for path, text in pages().items():
        path.write_text(text, "utf-8")
    for path in (ROOT / "README.md", *DOCS.glob("*.md")):
        path.write_text(refresh_examples(path.read_text("utf-8")), "utf-8")
