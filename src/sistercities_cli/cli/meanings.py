"""Common words for commands, options and values, with what they are called here."""

from __future__ import annotations

import os
from collections.abc import Sequence

from sistercities_cli.cli.arguments import format_command
from sistercities_cli.structs import Struct

COMMANDS = {
    "cities": "list", "partners": "list", "relationships": "list", "ls": "list", "all": "list",
    "dir": "list", "export": "list -f csv", "csv": "list -f csv", "json": "list --json",
    "statuses": "list --columns partner,status", "status": "list --columns partner,status",
    "kinds": "list --columns partner,kind", "continents": "list --columns partner,continent",
    "distance": "list --sort distance", "signatories": "list --columns partner,signatories",
    "count": "list --no-header | wc -l", "countries": "country", "continent": "list --continent",
    "info": "show", "view": "show", "get": "show", "describe": "show", "city": "show",
    "where": "show", "who": "show",
    "age": "anniversary", "birthday": "anniversary", "anniversaries": "anniversary",
    "next": "upcoming", "agenda": "upcoming", "events": "upcoming",
    "today": "upcoming --within 0d",
    "find": "search", "grep": "search", "query": "search",
    "ics": "calendar", "ical": "calendar",
    "history": "timeline", "stats": "timeline --summary", "statistics": "timeline --summary",
    "summary": "timeline --summary",
    "html": "site", "web": "site", "website": "site", "page": "site",
    "cite": "sources", "bibliography": "sources", "references": "sources",
    "validate": "check", "lint": "check", "verify": "check",
    "import": "convert", "help": "-h", "man": "-h", "usage": "-h", "about": "-h", "-h": "-h",
    "version": "--version", "completion": "--show-completion", "completions": "--show-completion",
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
    "upcoming --from": "--on {}", "upcoming --to": "--within {}", "upcoming --years": "--year {}",
    "--between": "--founded {}", "--year": "--founded {}",
    "--date": "--on {}", "--today": "--on today", "--day": "--on {}",
    "--home": "--of {}", "--for": "--of {}", "--name": "{}", "--city": "{}", "--partner": "{}",
    "--filter": "{}", "--where": "{}", "--search": "{}", "--active": "--status active",
    "--days": "--within {}d", "--weeks": "--within {}w", "--months": "--within {}m",
    "--years": "--within {}y", "--next": "--no-header | head -n {}",
    "--order": "--sort {}", "--sort-by": "--sort {}", "--order-by": "--sort {}",
    "--desc": "--reverse", "--fields": "--columns {}", "--column": "--columns {}",
    "--file": "--data {}", "--input": "--data {}", "--out": "-o {}",
    "convert --file": "{}", "convert --input": "{}", "country --country": "{}",
    "--limit": "--no-header | head -n {}", "--head": "--no-header | head -n {}",
    "--first": "--no-header | head -n {}", "--top": "--no-header | head -n {}",
    "--max": "--no-header | head -n {}", "-n": "--no-header | head -n {}",
    "--count": "--no-header | wc -l", "--total": "--no-header | wc -l",
    "--all": "", "--verbose": "", "--long": "",
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
