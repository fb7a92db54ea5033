"""Reads a rule file strictly: every scalar is a string, every complaint shows the line.

YAML's own guesses (12:30 is 750, 010 is 8, no is false) have no place in a tool about figures, so the base
constructor's strings are all there is, and each part of the rulebook converts what it needs through the `Entry` that
knows its line.
"""

from collections.abc import Callable, Iterator
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

import yaml

from factcheck.model.errors import RuleError

E = TypeVar("E", bound=StrEnum)

#: The parser in C where PyYAML was built with it; both accept the same files.
_Parser: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class _Loader(_Parser):  # type: ignore[misc] # which of the two it is, is known when it runs
    """Composes nodes without working out which tag each would have, as nothing here asks for one."""

    def descend_resolver(self, current_node: object, current_index: object) -> None:
        """Needs no path to a node."""

    def ascend_resolver(self) -> None:
        """Needs no path to a node."""

    def resolve(self, kind: object, value: object, implicit: object) -> str:
        """One tag for all."""
        return ""


class Entry:
    """A node of a rule file with its place, read by asking it for what it should be."""

    __slots__ = ("_lines", "node", "path")

    def __init__(self, path: Path, node: yaml.Node, lines: list[str]) -> None:
        self.path, self.node, self._lines = path, node, lines

    def error(self, message: str) -> RuleError:
        """An error that shows this entry's line."""
        at: int = self.node.start_mark.line
        line = self._lines[at].strip() if at < len(self._lines) else ""
        return RuleError(self.path, at + 1, f"{message}\n    {line}")

    def text(self) -> str:
        """The scalar, which may not be empty."""
        text = self.node.value.strip() if isinstance(self.node, yaml.ScalarNode) else ""
        if not text:
            raise self.error("expected a text")
        return str(text)

    def items(self) -> list["Entry"]:
        """The entries of a list; a single scalar counts as a list of one."""
        if isinstance(self.node, yaml.ScalarNode):
            return [self]
        if not isinstance(self.node, yaml.SequenceNode):
            raise self.error("expected a list")
        return [Entry(self.path, node, self._lines) for node in self.node.value]

    def texts(self) -> tuple[str, ...]:
        """A list of texts. A scalar is split at white space, so that word lists stay readable."""
        if isinstance(self.node, yaml.ScalarNode):
            return tuple(self.node.value.split())
        return tuple(word for entry in self.items() for word in entry.texts())

    def pairs(self) -> Iterator[tuple["Entry", "Entry"]]:
        """Keys and values of a mapping in the order of the file; a key given twice is an error."""
        if not isinstance(self.node, yaml.MappingNode):
            raise self.error("expected a mapping (key: value)")
        seen: set[str] = set()
        for key_node, value_node in self.node.value:
            key = Entry(self.path, key_node, self._lines)
            name = key.text()
            if name in seen:
                raise key.error(f"the key {name!r} is given twice")
            seen.add(name)
            yield key, Entry(self.path, value_node, self._lines)

    def mapping(self, *, required: str = "", optional: str = "") -> dict[str, "Entry"]:
        """A mapping with known keys (each list is words separated by spaces); an unknown or missing key is an error."""
        need, may = required.split(), optional.split()
        found: dict[str, Entry] = {}
        for key, value in self.pairs():
            name = key.text()
            if name not in need and name not in may:
                raise key.error(f"unknown key {name!r}; known are {', '.join(sorted([*need, *may]))}")
            found[name] = value
        for name in need:
            if name not in found:
                raise self.error(f"the key {name!r} is missing")
        return found

    def decimal(self) -> Decimal:
        """The scalar as a number."""
        try:
            value = Decimal(self.text())
        except InvalidOperation as error:
            raise self.error("expected a number") from error
        if not value.is_finite():
            raise self.error("expected a finite number")
        return value

    def one_of(self, kind: type[E]) -> E:
        """The scalar as a member of an enumeration."""
        try:
            return kind(self.text())
        except ValueError as error:
            raise self.error(f"{self.text()!r} is none of {', '.join(kind)}") from error

    def flag(self) -> bool:
        """The scalar `true` or `false`, nothing else."""
        if self.text() not in {"true", "false"}:
            raise self.error("expected true or false")
        return self.text() == "true"

    def table(self, convert: Callable[["Entry"], Any]) -> dict[str, Any]:
        """A mapping with free keys, its values converted; a key may hold several words that share the value."""
        return {word: convert(value) for key, value in self.pairs() for word in key.text().split()}


def read_rule_file(path: Path) -> Entry:
    """The root entry of a YAML file; a file that is missing, not UTF-8, empty or not YAML is a `RuleError`."""
    try:
        source = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise RuleError(path, None, f"cannot be read as UTF-8 text ({error})") from error
    try:
        node = yaml.compose(source, Loader=_Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        lines = source.splitlines()
        problem = getattr(error, "problem", None) or str(error)
        if not mark or not lines:
            raise RuleError(path, None, f"is not valid YAML: {problem}") from error
        # What is left open is noticed only behind the last line.
        line = min(mark.line, len(lines) - 1)
        raise RuleError(path, line + 1, f"is not valid YAML: {problem}\n    {lines[line].strip()}") from error
    if node is None:
        raise RuleError(path, None, "is empty")
    return Entry(path, node, source.splitlines())
