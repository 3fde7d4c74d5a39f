"""Synonyms of commands, options and values, with their names in this program."""

from __future__ import annotations

import os
from collections.abc import Sequence

from sistercities_cli.cli.arguments import format_command
from sistercities_cli.structs import Struct

COMMANDS = {
    "cities": "list", "partners": "list", "relationships": "list", "ls": "list", "all": "list",
    "export": "list -f csv", "csv": "list -f csv", "json": "list --json",
    "count": "list --no-header | wc -l", "countries": "country", "continent": "list --continent",
    "info": "show", "view": "show", "get": "show", "describe": "show", "city": "show",
    "where": "show", "who": "show",
    "age": "anniversary", "birthday": "anniversary", "anniversaries": "anniversary",
    "next": "upcoming", "agenda": "upcoming", "events": "upcoming",
    "today": "upcoming --within 0d", "find": "search", "grep": "search",
    "ics": "calendar", "ical": "calendar", "history": "timeline",
    "stats": "timeline --summary", "statistics": "timeline --summary",
    "html": "site", "web": "site", "website": "site",
    "cite": "sources", "bibliography": "sources", "references": "sources",
    "validate": "check", "lint": "check", "import": "convert",
    "help": "-h", "usage": "-h", "about": "-h", "version": "--version",
    "sistercities": "",
}  # fmt: skip
# {} is replaced with the value of the option; text after "|" is appended to the command.
OPTIONS = {
    "--table": "-f table", "--tsv": "-f tsv", "--csv": "-f csv", "--excel": "-f csv",
    "--jsonl": "-f jsonl", "--markdown": "-f markdown", "--md": "-f markdown",
    "--svg": "-f svg", "--png": "-f svg", "--geojson": "-f geojson", "--json": "-f geojson",
    "--csl": "-f csl", "--output-format": "-f {}", "--type": "--kind {}",
    "--since": "--founded {}..", "--after": "--founded {}..", "--from": "--founded {}..",
    "--until": "--founded ..{}", "--before": "--founded ..{}", "--to": "--founded ..{}",
    "upcoming --from": "--on {}", "upcoming --to": "--within {}",
    "--between": "--founded {}", "--year": "--founded {}", "--date": "--on {}", "--day": "--on {}",
    "--home": "--of {}", "--for": "--of {}", "--name": "{}", "--city": "{}", "--partner": "{}",
    "--filter": "{}", "--search": "{}", "--active": "--status active",
    "--days": "--within {}d", "--weeks": "--within {}w", "--months": "--within {}m",
    "--years": "--within {}y", "--order": "--sort {}", "--sort-by": "--sort {}",
    "--desc": "--reverse", "--fields": "--columns {}", "--column": "--columns {}",
    "--file": "--data {}", "--input": "--data {}", "--out": "-o {}",
    "convert --file": "{}", "convert --input": "{}", "country --country": "{}",
    "--limit": "--no-header | head -n {}", "--next": "--no-header | head -n {}",
    "--first": "--no-header | head -n {}", "--top": "--no-header | head -n {}",
    "-n": "--no-header | head -n {}", "--count": "--no-header | wc -l",
    "--all": "", "--verbose": "",
    "-v": "--version", "-V": "--version", "-?": "-h", "-H": "-h", "--usage": "-h",
}  # fmt: skip
VALUES = {  # of choices and columns
    "name": "partner", "city": "partner", "partners": "partner", "type": "kind",
    "age": "years", "date": "founded", "since": "founded", "year": "founded",
    "oldest": "founded", "newest": "founded --reverse", "youngest": "founded --reverse",
    "upcoming": "next", "anniversary": "next", "code": "country_code", "iso": "country_code",
    "lat": "latitude", "lon": "longitude", "url": "website", "km": "distance_km",
    "excel": "csv", "xlsx": "csv", "xls": "csv", "md": "markdown", "text": "table",
    "txt": "table", "ndjson": "jsonl", "png": "svg", "image": "svg", "json": "geojson",
    "current": "active", "inactive": "dormant", "terminated": "ended", "former": "ended",
}  # fmt: skip
EXAMPLES = {  # by placeholder
    "COUNTRY": "germany", "CONTINENT": "asia", "KIND": "sister-city", "FROM..TO": "1990..1999",
    "DATE": "today", "YEAR": "2027", "DURATION": "30d", "N": "5", "A,B,C": "id",
}  # fmt: skip
CMDLETS = {"head -n": "Select-Object -First", "wc -l": "Measure-Object -Line"}  # for PowerShell


class CommandLine(Struct):
    """The words of a command line, and the pipe to the programs that read its output."""

    words: Sequence[str]
    pipe: str = ""

    def __str__(self) -> str:
        pipe = self.pipe
        for program, cmdlet in CMDLETS.items() if os.name == "nt" else ():
            pipe = pipe.replace(program, cmdlet)
        return " ".join(filter(None, (format_command(self.words), pipe)))
