"""The command ``schema``: what an editor needs to help with a data file."""

from typing import Annotated

import typer

from sistercities_cli.cli import output


def schema(
    evidence: Annotated[
        bool,
        typer.Option("--evidence", help="The schema of a separate evidence file."),
    ] = False,
) -> None:
    """Write the JSON Schema of the data file, for editors.

    \b
    sistercities schema > towns.schema.json
    sistercities schema --evidence > evidence.schema.json

    With the line "#:schema ./towns.schema.json" at the top of a data file, editors that know
    TOML complete its keys, explain them and mark mistakes as you type.
    """
    import json

    from sistercities_cli.dataset import json_schema

    found = json_schema.evidence_file() if evidence else json_schema.data_file()
    output.send_bytes(json.dumps(found, ensure_ascii=False, indent=2).encode() + b"\n")
