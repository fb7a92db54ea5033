"""Writes the problems of a report in reviewdog's diagnostic format, rdjson."""

import json
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from factcheck.model.claim import Claim
from factcheck.model.finding import Severity
from factcheck.model.report import Report
from factcheck.report.escape import escaped
from factcheck.report.lookup import Place
from factcheck.report.problems import Problem, Problems

_SEVERITIES = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.NOTE: "INFO"}

Json = Mapping[str, Any]


def render_rdjson(report: Report, *, failing: Collection[Severity]) -> Iterator[str]:
    """One result with a diagnostic a pair, on a line each; ends with a line feed."""
    problems = Problems(report, failing)
    lines = problems.each(lambda problem: escaped(json.dumps(_diagnostic(problem, problems), ensure_ascii=False)))
    yield '{"source": {"name": "factcheck"},\n "diagnostics": ['
    between = ""
    for line in lines:
        yield between + line
        between = ",\n  "
    yield "]}\n"


def _diagnostic(problem: Problem, problems: Problems) -> Json:
    finding = problem.finding
    words: tuple[str, ...] = problems.message(problem)
    if not problems.is_text(problem.here):
        words = (problems.where(problem.here), *words)
    return {
        "message": "\n".join(words),
        "location": _location(problem.here, problems),
        "severity": _SEVERITIES[finding.severity],
        "code": {"value": finding.rule},
        "related_locations": [
            {"message": problems.other(problem), "location": _location(problem.there, problems)},
        ],
    }


def _location(claim: Claim, problems: Problems) -> Json:
    """A range of a text; of a file that is none only the file."""
    if not problems.is_text(claim):
        return {"path": claim.document}
    text = problems.lookup.source(claim).document.text

    def position(offset: int, place: Place) -> Json:
        # This format counts columns in bytes of UTF-8.
        before = text[offset - place.column + 1 : offset]
        return {"line": place.line, "column": len(before.encode("utf-8", "surrogatepass")) + 1}

    start = position(claim.span.start, problems.place(claim))
    end = position(claim.span.end, problems.end(claim))
    return {"path": claim.document, "range": {"start": start, "end": end}}
