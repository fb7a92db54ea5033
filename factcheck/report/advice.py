"""Says which figure of a conflict the user's order of sources trusts."""

from factcheck.model.finding import Finding
from factcheck.model.report import Report
from factcheck.report.excerpt import one_line
from factcheck.report.words import WORDS


def advice(report: Report, finding: Finding) -> str:
    """A sentence on one line; empty where there is nothing to advise."""
    trusted = report.trusted(finding)
    if trusted is None:
        return ""
    return WORDS[report.language]["advice"].format(document=one_line(trusted.document), value=one_line(trusted.text))
