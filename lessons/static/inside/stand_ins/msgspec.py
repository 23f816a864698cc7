"""What the app asks of msgspec, in plain Python: values as files give them into a class, every field by its type."""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import Enum
from functools import cache
from types import MappingProxyType, NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints


class ValidationError(ValueError):
    """A value that is not of the type wanted; the message says which and where."""


def convert(value: Any, kind: Any) -> Any:
    """Read a value as a type, what stands in text included: dates, decimals and members of an enumeration.

    Args:
        value: The value as a file gives it.
        kind: The type.

    Returns:
        The value of that type.

    Raises:
        ValidationError: If it cannot be read so.
    """
    return _read(value, kind, "$")


def _read(value: Any, kind: Any, where: str) -> Any:
    return value if kind is Any else _reader(kind)(value, kind, where)


def _reader(kind: Any) -> Callable[[Any, Any, str], Any]:
    origin = get_origin(kind)
    if origin in {Union, UnionType}:
        return _either
    if origin is not None:
        return _of_origin(origin)
    if is_dataclass(kind):
        return _row
    if isinstance(kind, type) and issubclass(kind, Enum):
        return _member
    return _READERS.get(kind, _same)


def _of_origin(origin: Any) -> Callable[[Any, Any, str], Any]:
    if origin is Literal:
        return _listed
    return _mapped if issubclass(origin, Mapping) else _several


def _either(value: Any, kind: Any, where: str) -> Any:
    if value is None and NoneType in get_args(kind):
        return None
    for one in get_args(kind):
        try:
            return _read(value, one, where)
        except ValidationError:
            continue
    raise _wrong(value, kind, where)


def _listed(value: Any, kind: Any, where: str) -> Any:
    return _known(value, get_args(kind), where)


def _member(value: Any, kind: Any, where: str) -> Any:
    if isinstance(value, kind):
        return value
    return kind(_known(value, tuple(member.value for member in kind), where))


def _known(value: Any, members: tuple[Any, ...], where: str) -> Any:
    # True is no 1 here.
    if not any(value == member and type(value) is type(member) for member in members):
        raise ValidationError(f"Invalid value {value!r} - at `{where}`")
    return value


def _row(value: Any, kind: Any, where: str) -> Any:
    if isinstance(value, kind):
        return value
    if not isinstance(value, Mapping):
        raise _wrong(value, kind, where)
    types, required = _shape(kind)
    missing = [name for name in required if name not in value]
    if missing:
        raise ValidationError(f"Object missing required field `{missing[0]}` - at `{where}`")
    return kind(
        **{name: _read(given, types[name], f"{where}.{name}") for name, given in value.items() if name in types}
    )


@cache
def _shape(kind: Any) -> tuple[dict[str, Any], tuple[str, ...]]:
    types = get_type_hints(kind)
    required = tuple(one.name for one in fields(kind) if one.default is MISSING and one.default_factory is MISSING)
    return types, required


def _several(value: Any, kind: Any, where: str) -> Any:
    if not isinstance(value, list | tuple | set | frozenset):
        raise _wrong(value, kind, where)
    origin, inner = get_origin(kind), get_args(kind)
    if origin is tuple and inner[-1] is not Ellipsis:
        if len(value) != len(inner):
            raise ValidationError(f"Expected `array` of length {len(inner)}, got {len(value)} - at `{where}`")
        return tuple(
            _read(one, of, f"{where}[{place}]") for place, (one, of) in enumerate(zip(value, inner, strict=True))
        )
    return origin(_read(one, inner[0], f"{where}[{place}]") for place, one in enumerate(value))


def _mapped(value: Any, kind: Any, where: str) -> Any:
    if not isinstance(value, Mapping):
        raise _wrong(value, kind, where)
    keys, values = get_args(kind)
    return {_read(key, keys, where): _read(given, values, f"{where}[...]") for key, given in value.items()}


def _none(value: Any, kind: Any, where: str) -> None:
    if value is not None:
        raise _wrong(value, kind, where)


def _date(value: Any, kind: Any, where: str) -> Any:
    return _written(date.fromisoformat, value, kind, where) if isinstance(value, str) else _same(value, kind, where)


def _decimal(value: Any, kind: Any, where: str) -> Any:
    if isinstance(value, bool) or not isinstance(value, str | int | float | Decimal):
        raise _wrong(value, kind, where)
    return _written(Decimal, str(value) if isinstance(value, float) else value, kind, where)


def _float(value: Any, kind: Any, where: str) -> Any:
    return float(value) if type(value) is int else _same(value, kind, where)


def _same(value: Any, kind: Any, where: str) -> Any:
    if type(value) is not kind:
        raise _wrong(value, kind, where)
    return value


def _written(read: Any, value: Any, kind: Any, where: str) -> Any:
    try:
        return read(value)
    except (ValueError, InvalidOperation) as error:
        raise _wrong(value, kind, where) from error


def _wrong(value: Any, kind: Any, where: str) -> ValidationError:
    name = getattr(kind, "__name__", str(kind))
    return ValidationError(f"Expected `{name}`, got `{type(value).__name__}` - at `{where}`")


_READERS: Mapping[Any, Callable[[Any, Any, str], Any]] = MappingProxyType(
    {None: _none, NoneType: _none, date: _date, Decimal: _decimal, float: _float}
)
