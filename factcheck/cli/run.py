"""Runs a command's work: the pipeline, the renderer of the format asked for, and the target."""

import sys
from contextlib import ExitStack
from datetime import date
from pathlib import Path

from msgspec import Struct

from factcheck import pipeline
from factcheck.baseline import Baseline, read_baseline
from factcheck.cli.changed import changed_since
from factcheck.cli.output import open_summary, open_target, require_distinct
from factcheck.cli.progress import watching
from factcheck.cli.rendering import FAILING, rendered
from factcheck.cli.unreadable import warn_of
from factcheck.model.occasion import Occasion
from factcheck.model.report import Report
from factcheck.report.escape import escaped
from factcheck.rulebook.load import load_rulebook
from factcheck.settings import FailOn, Format, Settings


class CheckRun(Struct, frozen=True, kw_only=True):
    """What is asked of one check, and of no configuration: where the report goes, and what is special of today."""

    output: Path | None
    today: date
    github_summary: bool = False
    prune: bool = False
    changed_since: str | None = None


def run_check(paths: list[str], settings: Settings, asked: CheckRun) -> int:
    """Writes the reports of a check, all of them or none; its exit status."""
    targets = [(settings.format, open_target(asked.output))]
    targets += [(also.format, open_target(also.path, option="--report")) for also in settings.report]
    require_distinct([target for _, target in targets])
    if asked.github_summary:
        targets.append((Format.MARKDOWN, open_summary()))
    baseline = read_baseline(settings.baseline)
    changed = None if asked.changed_since is None else changed_since(asked.changed_since)
    occasion = Occasion(today=asked.today, changed=changed)
    with watching() as watch:
        report = pipeline.check(paths, settings, watch, baseline=baseline, occasion=occasion)
    inputs = (*_names(report), *paths, *settings.against, *([str(baseline.path)] if baseline.acceptances else ()))
    for _, target in targets:
        target.refuse(inputs)
    warn_of(report.skipped)
    with ExitStack() as finished:
        # What is written to standard output cannot be taken back, and comes last.
        for form, target in sorted(targets, key=lambda each: each[1].path is None):
            finished.enter_context(target.writing(rendered(report, form, settings, target)))
    if asked.prune:
        _prune(baseline, report)
    return exit_status(report, settings.fail_on)


def _prune(baseline: Baseline, report: Report) -> None:
    """Takes what does nothing any more out of the file, and says so where reports do not go."""
    stale = {entry.finding for entry in report.stale if entry.finding is not None}
    if stale:
        open_target(baseline.path, option="--baseline").write(baseline.removing(stale))
    print(f"factcheck: {escaped(str(baseline.path))}: {len(stale)} entries taken out", file=sys.stderr)


def run_extract(paths: list[str], settings: Settings, output: Path | None, *, with_vetoed: bool) -> None:
    """Writes the report of an extraction."""
    from factcheck.report.claims_to_terminal import render_extraction_terminal  # noqa: PLC0415 start-up time of a check
    from factcheck.report.to_json import render_extraction_json  # noqa: PLC0415 the same

    target = open_target(output)
    with watching() as watch:
        report = pipeline.extract_claims(paths, settings, watch, with_vetoed=with_vetoed)
    if settings.format is Format.JSON:
        pieces = render_extraction_json(report)
    else:
        pieces = render_extraction_terminal(report, width=target.width, colour=target.colour)
    target.refuse(_names(report))
    warn_of(report.skipped)
    with target.writing(pieces):
        pass


def run_rules(rule: str | None, settings: Settings) -> None:
    """Writes the list of rules, or one rule; reads every lexicon, so that it is also a check of all rules."""
    from factcheck.report.rules_to_terminal import render_rule, render_rules  # noqa: PLC0415 start-up time of a check

    rulebook = load_rulebook(settings.rules)
    for language in rulebook.languages:
        rulebook.lexicon(language)
    target = open_target(None)
    if rule is None:
        text = render_rules(rulebook, width=target.width, colour=target.colour)
    else:
        text = render_rule(rulebook, rule, width=target.width, colour=target.colour)
    target.write(text)


def exit_status(report: Report, fail_on: FailOn) -> int:
    """1 where the report has a finding that `fail_on` names, else 0."""
    failing = FAILING[fail_on]
    return int(any(report.severities[severity] for severity in failing))


def _names(report: Report) -> list[str]:
    return [reported.document.name for reported in report.documents]
