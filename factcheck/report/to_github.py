"""Writes the problems of a report as workflow commands of GitHub Actions, which become annotations."""

from collections import Counter
from collections.abc import Collection, Iterator

from factcheck.model.finding import Severity
from factcheck.model.report import Report
from factcheck.report.alike import differences
from factcheck.report.escape import escaped, visible
from factcheck.report.ordered import Ordered
from factcheck.report.problems import Problem, Problems, rank
from factcheck.report.words import WORDS

#: GitHub shows so many annotations of each level for a step, and drops the others without a word.
LIMIT = 10

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def render_github(report: Report, *, failing: Collection[Severity]) -> Iterator[str]:
    """At most `LIMIT` annotations a level, the gravest and surest first; a notice says what is left out.

    Pairs of one fact that differ alike are one annotation. A report without problems gives a notice alone.
    """
    problems = Problems(report, failing)
    told = Ordered[tuple[Severity, str]]()
    for problem, pairs in _grouped(problems):
        told.add(rank(problem), (problem.finding.severity, _annotation(problem, pairs, problems)))
    shown = Counter[Severity]()
    for severity, annotation in told:
        # One notice is ours, below.
        if shown[severity] < LIMIT - (severity is Severity.NOTE):
            shown[severity] += 1
            yield annotation + "\n"
    yield _closing(report, len(told), len(told) - shown.total()) + "\n"


def _grouped(problems: Problems) -> Iterator[tuple[Problem, int]]:
    for fact in problems.report.facts:
        for group in differences(problem.finding for problem in problems.of(fact)):
            yield problems.problem(fact, group.finding), group.pairs


def _annotation(problem: Problem, pairs: int, problems: Problems) -> str:
    """A problem that speaks for `pairs` alike."""
    properties = {
        "file": _file(problem.here.document),
        **_lines(problem, problems),
        "title": _property(problems.headline(problem)),
    }
    written = ",".join(f"{name}={value}" for name, value in properties.items())
    own = WORDS[problems.report.language]
    alike = own["aside"].format(text=own["pairs"].format(count=pairs)) if pairs > 1 else ""
    _, other, reason = problems.message(problem)
    if not problems.is_text(problem.here):
        other = f"{problems.where(problem.here)} {other}"
    return f"::{_LEVELS[problem.finding.severity]} {written}::{_data(other)}%0A{_data(reason + alike)}"


def _lines(problem: Problem, problems: Problems) -> dict[str, str]:
    """Where the figure stands in a text; a file that is none is marked as a whole."""
    if not problems.is_text(problem.here):
        return {}
    start, end = problems.place(problem.here), problems.end(problem.here)
    lines = {"line": start.line, "endLine": end.line, "col": start.column, "endColumn": end.column}
    return {name: str(number) for name, number in lines.items()}


def _closing(report: Report, told: int, left_out: int) -> str:
    own = WORDS[report.language]
    words = own["annotated"].format(count=told) if told else own["no-conflict"]
    if report.accepted:
        words += own["aside"].format(text=own["accepted"].format(count=len(report.accepted)))
    if left_out:
        words += own["annotations-left-out"].format(count=left_out, limit=LIMIT)
    return f"::notice title=factcheck::{_data(words)}"


def _data(text: str) -> str:
    """What stands behind the second `::`: on one line, and `%` told from an escape."""
    return visible(text).replace("%", "%25")


def _property(text: str) -> str:
    """What stands in front of it, where commas and colons part."""
    return _unparted(_data(text))


def _file(name: str) -> str:
    """A file's name as it is, white space too; what would end the line is escaped as the runner unescapes it."""
    lines = name.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return _unparted("\t".join(map(escaped, lines.split("\t"))))


def _unparted(text: str) -> str:
    return text.replace(":", "%3A").replace(",", "%2C")
