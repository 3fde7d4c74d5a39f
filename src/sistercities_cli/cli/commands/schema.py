"""The ``schema`` command."""

from typing import Annotated

import typer

from sistercities_cli.cli import output


def schema_command(
    *,
    evidence: Annotated[
        bool, typer.Option("--evidence", help="The schema of a separate evidence file.")
    ] = False,
) -> None:
    """Write the JSON Schema of the data file, for editors.

    \b
    sistercities schema -o towns.schema.json
    sistercities schema --evidence -o evidence.schema.json

    With the line "#:schema ./towns.schema.json" at the top of a data file, editors that know
    TOML complete its keys, explain them and mark mistakes as you type.
    """
    import json

    from sistercities_cli.datafile import json_schema

    schema = json_schema.evidence_schema() if evidence else json_schema.data_schema()
    output.write_file(f"{json.dumps(schema, ensure_ascii=False, indent=2)}\n", "towns.schema.json")
