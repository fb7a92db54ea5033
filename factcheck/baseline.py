"""The file of known differences: reads it, and writes entries into it and out of it without touching the rest."""

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import yaml

from factcheck.model.acceptance import Acceptance, Side
from factcheck.model.day import parse_day
from factcheck.model.errors import FactcheckError

FILE_NAME = "factcheck-baseline.yaml"
#: Largest file that is read, in bytes: some hundred thousand entries.
_SIZE_LIMIT = 32 * 1024 * 1024
_KEYS = ("finding", "reason", "until", "fact", "sides")
_HEAD = """\
# Differences that are known. factcheck check counts these pairs, and neither shows them nor fails because of them.
# factcheck accept adds an entry; factcheck check --prune takes out those that do nothing any more.
"""


class Entry(NamedTuple):
    """An acceptance with the lines of the file that it takes up, from 0, the last one excluded."""

    acceptance: Acceptance
    first: int
    end: int


class Baseline:
    """The entries of a file, by number; without a file there are none."""

    def __init__(self, path: Path, text: str, entries: Collection[Entry]) -> None:
        self.path = path
        self._text = text
        self._entries = {entry.acceptance.finding: entry for entry in entries}

    @property
    def acceptances(self) -> tuple[Acceptance, ...]:
        """All entries in the order of the file."""
        return tuple(entry.acceptance for entry in self._entries.values())

    def adding(self, acceptance: Acceptance) -> str:
        """The file's text with an entry more, in place of one with the same number."""
        text = self.removing({acceptance.finding}) or _HEAD
        return text + ("" if text.endswith("\n") else "\n") + _written(acceptance)

    def removing(self, findings: Collection[str]) -> str:
        """The file's text without some entries; comments between entries go with the entry above them."""
        lines = self._text.splitlines(keepends=True)
        for entry in sorted(self._entries.values(), key=lambda entry: -entry.first):
            if entry.acceptance.finding in findings:
                del lines[entry.first : entry.end]
        return "".join(lines)


def read_baseline(path: Path | None, *, missing_is_empty: bool = False) -> Baseline:
    """The known differences of a file, by default of the one in the working folder if there is one.

    Raises `FactcheckError`, with the line, for a file that is wrong or, unless `missing_is_empty`, is missing though it
    was named.
    """
    chosen = path or Path(FILE_NAME)
    if (path is None or missing_is_empty) and not chosen.exists():
        return Baseline(chosen, "", ())
    text = _read(chosen)
    try:
        return Baseline(chosen, text, list(_entries(text, chosen)))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise _error(chosen, line, f"is not valid YAML ({error.problem})") from error
    except (yaml.YAMLError, RecursionError) as error:
        raise FactcheckError(f"{chosen}: is not valid YAML ({' '.join(str(error).split())})") from error


def _read(path: Path) -> str:
    try:
        if path.stat().st_size > _SIZE_LIMIT:
            raise FactcheckError(f"{path}: is too large for a list of known differences")
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise FactcheckError(f"{path}: there is no such file of known differences") from error
    except OSError as error:
        raise FactcheckError(f"{path}: cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise FactcheckError(f"{path}: is not UTF-8; save it as UTF-8") from error


def _entries(text: str, path: Path) -> Iterator[Entry]:
    root = yaml.compose(text, Loader=yaml.BaseLoader)
    if root is None:
        return
    if not isinstance(root, yaml.SequenceNode) or root.flow_style:
        raise _error(path, root.start_mark.line + 1, "expected a list of entries that begin with '- finding:'")
    starts = [node.start_mark.line for node in root.value]
    seen: set[str] = set()
    for node, first, end in zip(root.value, starts, [*starts[1:], len(text.splitlines())], strict=True):
        acceptance = _acceptance(node, path)
        if acceptance.finding in seen:
            raise _error(path, first + 1, f"finding {acceptance.finding} is there twice")
        seen.add(acceptance.finding)
        yield Entry(acceptance, first, end)


def _acceptance(node: yaml.Node, path: Path) -> Acceptance:
    fields = _fields(node, path, _KEYS)
    for key in ("finding", "reason"):
        if not _scalar(fields.get(key), path).strip():
            raise _error(path, node.start_mark.line + 1, f"an entry needs a {key}")
    until = _scalar(fields.get("until"), path)
    try:
        day = parse_day(until) if until else None
    except ValueError as error:
        raise _error(path, fields["until"].start_mark.line + 1, f"until: {error}") from error
    return Acceptance(
        finding=_scalar(fields["finding"], path).strip(),
        reason=_scalar(fields["reason"], path).strip(),
        until=day,
        fact=_scalar(fields.get("fact"), path),
        sides=tuple(_sides(fields.get("sides"), path)),
    )


def _sides(node: yaml.Node | None, path: Path) -> Iterator[Side]:
    if node is None:
        return
    if not isinstance(node, yaml.SequenceNode) or len(node.value) != 2:
        raise _error(path, node.start_mark.line + 1, "sides: expected two entries with document and figure")
    for side in node.value:
        fields = _fields(side, path, ("document", "figure"))
        yield Side(document=_scalar(fields.get("document"), path), figure=_scalar(fields.get("figure"), path))


def _fields(node: yaml.Node, path: Path, known: Collection[str]) -> Mapping[str, yaml.Node]:
    if not isinstance(node, yaml.MappingNode):
        raise _error(path, node.start_mark.line + 1, f"expected an entry with {', '.join(known)}")
    fields: dict[str, yaml.Node] = {}
    for key, value in node.value:
        name = _scalar(key, path)
        if name not in known:
            raise _error(path, key.start_mark.line + 1, f"unknown key {name!r}; known are {', '.join(known)}")
        fields[name] = value
    return fields


def _scalar(node: yaml.Node | None, path: Path) -> str:
    if node is None:
        return ""
    if not isinstance(node, yaml.ScalarNode):
        raise _error(path, node.start_mark.line + 1, "expected a text")
    return str(node.value)


def _written(acceptance: Acceptance) -> str:
    entry: dict[str, object] = {"finding": acceptance.finding, "reason": acceptance.reason}
    if acceptance.until:
        entry["until"] = acceptance.until.isoformat()
    if acceptance.sides:
        entry["fact"] = acceptance.fact
        entry["sides"] = [{"document": side.document, "figure": side.figure} for side in acceptance.sides]
    words = (acceptance.reason, acceptance.fact, *(f"{side.document}{side.figure}" for side in acceptance.sides))
    # What acts on text or hides in it is escaped by YAML itself, which it does not do where it writes all letters.
    plain = all(word.isprintable() for word in words)
    # A number of digits alone is quoted by YAML itself, a date is not a text to other readers of YAML.
    return yaml.safe_dump([entry], allow_unicode=plain, sort_keys=False, width=1000)


def _error(path: Path, line: int, message: str) -> FactcheckError:
    return FactcheckError(f"{path}:{line}: {message}")
