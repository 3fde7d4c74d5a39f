"""Pass quickly the many records with nothing wrong with them.

What is not plainly right is left to :mod:`validation`, which says what is wrong with it and
where. Values are judged by the rules that it uses too, so that the two cannot disagree.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from sistercities_cli.dataset import schema
from sistercities_cli.dataset.schema import Key, Keys, Type
from sistercities_cli.dataset.values import (
    ITEMS,
    Ids,
    meaning_problem,
    number_problem,
    text_problem,
)

Judge = Callable[[Any], bool]  # false for what is wrong, and for what needs a closer look

# Addresses as most are, which need not be taken apart.
_PLAIN_ADDRESS = re.compile(r"https?://([a-z0-9-]+\.)+[a-z]+(/[\w.~/?=&%+#:,;@-]*)?", re.ASCII)


def judge(keys: Keys, ids: Ids) -> Judge:
    """Return a function that says whether a record with these keys is plainly right."""
    judges = {name: _of_value(key, ids) for name, key in keys.items()}
    required = {name for name, key in keys.items() if key.required}

    def is_right(record: Any) -> bool:
        if type(record) is not dict or not required <= record.keys():
            return False
        for name, value in record.items():
            if name not in judges or not judges[name](value):
                return False
        return True

    return is_right


def _of_value(key: Key, ids: Ids) -> Judge:
    if key.type is Type.TABLES:
        return _of_list(judge(schema.TABLES[key.table], {}), needs_one=key.required)
    if key.type in ITEMS:
        return _of_list(_of_value(ITEMS[key.type], ids))
    if key.type in (Type.LATITUDE, Type.LONGITUDE, Type.NUMBER):
        return lambda value: not any(number_problem(value, key.type, ""))
    if key.type is Type.TEXT:
        return lambda value: type(value) is str and not text_problem(value)
    if key.type is Type.URL:
        return lambda value: (
            type(value) is str
            and bool(
                _PLAIN_ADDRESS.fullmatch(value)
                or not (text_problem(value) or meaning_problem(value, key, ids))
            )
        )
    return _of_word(key, ids)


def _of_list(judge_one: Judge, *, needs_one: bool = False) -> Judge:
    return lambda value: (
        type(value) is list and (bool(value) or not needs_one) and all(map(judge_one, value))
    )


def _of_word(key: Key, ids: Ids) -> Judge:
    """Judge what is often the same, like dates and ids: each value once."""
    right: set[str] = set()

    def is_right(value: Any) -> bool:
        if type(value) is not str:
            return False
        if value not in right:
            if text_problem(value) or meaning_problem(value, key, ids):
                return False
            right.add(value)
        return True

    return is_right
