"""The options that commands share, as typer reads them from the types of parameters.

None has a default here: what is not given comes from the configuration file, and then from `Settings`.
"""

from datetime import date
from pathlib import Path
from typing import Annotated

from typer import Argument, BadParameter, Option

from factcheck.model.day import parse_day
from factcheck.settings import Also, ExtractFormat, FailOn, Format, Language, also


def day(written: str | None) -> date:
    """The day as given, else the clock's: the only place where the program looks at a clock for more than progress."""
    if written is None:
        return date.today()
    try:
        return parse_day(written)
    except ValueError as error:
        raise BadParameter(f"--today: {error}.") from error


def _share(written: str) -> float:
    try:
        value = float(written)
    except ValueError:
        value = -1
    if not 0 <= value <= 1:
        raise BadParameter(f"{written!r} is not a number from 0 to 1.")
    return value


def _also(written: str) -> Also:
    try:
        return also(written, Path())
    except ValueError as error:
        raise BadParameter(f"{error}.") from error


Paths = Annotated[
    list[str],
    Argument(metavar="PATH", show_default=False, help="Documents, folders of them, or - for stdin."),
]
Checked = Annotated[
    list[str],
    Argument(
        metavar="PATH",
        show_default=False,
        help="Documents, folders of them, or - for stdin; or one archive (see factcheck index).",
    ),
]
Against = Annotated[
    list[str] | None,
    Option(
        "--against", metavar="PATH", help="Compare only with the documents, or the archive, at PATH. May be repeated."
    ),
]
Include = Annotated[
    list[str] | None,
    Option("--include", metavar="GLOB", help="In folders, read only files that fit GLOB. May be repeated."),
]
Exclude = Annotated[
    list[str] | None,
    Option("--exclude", metavar="GLOB", help="In folders, leave out what fits GLOB. May be repeated."),
]
Form = Annotated[Format | None, Option("--format", help="How to write the report (default: terminal).")]
ExtractForm = Annotated[ExtractFormat | None, Option("--format", help="How to write the list (default: terminal).")]
Reports = Annotated[
    list[Also] | None,
    Option(
        "--report",
        metavar="FORMAT=FILE",
        parser=_also,
        help="Write a report to FILE as well, in any format. May be repeated.",
    ),
]
Summary = Annotated[
    bool, Option("--github-summary", help="Add the report as Markdown to the job's summary (GITHUB_STEP_SUMMARY).")
]
Baseline = Annotated[
    Path | None,
    Option("--baseline", metavar="FILE", help="Known differences (default: factcheck-baseline.yaml, if there is one)."),
]
Prune = Annotated[bool, Option("--prune", help="Take known differences that do nothing any more out of their file.")]
Today = Annotated[
    str | None,
    Option(
        "--today",
        metavar="YYYY-MM-DD",
        envvar="FACTCHECK_TODAY",
        show_envvar=False,
        help="The day that dates of known differences are compared with (default: FACTCHECK_TODAY, else the clock's).",
    ),
]
ChangedSince = Annotated[
    str | None,
    Option(
        "--changed-since", metavar="REV", help="Only differences with a side in files changed since a git revision."
    ),
]
Output = Annotated[Path | None, Option("--output", metavar="FILE", help="Write the report to FILE.")]
Config = Annotated[
    Path | None,
    Option("--config", metavar="FILE", help="Settings (default: the nearest factcheck.toml or pyproject.toml)."),
]
Rules = Annotated[Path | None, Option("--rules", metavar="DIR", help="Rules in place of the shipped ones.")]
Dates = Annotated[
    list[str] | None,
    Option(
        "--date",
        metavar="[FILE=]YYYY[-MM[-DD]]",
        help="When FILE, or every document, was published. May be repeated.",
    ),
]
Encoding = Annotated[
    str | None, Option("--encoding", metavar="NAME", help="Encoding of the documents (default: UTF-8, else GB18030).")
]
Lang = Annotated[Language | None, Option("--lang", help="Language of the report (default: that of the documents).")]
Fail = Annotated[
    FailOn | None,
    Option(
        "--fail-on",
        help="What gives exit status 1: an error; any conflict or time shift; nothing (default: conflicting).",
    ),
]
MinConfidence = Annotated[
    float | None,
    Option(
        "--min-confidence",
        metavar="NUMBER",
        parser=_share,
        help="Leave out findings that are less sure than this, from 0 to 1 (default: 0.5).",
    ),
]
ShowConsistent = Annotated[
    bool | None, Option("--show-consistent", help="List the facts whose figures agree, too (terminal).")
]
Steps = Annotated[bool | None, Option("--steps", help="Show the conditions tried for each conflict (terminal).")]
All = Annotated[bool, Option("--all", help="Also the figures that a rule says are no claims.")]
RuleId = Annotated[str | None, Argument(metavar="[ID]", show_default=False, help="Show this rule alone, in full.")]
