"""What a run may be told, and the file that tells it: `factcheck.toml`, or `[tool.factcheck]` in `pyproject.toml`.

The keys of the file are the long names of the command line's options, without the dashes in front. The names that are
one (`aliases`) can be told by the file alone.
"""

import math
from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from factcheck.model.alias import Alias, Aliases
from factcheck.model.errors import FactcheckError

FILE_NAME = "factcheck.toml"
PROJECT_FILE_NAME = "pyproject.toml"


class Format(StrEnum):
    """How a report is written."""

    TERMINAL = "terminal"
    JSON = "json"
    HTML = "html"
    SARIF = "sarif"
    GITHUB = "github"
    GITLAB = "gitlab"
    JUNIT = "junit"
    RDJSON = "rdjson"
    MARKDOWN = "markdown"
    CSV = "csv"


class ExtractFormat(StrEnum):
    """How a list of claims is written."""

    TERMINAL = "terminal"
    JSON = "json"


class Also(Struct, frozen=True, kw_only=True):
    """A further report: its format and its file."""

    format: Format
    path: Path


class FailOn(StrEnum):
    """What ends a run with status 1: errors; errors, warnings and notes; nothing."""

    CONFLICTING = "conflicting"
    TIME_SHIFTED = "time-shifted"
    NEVER = "never"


class Language(StrEnum):
    """The languages that explanations are written in."""

    CHINESE = "zh"
    ENGLISH = "en"


class Settings(Struct, frozen=True, kw_only=True):
    """The options of a run. `None` leaves a choice to the program: the shipped rules, the documents' own language.

    `date` holds options as written ("FILE=2025-06"), each of which must fit a document; `file_date` those of the
    configuration file, which need not, and count only where `date` is empty. `against` is empty where there is no
    archive. `include` and `exclude` hold patterns for the files of folders. `min_confidence` is 0 to 1.
    `report` are the reports that are written beside the one of `format`.
    `baseline` is the file of known differences, `None` the usual one in the working folder. `authority` is an order of
    sources, as patterns, the most trusted first.
    """

    format: Format = Format.TERMINAL
    report: tuple[Also, ...] = ()
    rules: Path | None = None
    encoding: str | None = None
    lang: Language | None = None
    fail_on: FailOn = FailOn.CONFLICTING
    min_confidence: float = 0.5
    date: tuple[str, ...] = ()
    file_date: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    aliases: Aliases = field(default_factory=Aliases)
    baseline: Path | None = None
    authority: tuple[str, ...] = ()
    show_consistent: bool = False
    steps: bool = False

    def __post_init__(self) -> None:
        if not 0 <= self.min_confidence <= 1:
            raise FactcheckError(f"--min-confidence {self.min_confidence}: expected a number from 0 to 1")

    def writes(self, form: Format) -> bool:
        """Whether a report in this format is asked for."""
        return form is self.format or any(also.format is form for also in self.report)

    def override(self, **options: Any) -> "Settings":
        """These settings with the options given on the command line; `None` and empty lists were not given."""
        given = {name: value for name, value in options.items() if value is not None and value != ()}
        return replace(self, **given)


def load_settings(config: Path | None, folder: Path) -> Settings:
    """The settings in the file `config`, or in the nearest one in `folder` and above; the defaults without one.

    Raises `FactcheckError` for a file that is missing, is not TOML, or has a key or value that means nothing.
    """
    if config is not None:
        return _from_table(config, _table(config, _parsed(config)) or {})
    for place in (folder, *folder.parents):
        for path in (place / FILE_NAME, place / PROJECT_FILE_NAME):
            table = _table(path, _parsed(path)) if path.is_file() else None
            if table is not None:
                return _from_table(path, table)
    return Settings()


def _parsed(path: Path) -> Mapping[str, Any]:
    import tomllib  # noqa: PLC0415 start-up time: most runs of the program's help and version need no TOML

    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError as error:
        raise FactcheckError(f"{path}: there is no such configuration file") from error
    except OSError as error:
        raise FactcheckError(f"{path}: cannot be read ({error.strerror})") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise FactcheckError(f"{path}: is not valid TOML ({error})") from error


