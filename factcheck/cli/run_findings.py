"""Runs the commands about one finding."""

import json
import sys
from datetime import date
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from factcheck import pipeline
from factcheck.baseline import read_baseline
from factcheck.cli.output import open_target
from factcheck.cli.pair import parse_pair
from factcheck.cli.progress import watching
from factcheck.cli.saved import read_report
from factcheck.model.acceptance import Acceptance
from factcheck.model.day import parse_day
from factcheck.model.errors import FactcheckError
from factcheck.report.escape import visible
from factcheck.report.explain_to_terminal import render_explanation
from factcheck.report.saved import Json, find_in, named_in, reading
from factcheck.report.schema import schema_text
from factcheck.report.to_json import render_json
from factcheck.settings import Format, Settings

#: Digits of a whole number of a finding.
_WHOLE = 20


class Wish(Struct, frozen=True, kw_only=True):
    """A finding to accept, as the user said it, and the day of the run; `pair` is as `parse_pair` reads it."""

    finding: str
    reason: str
    until: str | None
    pair: str | None
    today: date


def run_accept(wish: Wish, report: Path | None, settings: Settings) -> None:
    """Writes an entry, and says which."""
    reason = " ".join(wish.reason.split())
    if not reason:
        raise FactcheckError("--reason: say why both figures may stand")
    last = _last_day(wish)
    acceptance = replace(_named(wish, report, settings), reason=reason, until=last)
    baseline = read_baseline(settings.baseline, missing_is_empty=True)
    before = next((each for each in baseline.acceptances if each.finding == acceptance.finding), None)
    if before is not None and not acceptance.sides:
        acceptance = replace(acceptance, fact=before.fact, sides=before.sides)
    open_target(baseline.path, option="--baseline").write(baseline.adding(acceptance))
    what = f"{acceptance.finding}  {acceptance.fact}".rstrip()
    open_target(None).write(f"{visible(str(baseline.path))}: {visible(what)}\n")
    if not acceptance.sides:
        said = "does not name its documents, so that no check can tell when it has lapsed; give --report FILE"
        print(f"factcheck: {acceptance.finding}: {said}", file=sys.stderr)


def run_explain(finding: str, paths: list[str], report: Path | None, settings: Settings) -> None:
    """Writes the whole trace of a finding."""
    if paths:
        if report is not None:
            raise FactcheckError("--report: the finding is looked for in PATH; give one or the other")
        found = find_in(_checked(paths, settings), finding, "what was checked")
    else:
        saved = _report(report, settings)
        if saved is None:
            raise FactcheckError(f"finding {finding}: give --report FILE, a JSON report, or the paths to check")
        found = find_in(read_report(saved), finding, str(saved))
    target = open_target(None)
    language = settings.lang.value if settings.lang else found.language
    with reading("the report"):
        text = render_explanation(found, language=language, width=target.width, colour=target.colour)
    target.write(text)


def run_schema() -> None:
    """Writes the schema."""
    open_target(None).write(schema_text())


def _named(wish: Wish, report: Path | None, settings: Settings) -> Acceptance:
    """The pair that is meant, still without a reason."""
    if wish.pair is not None:
        if report is not None:
            raise FactcheckError("--pair: says what the pair is, as --report does; give one or the other")
        told = parse_pair(wish.pair)
        return Acceptance(finding=_whole(wish.finding), reason="", fact=told.fact, sides=told.sides)
    saved = _report(report, settings)
    if saved is None:
        return Acceptance(finding=_whole(wish.finding), reason="")
    return named_in(read_report(saved), wish.finding, str(saved))


def _checked(paths: list[str], settings: Settings) -> Json:
    """The report of a check in which nothing is too unsure to be shown."""
    wanted = replace(settings, format=Format.JSON, min_confidence=0.0)
    with watching() as watch:
        report = pipeline.check(paths, wanted, watch)
    payload: Json = json.loads("".join(render_json(report)))
    return payload


def _report(named: Path | None, settings: Settings) -> Path | None:
    """The report that was named, or that the settings have written; `None` where there is neither."""
    if named is not None:
        return named
    written = [also.path for also in settings.report if also.format is Format.JSON and also.path.is_file()]
    return written[0] if written else None


def _whole(finding: str) -> str:
    if len(finding) != _WHOLE or finding.strip("0123456789abcdef"):
        raise FactcheckError(f"finding {finding}: without --report give its whole number, {_WHOLE} digits from 0 to f")
    return finding


def _last_day(wish: Wish) -> date | None:
    if wish.until is None:
        return None
    try:
        last = parse_day(wish.until)
    except ValueError as error:
        raise FactcheckError(f"--until: {error}") from error
    if last < wish.today:
        raise FactcheckError(f"--until {wish.until}: has passed, today is {wish.today}")
    return last
