"""Runs a command's work: the pipeline, the renderer of the format asked for, and the target."""

from pathlib import Path

from factcheck import pipeline
from factcheck.cli.output import Target, open_target
from factcheck.cli.progress import watching
from factcheck.model.finding import Severity
from factcheck.model.report import Report
from factcheck.report.claims_to_terminal import render_extraction_terminal
from factcheck.report.rules_to_terminal import render_rule, render_rules
from factcheck.report.to_json import render_extraction_json, render_json
from factcheck.report.to_terminal import render_terminal
from factcheck.rulebook.load import load_rulebook
from factcheck.settings import FailOn, Format, Settings

#: The severities of findings that end a run with status 1.
_FAILING = {
    FailOn.CONFLICTING: frozenset({Severity.ERROR}),
    FailOn.TIME_SHIFTED: frozenset({Severity.ERROR, Severity.WARNING, Severity.NOTE}),
    FailOn.NEVER: frozenset[Severity](),
}


def run_check(paths: list[str], settings: Settings, output: Path | None) -> int:
    """Writes the report of a check; its exit status."""
    target = open_target(output)
    with watching() as watch:
        report = pipeline.check(paths, settings, watch)
    target.write(_rendered(report, settings, target), (*_names(report), *paths, *settings.against))
    return exit_status(report, settings.fail_on)


def run_extract(paths: list[str], settings: Settings, output: Path | None, *, with_vetoed: bool) -> None:
    """Writes the report of an extraction."""
    target = open_target(output)
    with watching() as watch:
        report = pipeline.extract_claims(paths, settings, watch, with_vetoed=with_vetoed)
    if settings.format is Format.JSON:
        text = render_extraction_json(report)
    else:
        text = render_extraction_terminal(report, width=target.width, colour=target.colour)
    target.write(text, _names(report))


def run_rules(rule: str | None, settings: Settings) -> None:
    """Writes the list of rules, or one rule; reads every lexicon, so that it is also a check of all rules."""
    rulebook = load_rulebook(settings.rules)
    for language in rulebook.languages:
        rulebook.lexicon(language)
    target = open_target(None)
    if rule is None:
        text = render_rules(rulebook, width=target.width, colour=target.colour)
    else:
        text = render_rule(rulebook, rule, width=target.width, colour=target.colour)
    target.write(text, ())


def exit_status(report: Report, fail_on: FailOn) -> int:
    """1 where the report has a finding that `fail_on` names, else 0."""
    failing = _FAILING[fail_on]
    return int(any(finding.severity in failing for fact in report.facts for finding in fact.findings))


def _rendered(report: Report, settings: Settings, target: Target) -> str:
    if settings.format is Format.JSON:
        return render_json(report)
    return render_terminal(
        report,
        width=target.width,
        colour=target.colour,
        show_consistent=settings.show_consistent,
        steps=settings.steps,
    )


def _names(report: Report) -> list[str]:
    return [reported.document.name for reported in report.documents]
