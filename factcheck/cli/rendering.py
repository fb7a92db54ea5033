"""Which renderer writes which format."""

from collections.abc import Callable, Collection, Iterator, Mapping
from importlib import import_module

from factcheck.cli.output import Target
from factcheck.model.finding import Severity
from factcheck.model.report import Report
from factcheck.settings import FailOn, Format, Settings

#: The severities of findings that end a run with status 1.
FAILING: Mapping[FailOn, Collection[Severity]] = {
    FailOn.CONFLICTING: frozenset({Severity.ERROR}),
    FailOn.TIME_SHIFTED: frozenset({Severity.ERROR, Severity.WARNING, Severity.NOTE}),
    FailOn.NEVER: frozenset(),
}

#: The formats for builds and reviews, which show what fails a run and every conflict.
_OF_PROBLEMS = frozenset({Format.GITHUB, Format.GITLAB, Format.JUNIT, Format.MARKDOWN, Format.RDJSON, Format.SARIF})


def rendered(report: Report, form: Format, settings: Settings, target: Target) -> Iterator[str]:
    """The report of a check in one format, piece by piece."""
    render = _renderer(form)
    if form in _OF_PROBLEMS:
        return render(report, failing=FAILING[settings.fail_on])
    if form is not Format.TERMINAL:
        return render(report)
    return render(
        report,
        width=target.width,
        colour=target.colour,
        show_consistent=settings.show_consistent,
        steps=settings.steps,
    )


def _renderer(form: Format) -> Callable[..., Iterator[str]]:
    """The function that writes a format; only its module is imported, as all of them take long to start."""
    function: Callable[..., Iterator[str]] = getattr(import_module(f"factcheck.report.to_{form}"), f"render_{form}")
    return function
