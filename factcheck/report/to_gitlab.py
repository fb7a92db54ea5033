"""Writes the problems of a report as GitLab reads code quality, which shows them in a merge request."""

import json
from collections.abc import Collection

from factcheck.model.finding import Severity
from factcheck.model.report import Report
from factcheck.report.escape import escaped
from factcheck.report.problems import Problem, Problems

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTE: "info"}


def render_gitlab(report: Report, *, failing: Collection[Severity]) -> str:
    """A list of issues, a line each; GitLab shows one issue a fingerprint, so that pairs which are one are one here.

    Ends with a line feed.
    """
    problems = Problems(report, failing)
    first: dict[str, Problem] = {}
    for problem in problems.all:
        first.setdefault(problem.finding.fingerprint, problem)
    lines = ",\n ".join(_issue(problem, problems) for problem in first.values())
    return f"[{lines}]\n"


def _issue(problem: Problem, problems: Problems) -> str:
    finding, is_text = problem.finding, problems.is_text(problem.here)
    words = problems.message(problem) if is_text else (problems.where(problem.here), *problems.message(problem))
    # GitLab wants a line, and of a file that is no text there is none.
    lines = (problems.place(problem.here).line, problems.end(problem.here).line) if is_text else (1, 1)
    issue = {
        "description": " ".join(words),
        "check_name": f"{finding.rule} {problems.report.rule_names.get(finding.rule, '')}".rstrip(),
        "fingerprint": finding.fingerprint,
        "severity": _SEVERITIES[finding.severity],
        "location": {
            "path": problem.here.document,
            "lines": {"begin": lines[0], "end": lines[1]},
        },
    }
    return escaped(json.dumps(issue, ensure_ascii=False))
