"""Lays out one fact in conflict: every value with its source and sentence, then what disagrees with what, and why."""

from collections.abc import Hashable, Sequence

from rich.text import Text

from factcheck.model.claim import Claim
from factcheck.model.finding import Finding, Severity, Status
from factcheck.model.report import Report, ReportedFact
from factcheck.report.advice import advice
from factcheck.report.alike import Difference, differences, value_of
from factcheck.report.excerpt import excerpt, one_line
from factcheck.report.lookup import Lookup
from factcheck.report.page import Page, joined, words
from factcheck.report.when import period_in_words, published_in_words
from factcheck.report.where import in_words, under
from factcheck.report.words import WORDS

#: Differences of one fact that are written out, sources of one value and period that are quoted, rows without a quote,
#: and claims that are named on one side of a difference.
_MOST_DIFFERENCES = 6
_MOST_QUOTES = 3
_MOST_ROWS = 12
_MOST_NAMED = 8

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow"}

Key = tuple[str, int, int]


class ConflictWriter:
    """Adds facts in conflict to a page; `steps` shows the conditions that were tried."""

    def __init__(self, report: Report, lookup: Lookup, page: Page, *, steps: bool) -> None:
        self._report, self._lookup, self._page, self._steps = report, lookup, page, steps
        self._words = WORDS[report.language]
        #: Where all documents are archived, there is no telling them apart.
        self._told_apart = any(reported.role != "archive" for reported in report.documents)

    def add(self, fact: ReportedFact) -> None:
        """Adds one fact: a heading, its values, its differences."""
        groups = differences(finding for finding in fact.findings if finding.status is Status.CONFLICTING)
        shown = groups[:_MOST_DIFFERENCES]
        severity = groups[0].finding.severity
        style = _STYLES.get(severity, "bold")
        self._page.blank()
        heading = words(self._words[severity.value], f"{style} reverse") + "  " + words(fact.label, "bold")
        self._page.add(heading, hang=4)
        claims = list(fact.claims.values())
        involved = {claim.key for group in shown for claim in (*group.left, *group.right)}
        self._values(claims, involved, style)
        numbers = {claim.key: number for number, claim in enumerate(claims, 1)}
        for group in shown:
            self._difference(group, numbers)
        self._more("more-findings", len(groups) - len(shown))

    def _values(self, claims: Sequence[Claim], involved: set[Key], style: str) -> None:
        """A row for every claim; those in conflict with their sentence, until value and period repeat."""
        quoted: dict[Hashable, int] = {}
        rows = left_out = 0
        for number, claim in enumerate(claims, 1):
            alike = (value_of(claim), period_in_words(claim.period, self._report.language))
            quoted[alike] = quoted.get(alike, 0) + (claim.key in involved)
            if claim.key in involved and quoted[alike] <= _MOST_QUOTES:
                self._page.add(self._row(number, claim, style), indent=2, hang=4)
                self._quote(claim, style)
            elif rows < _MOST_ROWS:
                rows += 1
                row = [
                    self._row(number, claim, style if claim.key in involved else ""),
                    words(self._place(claim), "dim"),
                ]
                self._page.add(joined(self._words["separator"], row), indent=2, hang=4)
            else:
                left_out += 1
        self._more("more-values", left_out)

    def _row(self, number: int, claim: Claim, style: str) -> Text:
        period = period_in_words(claim.period, self._report.language)
        figure = words(f"[{number}] ") + words(one_line(claim.text), style)
        return joined(self._words["separator"], [figure, words(self._words["period"].format(period=period))])

    def _quote(self, claim: Claim, style: str) -> None:
        """The sentence, on one wide line or two narrow ones, and where it stands."""
        width = self._page.width - 6
        room = width if width >= 120 else 2 * width - 4
        quote = self._lookup.source(claim).quote(claim)
        self._page.add(excerpt(quote, room=room, style=f"{style} underline", marks=not self._page.colour), indent=6)
        published = published_in_words(claim.published, self._report.language)
        date = words(self._words["document-date"].format(date=published), "dim")
        self._page.add(joined(self._words["separator"], [words(self._place(claim), "dim"), date]), indent=6)

    def _place(self, claim: Claim) -> str:
        source, language = self._lookup.source(claim), self._report.language
        location = source.document.location(claim.span.start)
        place = in_words(location, source.place(claim.span.start), language)
        archived = self._told_apart and source.role == "archive"
        aside = self._words["aside"].format(text=self._words["archive"]) if archived else ""
        return f"{claim.document}:{place}{under(location, language)}{aside}"

    def _difference(self, group: Difference, numbers: dict[Key, int]) -> None:
        finding = group.finding
        sides = (self._named(side, numbers) for side in (group.left, group.right))
        self._page.add(words(" ≠ ".join(sides), "bold") + "  " + words(finding.explanation), indent=2, hang=4)
        name = self._report.rule_names.get(finding.rule, "")
        reasons = [
            words(self._words["rule"].format(rule=f"{finding.rule} {name}".rstrip())),
            words(self._words["confidence"].format(value=f"{finding.confidence:.2f}")),
            words(self._words["pairs"].format(count=group.pairs) if group.pairs > 1 else ""),
            words(advice(self._report, finding)),
        ]
        line = joined(self._words["separator"], reasons)
        line.stylize("dim")
        self._page.add(line, indent=6)
        if self._steps:
            self._tried(finding)

    def _named(self, claims: Sequence[Claim], numbers: dict[Key, int]) -> str:
        named = [f"[{numbers[claim.key]}]" for claim in claims[:_MOST_NAMED]]
        return " ".join([*named, "…"] if len(claims) > _MOST_NAMED else named)

    def _tried(self, finding: Finding) -> None:
        for step in finding.steps:
            held = self._words["held" if step.held else "failed"]
            form = "step-sides" if step.left or step.right else "step"
            line = self._words[form].format(condition=step.condition, held=held, left=step.left, right=step.right)
            self._page.add(words(("✓ " if step.held else "✗ ") + line, "" if step.held else "dim"), indent=6, hang=2)

    def _more(self, word: str, count: int) -> None:
        if count > 0:
            self._page.add(words(self._words[word].format(count=count), "dim"), indent=2)
