"""Which renderer writes which format."""

from collections.abc import Callable, Collection, Mapping

from factcheck.cli.output import Target
from factcheck.model.finding import Severity
from factcheck.model.report import Report
from factcheck.report.to_csv import render_csv
from factcheck.report.to_github import render_github
from factcheck.report.to_gitlab import render_gitlab
from factcheck.report.to_html import render_html
from factcheck.report.to_json import render_json
from factcheck.report.to_junit import render_junit
from factcheck.report.to_markdown import render_markdown
from factcheck.report.to_rdjson import render_rdjson
from factcheck.report.to_sarif import render_sarif
from factcheck.report.to_terminal import render_terminal
from factcheck.settings import FailOn, Format, Settings

#: The severities of findings that end a run with status 1.
FAILING: Mapping[FailOn, Collection[Severity]] = {
    FailOn.CONFLICTING: frozenset({Severity.ERROR}),
    FailOn.TIME_SHIFTED: frozenset({Severity.ERROR, Severity.WARNING, Severity.NOTE}),
    FailOn.NEVER: frozenset(),
}

#: The formats for builds and reviews, which show what fails a run and every conflict.
_OF_PROBLEMS: Mapping[Format, Callable[..., str]] = {
    Format.GITHUB: render_github,
    Format.GITLAB: render_gitlab,
    Format.JUNIT: render_junit,
    Format.MARKDOWN: render_markdown,
    Format.RDJSON: render_rdjson,
    Format.SARIF: render_sarif,
}
_OF_ALL: Mapping[Format, Callable[[Report], str]] = {
    Format.CSV: render_csv,
    Format.HTML: render_html,
    Format.JSON: render_json,
}


def rendered(report: Report, form: Format, settings: Settings, target: Target) -> str:
    """The report of a check in one format."""
    if form in _OF_PROBLEMS:
        return _OF_PROBLEMS[form](report, failing=FAILING[settings.fail_on])
    if form in _OF_ALL:
        return _OF_ALL[form](report)
    return render_terminal(
        report,
        width=target.width,
        colour=target.colour,
        show_consistent=settings.show_consistent,
        steps=settings.steps,
    )
