"""The file of known differences: reads it, and writes entries into it and out of it without touching the rest."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from textwrap import indent
from typing import NamedTuple

import yaml

from factcheck.model.acceptance import Acceptance, Side
from factcheck.model.day import parse_day
from factcheck.model.errors import FactcheckError

FILE_NAME = "factcheck-baseline.yaml"
#: Largest file that is read, in bytes: some hundred thousand entries.
_SIZE_LIMIT = 32 * 1024 * 1024
#: A line as YAML counts them.
_LINE = re.compile(r"[^\r\n\x85\u2028\u2029]+(?:\r\n|[\r\n\x85\u2028\u2029])?|\r\n|[\r\n\x85\u2028\u2029]")
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


class _Parsed(NamedTuple):
    """A file's entries, the spaces in front of each, and the line that one more would begin."""

    entries: Sequence[Entry] = ()
    indent: str = ""
    end: int | None = None


class Baseline:
    """The entries of a file, by number; without a file there are none."""

    def __init__(self, path: Path, text: str = "") -> None:
        """Raises `FactcheckError`, with the line, for a text that is no list of entries."""
        self.path = path
        self._text = text
        self._lines = [line[0] for line in _LINE.finditer(text)]
        parsed = _parsed(text, len(self._lines), path)
        self._entries = {entry.acceptance.finding: entry for entry in parsed.entries}
        self._indent, self._end = parsed.indent, parsed.end

    @property
    def acceptances(self) -> tuple[Acceptance, ...]:
        """All entries in the order of the file."""
        return tuple(entry.acceptance for entry in self._entries.values())

    def adding(self, acceptance: Acceptance) -> str:
        """The file's text with an entry more, in place of one with the same number, indented and with line ends as it.

        Raises `FactcheckError` where it cannot be added so that the file can be read.
        """
        expected = [each for each in self.acceptances if each.finding != acceptance.finding]
        lines = list(self._lines) or _HEAD.splitlines(keepends=True)
        end = len(lines) if self._end is None else self._end
        if end and not lines[end - 1].endswith(("\n", "\r")):
            lines[end - 1] += self._line_end
        written = indent(_written(acceptance), self._indent).replace("\n", self._line_end)
        lines.insert(end, written)
        return self._proven(self._without({acceptance.finding}, lines), [*expected, acceptance])

    def removing(self, findings: Collection[str]) -> str:
        """The file's text without some entries; comments between entries go with the entry above them.

        Raises `FactcheckError` where they cannot be taken out so that the others can be read.
        """
        expected = [each for each in self.acceptances if each.finding not in findings]
        return self._proven(self._without(findings, list(self._lines)), expected)

    @property
    def _line_end(self) -> str:
        return "\r\n" if self._lines and self._lines[0].endswith("\r\n") else "\n"

    def _without(self, findings: Collection[str], lines: list[str]) -> str:
        for entry in sorted(self._entries.values(), key=lambda entry: -entry.first):
            if entry.acceptance.finding in findings:
                del lines[entry.first : entry.end]
        return "".join(lines)

    def _proven(self, text: str, expected: Sequence[Acceptance]) -> str:
        """A text, if it reads as expected."""
        try:
            read = Baseline(self.path, text).acceptances
        except FactcheckError as error:
            raise self._unwritable() from error
        if sorted(read, key=_number) != sorted(expected, key=_number):
            raise self._unwritable()
        return text

    def _unwritable(self) -> FactcheckError:
        return FactcheckError(f"{self.path}: cannot be written in the form it has; write it as a plain list of entries")


def read_baseline(path: Path | None, *, missing_is_empty: bool = False) -> Baseline:
    """The known differences of a file, by default of the one in the working folder if there is one.

    Raises `FactcheckError`, with the line, for a file that is wrong or, unless `missing_is_empty`, is missing though it
    was named.
    """
    chosen = path or Path(FILE_NAME)
    if (path is None or missing_is_empty) and not chosen.exists():
        return Baseline(chosen)
    return Baseline(chosen, _read(chosen))


def _parsed(text: str, lines: int, path: Path) -> _Parsed:
    try:
        root = yaml.compose(text, Loader=yaml.BaseLoader)
        return _Parsed() if root is None else _of_root(root, lines, path)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise _error(path, line, f"is not valid YAML ({error.problem})") from error
    except (yaml.YAMLError, RecursionError) as error:
        raise FactcheckError(f"{path}: is not valid YAML ({' '.join(str(error).split())})") from error


def _read(path: Path) -> str:
    try:
        if path.stat().st_size > _SIZE_LIMIT:
            raise FactcheckError(f"{path}: is too large for a list of known differences")
        # As bytes, because line ends are to stay as they are.
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError as error:
        raise FactcheckError(f"{path}: there is no such file of known differences") from error
    except OSError as error:
        raise FactcheckError(f"{path}: cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise FactcheckError(f"{path}: is not UTF-8; save it as UTF-8") from error


def _of_root(root: yaml.Node, lines: int, path: Path) -> _Parsed:
    if isinstance(root, yaml.ScalarNode) and not root.value and not root.style:
        # What a file holds that has only the mark of a document.
        return _Parsed()
    if not isinstance(root, yaml.SequenceNode) or root.flow_style:
        raise _error(path, root.start_mark.line + 1, "expected a list of entries that begin with '- finding:'")
    starts = [node.start_mark.line for node in root.value]
    # What follows the list is the mark of the document's end, which stands at the beginning of a line.
    last = lines if root.end_mark.column else min(root.end_mark.line, lines)
    return _Parsed(
        entries=list(_entries(root.value, starts, [*starts[1:], last], path)),
        indent=" " * root.start_mark.column,
        end=last,
    )


def _entries(nodes: Iterable[yaml.Node], starts: Iterable[int], ends: Iterable[int], path: Path) -> Iterator[Entry]:
    seen: set[str] = set()
    for node, first, end in zip(nodes, starts, ends, strict=True):
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


def _number(acceptance: Acceptance) -> str:
    return acceptance.finding


def _error(path: Path, line: int, message: str) -> FactcheckError:
    return FactcheckError(f"{path}:{line}: {message}")
