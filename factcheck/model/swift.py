"""Makes the instances of frozen dataclasses in less time, for those types of which a text makes thousands.

What `dataclass` writes for a frozen type sets every field by its name, through `object.__setattr__`. Here each is set
by the descriptor of its own slot, which is known beforehand: extraction takes a twentieth less time for it.
"""

from dataclasses import MISSING, fields
from typing import Any, TypeVar

_Type = TypeVar("_Type")


def swift(cls: type[_Type]) -> type[_Type]:
    """The frozen, slotted dataclass with an `__init__` of the same parameters that takes less time.

    Fields with a default factory, and such as are no parameters, are not provided for.
    """
    known: dict[str, Any] = {}
    parameters: list[str] = []
    lines: list[str] = []
    each: Any = cls
    for field in fields(each):
        if field.default_factory is not MISSING or not field.init:
            raise TypeError(f"{cls.__name__}.{field.name} is no plain field")
        if field.kw_only and "*" not in parameters:
            parameters.append("*")
        known[f"set_{field.name}"], known[f"default_{field.name}"] = getattr(cls, field.name).__set__, field.default
        parameters.append(field.name if field.default is MISSING else f"{field.name}=default_{field.name}")
        lines.append(f" set_{field.name}(self, {field.name})")
    if hasattr(cls, "__post_init__"):
        lines.append(" self.__post_init__()")
    exec("\n".join([f"def __init__(self, {', '.join(parameters)}):", *lines]), known)
    each.__init__ = known["__init__"]
    each.__init__.__qualname__ = f"{cls.__qualname__}.__init__"
    return cls
