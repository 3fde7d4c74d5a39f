"""Immutable records with named fields, which compare by value and are no tuples."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self, dataclass_transform

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass_transform(frozen_default=True)
class RecordType(type):
    """Turn the annotations of a class into slots and parameters of its constructor.

    Modules with records need ``from __future__ import annotations``. Dataclasses would import
    inspect, which costs more than everything else in this package does at start-up.
    """

    _fields: tuple[str, ...]

    def __new__(cls, name: str, bases: tuple[type, ...], namespace: dict[str, Any]) -> RecordType:
        """Create a class of records."""
        fields = tuple(namespace.get("__annotations__", ()))
        defaults = {field: namespace.pop(field) for field in fields if field in namespace}
        record_type = super().__new__(
            cls,
            name,
            bases,
            {**namespace, "__slots__": fields, "__match_args__": fields, "_fields": fields},
        )
        if fields:
            record_type.__init__ = _constructor(record_type, fields, defaults)  # type: ignore[misc]
        return record_type


def _constructor(record_type: type, fields: Iterable[str], defaults: dict[str, Any]) -> Any:
    """Compile an ``__init__`` with a parameter for each field, as named tuples do."""
    parameters = [f"{field}=_{field}_default" if field in defaults else field for field in fields]
    lines = [f" _set_{field}(self, {field})" for field in fields]
    if hasattr(record_type, "_validate"):
        lines.append(" self._validate()")
    scope = {f"_{field}_default": value for field, value in defaults.items()}
    scope |= {f"_set_{field}": vars(record_type)[field].__set__ for field in fields}
    exec("\n".join([f"def __init__(self, {', '.join(parameters)}):", *lines]), scope)  # noqa: S102  # names of fields, no input
    return scope["__init__"]


class Record(metaclass=RecordType):
    """Base of immutable records that equal only records of the same type.

    A subclass with a method ``_validate`` calls it for every record.
    """

    def replace(self, **changes: Any) -> Self:
        """Return a copy with other values for some fields."""
        return type(self)(**{field: getattr(self, field) for field in type(self)._fields} | changes)

    _replace = replace

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return self._values() == other._values()

    def __hash__(self) -> int:
        return hash((type(self), self._values()))

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), self._values()

    def __repr__(self) -> str:
        if id := getattr(self, "id", None):
            return f"<{type(self).__name__} {id!r}>"
        return f"{type(self).__name__}({', '.join(map(repr, self._values()))})"

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} is immutable: use replace()")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{type(self).__name__} is immutable")

    def _values(self) -> tuple[Any, ...]:
        return tuple([getattr(self, field) for field in type(self)._fields])
