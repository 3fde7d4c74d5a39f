"""Immutable value classes with named fields, without the cost of dataclasses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Never, Self, dataclass_transform

if TYPE_CHECKING:
    from inspect import Signature


@dataclass_transform(frozen_default=True)
class StructType(type):
    """Metaclass that turns annotations into slots and constructor parameters.

    Importing ``dataclasses`` would take longer than importing the rest of this package.
    """

    _fields: tuple[str, ...] = ()
    _defaults: dict[str, Any]

    def __new__(cls, name: str, bases: tuple[type, ...], namespace: dict[str, Any]) -> StructType:
        """Create a class with a slot for each annotation."""
        if "__annotate_func__" in namespace:  # deferred evaluation, Python 3.14
            raise TypeError(f"{name} needs `from __future__ import annotations` in its module")
        fields = tuple(namespace.get("__annotations__", ()))
        defaults = {field: namespace.pop(field) for field in fields if field in namespace}
        namespace["__slots__"] = fields
        if not fields:  # those of the base class
            return super().__new__(cls, name, bases, namespace)
        namespace["_fields"] = namespace["__match_args__"] = fields
        namespace["_defaults"] = defaults
        namespace["__init__"] = _compile_on_first_use
        return super().__new__(cls, name, bases, namespace)

    @property
    def __signature__(cls) -> Signature:
        """The signature of the constructor, for ``help()``."""
        from inspect import signature

        constructor = signature(cls.compile_constructor())
        return constructor.replace(parameters=list(constructor.parameters.values())[1:])

    def compile_constructor(cls) -> Any:
        """Compile an ``__init__`` method, which is several times as fast as a generic one."""
        scope = {f"_default_{field}": value for field, value in cls._defaults.items()}
        parameters, lines = ["self"], []
        for field in cls._fields:
            scope[f"_set_{field}"] = vars(cls)[field].__set__
            parameters.append(f"{field}=_default_{field}" if field in cls._defaults else field)
            lines.append(f" _set_{field}(self, {field})")
        if hasattr(cls, "_validate"):
            lines.append(" self._validate()")
        source = "\n".join([f"def __init__({', '.join(parameters)}):", *lines])
        exec(source, scope)  # noqa: S102  # built from field names only
        return scope["__init__"]


def _compile_on_first_use(self: Struct, *values: Any, **by_name: Any) -> None:
    """Replace itself with a compiled ``__init__`` on first use: most runs use few classes."""
    owner: Any = next(parent for parent in type(self).__mro__ if "_fields" in vars(parent))
    owner.__init__ = owner.compile_constructor()
    self.__init__(*values, **by_name)  # type: ignore[misc]  # the compiled one


class Struct(metaclass=StructType):
    """Base class for immutable values, which are equal only to values of the same class.

    The constructor calls ``_validate`` if the subclass defines it. The representation of a value
    that has the field ``_name_field`` shows only that field.
    """

    _name_field = "id"

    def replace(self, **changes: Any) -> Self:
        """Return a copy with some fields changed."""
        return type(self)(**dict(zip(type(self)._fields, self._values(), strict=True)) | changes)

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return self._values() == other._values()

    def __hash__(self) -> int:
        return hash((type(self), self._values()))

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), self._values()

    def __repr__(self) -> str:
        if name := getattr(self, self._name_field, None):
            return f"<{type(self).__name__} {name!r}>"
        return f"{type(self).__name__}({', '.join(map(repr, self._values()))})"

    def __setattr__(self, name: str, value: Never) -> None:
        raise AttributeError(f"{type(self).__name__} is immutable: use replace()")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{type(self).__name__} is immutable")

    def _values(self) -> tuple[Any, ...]:
        return tuple([getattr(self, field) for field in type(self)._fields])
