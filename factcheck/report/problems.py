"""The findings that a build or a review tool shows, each from the side of the document that somebody works on."""

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import TypeVar

from msgspec import Struct

from factcheck.model.claim import Claim
from factcheck.model.finding import Finding, Severity, Status
from factcheck.model.report import Report, ReportedFact
from factcheck.report.advice import advice
from factcheck.report.excerpt import one_line
from factcheck.report.lookup import Lookup, Place
from factcheck.report.ordered import Ordered
from factcheck.report.when import extent_in_words
from factcheck.report.where import address
from factcheck.report.words import WORDS

Item = TypeVar("Item")
#: What is shown whether it fails a run or not.
_LOUD = frozenset({Severity.ERROR, Severity.WARNING})
_LOUDNESS = {severity: rank for rank, severity in enumerate(Severity)}


class Problem(Struct, frozen=True, kw_only=True):
    """A finding with `here`, the figure to look at, and `there`, the one it is held against."""

    fact: ReportedFact
    finding: Finding
    here: Claim
    there: Claim


def rank(problem: Problem) -> tuple[int, float]:
    """Sorts problems: the gravest first, then the surest."""
    return (-_LOUDNESS[problem.finding.severity], -problem.finding.confidence)


class Problems:
    """The conflicts of a report in the order of documents and places, and its time shifts where these fail the run.

    `failing` are the severities that end the run with status 1. Formats for builds and reviews show these and all
    conflicts, so that what fails is always seen, and what time explains is in nobody's way.
    """

    def __init__(self, report: Report, failing: Collection[Severity]) -> None:
        self.report, self.lookup = report, Lookup(report)
        self._shown = _LOUD.union(failing)
        self._words = WORDS[report.language]

    def each(self, write: Callable[[Problem], Item]) -> Ordered[Item]:
        """What `write` makes of every problem, in the order of their places."""
        written = Ordered[Item]()
        for fact in self.report.facts:
            for problem in self._found(fact):
                written.add((*problem.here.key, *problem.there.key), write(problem))
        return written

    def of(self, fact: ReportedFact) -> Sequence[Problem]:
        """The problems of one fact, the gravest and surest first."""
        in_place = sorted(self._found(fact), key=lambda problem: (problem.here.key, problem.there.key))
        return sorted(in_place, key=rank)

    def problem(self, fact: ReportedFact, finding: Finding) -> Problem:
        """A finding from the side of a document under check, of two such the one that changed, else the first."""
        here, there = finding.pair.left, finding.pair.right
        if self._nearness(there) > self._nearness(here):
            here, there = there, here
        return Problem(fact=fact, finding=finding, here=here, there=there)

    def place(self, claim: Claim) -> Place:
        """Where a figure begins."""
        return self.lookup.source(claim).place(claim.span.start)

    def end(self, claim: Claim) -> Place:
        """Where a figure ends, behind its last character."""
        return self.lookup.source(claim).place(claim.span.end)

    def headline(self, problem: Problem) -> str:
        """What differs, on one line."""
        here, there = (one_line(side.text) for side in (problem.here, problem.there))
        return f"{one_line(problem.fact.label)}{self._words['colon']}{here} {_between(problem)} {there}"

    def is_text(self, claim: Claim) -> bool:
        """Whether a figure's document is a text, in which lines and columns lead to it."""
        return self.lookup.source(claim).document.location(claim.span.start) is None

    def where(self, claim: Claim) -> str:
        """The document of a figure and its place there, on one line."""
        return address(self.lookup.source(claim), claim, self.report.language)

    def source(self, claim: Claim) -> str:
        """Where a figure stands and what it holds for, on one line."""
        period = extent_in_words(claim.period, self.report.language)
        return f"{self.where(claim)}{self._words['comma']}{one_line(period)}"

    def reason(self, problem: Problem) -> str:
        """Why it is a problem, by which rule, how surely, and under which number it is known, on one line."""
        finding = problem.finding
        name = self.report.rule_names.get(finding.rule, "")
        parts = (
            self._words["rule"].format(rule=f"{finding.rule} {name}".rstrip()),
            self._words["confidence"].format(value=f"{finding.confidence:.2f}"),
            self._words["finding"].format(id=finding.fingerprint),
            advice(self.report, finding),
        )
        aside = self._words["separator"].join(part for part in parts if part)
        return one_line(finding.explanation) + self._words["aside"].format(text=aside)

    def other(self, problem: Problem) -> str:
        """The other side with its place, on one line."""
        there = one_line(problem.there.text)
        return there + self._words["aside"].format(text=self.source(problem.there))

    def message(self, problem: Problem) -> tuple[str, str, str]:
        """Three lines: what differs, from what, and why."""
        return self.headline(problem), f"{_between(problem)} {self.other(problem)}", self.reason(problem)

    def _found(self, fact: ReportedFact) -> Iterator[Problem]:
        for finding in fact.findings:
            if finding.severity in self._shown:
                yield self.problem(fact, finding)

    def _nearness(self, claim: Claim) -> tuple[bool, bool]:
        return self.lookup.source(claim).role == "checked", claim.document in self.report.changed


def _between(problem: Problem) -> str:
    return "→" if problem.finding.status is Status.TIME_SHIFTED else "≠"
