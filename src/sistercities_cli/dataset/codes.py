"""What can be wrong with a country's code."""

from __future__ import annotations

from functools import cache

from sistercities_cli.dataset.wording import is_code


def section_problem(code: str, record: object) -> str | None:
    """Say what is wrong with the code of a section, unless that needs nothing looked up."""
    if not isinstance(record, dict) or ("name" in record and "alpha_3" in record):
        return None
    return code_problem(code)


@cache
def code_problem(text: str) -> str | None:
    """Say what is wrong with the code of a country that has to be looked up."""
    from sistercities_cli import territories

    if text in territories.english():
        return None
    from sistercities_cli import world

    meant = world.find_country(text)  # names and longer codes are what people write instead
    if meant is None:
        return f"{text!r} is not a country: write an ISO 3166-1 alpha-2 code, like GB"
    wrong = f"{text!r} is not an ISO 3166-1 alpha-2 code"
    if is_code(text, 2):
        return f"{wrong}. Did you mean {meant.code}?"
    return f"{wrong}: {meant.name} is {meant.code}"
