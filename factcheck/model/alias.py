"""Names that the user says are one: a name in full, and what else it is called."""

from collections.abc import Callable

from msgspec import Struct

#: Code points of a name; a shorter one would be found inside others.
_SHORTEST = 2


class Alias(Struct, frozen=True, kw_only=True):
    """A name in full and its other names; one without others hides the shorter names inside it."""

    name: str
    others: tuple[str, ...]

    def __post_init__(self) -> None:
        for name in self.names:
            if len(name.strip()) < _SHORTEST or not any(map(str.isalpha, name)):
                raise ValueError(f"{name!r} is too short for a name, or has no letter")
        if self.name in self.others:
            raise ValueError(f"{self.name!r} is given as another name of itself")

    @property
    def names(self) -> tuple[str, ...]:
        """All names, the full one first."""
        return (self.name, *self.others)


class Aliases(Struct, frozen=True, kw_only=True):
    """The aliases of a run, none of which leads to two full names."""

    entries: tuple[Alias, ...] = ()

    def __post_init__(self) -> None:
        full: dict[str, str] = {}
        for entry in self.entries:
            if entry.name in full.values():
                raise ValueError(f"{entry.name!r} is given twice")
            for name in entry.names:
                if full.setdefault(name, entry.name) != entry.name:
                    raise ValueError(f"{name!r} stands for two names, {full[name]!r} and {entry.name!r}")

    def rewritten(self, rewrite: Callable[[str], str]) -> "Aliases":
        """The aliases as `rewrite` has their names; names that it makes one count once."""
        return Aliases(entries=tuple(_rewritten(each, rewrite) for each in self.entries))


def _rewritten(alias: Alias, rewrite: Callable[[str], str]) -> Alias:
    name, *others = dict.fromkeys(map(rewrite, alias.names))
    return Alias(name=name, others=tuple(others))
