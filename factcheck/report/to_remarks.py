"""Says of each figure of one document what the report has against it, for comments in the document itself."""

from collections.abc import Collection, Iterator, Mapping

from factcheck.model.claim import Claim
from factcheck.model.finding import Severity
from factcheck.model.report import Report
from factcheck.model.span import Span
from factcheck.report.excerpt import excerpt, one_line
from factcheck.report.problems import Problem, Problems, rank
from factcheck.report.when import published_in_words
from factcheck.report.words import WORDS

#: Problems of one figure that are told, and cells of the other side's sentence.
_MOST_TOLD = 5
_ROOM = 160


def remarks(report: Report, document: str, *, failing: Collection[Severity]) -> Mapping[Span, tuple[str, ...]]:
    """The lines on each figure of `document` in question, the gravest problem first; nothing in them acts on text."""
    problems = Problems(report, failing)
    found: dict[Span, list[tuple[Problem, Claim]]] = {}
    for problem in sorted(problems.each(lambda problem: problem), key=rank):
        sides = ((problem.here, problem.there), (problem.there, problem.here))
        for own, other in sides:
            if own.document == document:
                found.setdefault(own.span, []).append((problem, other))
    return {span: tuple(_lines(told, problems)) for span, told in found.items()}


def _lines(told: list[tuple[Problem, Claim]], problems: Problems) -> Iterator[str]:
    own = WORDS[problems.report.language]
    for number, (problem, other) in enumerate(told[:_MOST_TOLD]):
        if number:
            yield ""
        severity = own[problem.finding.severity.value]
        yield f"{severity}{own['colon']}{one_line(problem.fact.label)}"
        yield f"≠ {one_line(other.text)}{own['aside'].format(text=problems.source(other))}"
        source = problems.lookup.source(other)
        yield excerpt(source.quote(other), room=_ROOM, style="", marks=True).plain
        yield own["document-date"].format(date=published_in_words(other.published, problems.report.language))
        yield problems.reason(problem)
    if len(told) > _MOST_TOLD:
        yield own["more-remarks"].format(count=len(told) - _MOST_TOLD)