def _table(path: Path, content: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The part of a file that is ours; of a `pyproject.toml` its table, `None` where it has none."""
    if path.name != PROJECT_FILE_NAME:
        return content
    tools = content.get("tool", {})
    table = tools.get("factcheck") if isinstance(tools, Mapping) else None
    if table is not None and not isinstance(table, Mapping):
        raise FactcheckError(f"{path}: tool.factcheck: expected a table")
    return table


def _from_table(path: Path, table: Mapping[str, Any]) -> Settings:
    folder = path.parent
    options: dict[str, Any] = {}
    for key, value in table.items():
        if key not in _READERS:
            raise FactcheckError(f"{path}: unknown key {key!r}; known are {', '.join(sorted(_READERS))}")
        try:
            options[_field(key)] = _READERS[key](value, folder)
        except ValueError as error:
            raise FactcheckError(f"{path}: {key}: {error}") from error
    return Settings(**options)


def _field(key: str) -> str:
    return "file_date" if key == "date" else key.replace("-", "_")


def _text(value: Any, _: Path) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"expected a text, not {value!r}")
    return value


def _flag(value: Any, _: Path) -> bool:
    if not isinstance(value, bool):
        raise ValueError(f"expected true or false, not {value!r}")
    return value


def _share(value: Any, _: Path) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or math.isnan(value) or not 0 <= value <= 1:
        raise ValueError(f"expected a number from 0 to 1, not {value!r}")
    return float(value)


def _path(value: Any, folder: Path) -> Path:
    """A path in a file starts from the file's folder."""
    return folder / _text(value, folder)


def _paths(value: Any, folder: Path) -> tuple[str, ...]:
    return tuple(str(_path(item, folder)) for item in _listed(value))


def _texts(value: Any, folder: Path) -> tuple[str, ...]:
    return tuple(_text(item, folder) for item in _listed(value))


def _dates(value: Any, folder: Path) -> tuple[str, ...]:
    return tuple(item.isoformat() if isinstance(item, date) else _text(item, folder) for item in _listed(value))


def _aliases(value: Any, folder: Path) -> Aliases:
    if not isinstance(value, Mapping):
        raise ValueError(f"expected a table of full names with their other names, not {value!r}")
    entries = (Alias(name=_name(name, folder), others=_names(name, others, folder)) for name, others in value.items())
    return Aliases(entries=tuple(entries))


def _names(name: str, others: Any, folder: Path) -> tuple[str, ...]:
    try:
        return tuple(_name(other, folder) for other in _listed(others))
    except ValueError as error:
        raise ValueError(f"{name}: {error}") from error


def _name(value: Any, folder: Path) -> str:
    return " ".join(_text(value, folder).split())


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def also(written: str, folder: Path) -> Also:
    """A further report as written, FORMAT=FILE; a relative file starts from `folder`. Raises `ValueError`."""
    name, equals, file = written.partition("=")
    if name not in set(Format) or not equals or not file:
        raise ValueError(f"{written!r} is no FORMAT=FILE; formats are {', '.join(Format)}")
    return Also(format=Format(name), path=folder / file)


def _reports(value: Any, folder: Path) -> tuple[Also, ...]:
    return tuple(also(_text(item, folder), folder) for item in _listed(value))


def _choice(kind: type[StrEnum]) -> Callable[[Any, Path], StrEnum]:
    def read(value: Any, folder: Path) -> StrEnum:
        try:
            return kind(_text(value, folder))
        except ValueError as error:
            raise ValueError(f"{value!r} is none of {', '.join(kind)}") from error

    return read


_READERS: Mapping[str, Callable[[Any, Path], Any]] = {
    "format": _choice(Format),
    "report": _reports,
    "rules": _path,
    "encoding": _text,
    "lang": _choice(Language),
    "fail-on": _choice(FailOn),
    "min-confidence": _share,
    "date": _dates,
    "against": _paths,
    "include": _texts,
    "exclude": _texts,
    "aliases": _aliases,
    "baseline": _path,
    "authority": _texts,
    "show-consistent": _flag,
    "steps": _flag,
}
