"""What stands beside a text about it: Markdown front matter, and the sidecar file that overrides it."""

import re
from pathlib import Path

import yaml
from msgspec import Struct

from factcheck.model.document import Published
from factcheck.model.errors import FactcheckError
from factcheck.model.layout import LayoutLexicon
from factcheck.read.dating import date_of_metadata
from factcheck.read.sources import SIDECAR_SUFFIX, name_of, shown

_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(.{0,20000}?)^(?:---|\.\.\.)[ \t]*\r?(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_KEY_VALUE = re.compile(r"^(\w[\w-]{0,40})[ \t]*:(?:[ \t]+(.*))?$", re.MULTILINE)
_SIDECAR_KEYS = frozenset({"title", "date", "source"})
_SIDECAR_LIMIT = 64 * 1024


class Metadata(Struct, frozen=True, kw_only=True):
    """Title and date as given; `None` where not. `end` is the offset in the text at which its body begins."""

    title: str | None = None
    published: Published | None = None
    end: int = 0


def front_matter(text: str, layout: LayoutLexicon) -> Metadata:
    """The entries at the head of a Markdown text; what does not look like `key: value` lines is left to the body.

    Only `title` and `date` on lines of their own are understood. A date that is none is passed over: other programs
    write front matter, with meanings of their own.
    """
    match = _FRONT_MATTER.match(text)
    if match is None:
        return Metadata()
    entries = {key.lower(): _unquoted(value or "") for key, value in _KEY_VALUE.findall(match[1])}
    if not entries and match[1].strip():
        return Metadata()
    date = entries.get("date", "")
    return Metadata(
        title=entries.get("title") or None, published=date_of_metadata(date, layout.date_forms), end=match.end()
    )


def sidecar(document: Path, layout: LayoutLexicon) -> Metadata:
    """The entries of `NAME.EXT.meta.yaml` beside a document; empty without one. Raises `FactcheckError` if wrong."""
    path = document.with_name(document.name + SIDECAR_SUFFIX)
    if not path.is_file():
        return Metadata()
    entries = _strict_entries(path)
    published = None
    if "date" in entries:
        written, line = entries["date"]
        published = date_of_metadata(written, layout.date_forms)
        if published is None:
            raise _error(path, line, f"{written!r} is no date; write YYYY, YYYY-MM or YYYY-MM-DD")
    return Metadata(title=entries["title"][0] if "title" in entries else None, published=published)


def _unquoted(value: str) -> str:
    value = value.strip()
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "'\""
    return value[1:-1] if quoted else value


def _strict_entries(path: Path) -> dict[str, tuple[str, int]]:
    """Values and lines of the known keys, as strings."""
    node = _compose(path)
    if not isinstance(node, yaml.MappingNode):
        raise _error(path, 1, "expected lines of the form key: value")
    entries: dict[str, tuple[str, int]] = {}
    for key, value in node.value:
        line = key.start_mark.line + 1
        if not isinstance(key, yaml.ScalarNode) or key.value not in _SIDECAR_KEYS:
            known = ", ".join(sorted(_SIDECAR_KEYS))
            written = shown(key.value) if isinstance(key, yaml.ScalarNode) else "that is no text"
            raise _error(path, line, f"unknown key {written}; known are {known}")
        if key.value in entries:
            raise _error(path, line, f"the key {key.value!r} is given twice")
        if not isinstance(value, yaml.ScalarNode) or not value.value.strip():
            raise _error(path, line, f"expected a text after {key.value}:")
        entries[key.value] = (value.value.strip(), line)
    return entries


def _compose(path: Path) -> yaml.Node | None:
    try:
        with path.open("rb") as file:
            content = file.read(_SIDECAR_LIMIT + 1)
        if len(content) > _SIDECAR_LIMIT:
            raise _error(path, 1, f"is larger than {_SIDECAR_LIMIT // 1024} KB; it holds title, date and source only")
        return yaml.compose(content.decode("utf-8-sig"), Loader=yaml.BaseLoader)
    except (OSError, UnicodeDecodeError) as error:
        raise _error(path, 1, "cannot be read as UTF-8 text; check its encoding and permissions") from error
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or "it cannot be parsed"
        raise _error(path, mark.line + 1 if mark else 1, f"is not valid YAML: {problem}") from error


def _error(path: Path, line: int, message: str) -> FactcheckError:
    return FactcheckError(f"{shown(name_of(path))}:{line}: {message}")
