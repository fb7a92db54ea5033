"""Writes a report for an editor: conflicts with both quotes, then what time explains, a line each, then the sums."""

from collections.abc import Sequence

from rich.text import Text

from factcheck.model.claim import Claim
from factcheck.model.finding import Severity, Status
from factcheck.model.report import Report, ReportedFact
from factcheck.report.alike import Difference, differences, rank_of, value_of
from factcheck.report.excerpt import excerpt, one_line
from factcheck.report.lookup import Lookup
from factcheck.report.page import Page, joined, words
from factcheck.report.summary import add_summary
from factcheck.report.when import extent_in_words, period_in_words, published_in_words
from factcheck.report.words import WORDS

#: Differences of one fact that are written out, and sources of one value that are quoted.
_MOST_DIFFERENCES = 6
_MOST_QUOTES = 3

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.NOTE: "cyan", Severity.NONE: "green"}


def render_terminal(
    report: Report, *, width: int, colour: bool, show_consistent: bool = False, steps: bool = False
) -> str:
    """The report of a check in lines of at most `width` cells; ends with a line feed.

    `show_consistent` also lists the facts whose figures agree, `steps` every condition that was tried for a conflict.
    Without `colour` the figures stand between 【 and 】.
    """
    return _Terminal(report, Page(width=width, colour=colour), steps=steps).write(show_consistent=show_consistent)


class _Terminal:
    """One report on its way to one page."""

    def __init__(self, report: Report, page: Page, *, steps: bool) -> None:
        self._report, self._page, self._steps = report, page, steps
        self._lookup = Lookup(report)
        self._words = WORDS[report.language]
        archive = {reported.document.name for reported in report.documents if reported.role == "archive"}
        self._archive = archive if len(archive) < len(report.documents) else frozenset()

    def write(self, *, show_consistent: bool) -> str:
        facts = self._report.facts
        conflicting = [fact for fact in facts if fact.status is Status.CONFLICTING]
        for fact in sorted(conflicting, key=lambda fact: rank_of(fact.findings)):
            self._conflict(fact)
        if not conflicting:
            self._page.add(words(self._words["no-conflict"]))
        shifted = [fact for fact in facts if fact.status is Status.TIME_SHIFTED]
        self._section(self._words["time-shifted-heading"], shifted, " → ", "cyan")
        if show_consistent:
            agreeing = [fact for fact in facts if fact.status is Status.CONSISTENT]
            self._section(self._words["consistent-heading"], agreeing, " = ", "green")
        add_summary(self._page, self._report)
        return self._page.render()

    def _conflict(self, fact: ReportedFact) -> None:
        conflicts = [finding for finding in fact.findings if finding.status is Status.CONFLICTING]
        groups = differences(conflicts)
        severity = groups[0].finding.severity
        style = _STYLES[severity]
        self._page.blank()
        self._page.add(
            words(self._words[severity.value], f"{style} reverse") + "  " + words(fact.label, "bold"), hang=4
        )
        involved = {side.key for finding in conflicts for side in (finding.pair.left, finding.pair.right)}
        claims = [self._report.claims[id_] for id_ in fact.claims]
        numbers = {claim.key: number for number, claim in enumerate(claims, 1)}
        self._rows(claims, involved, style)
        for group in groups[:_MOST_DIFFERENCES]:
            self._difference(group, numbers)
        if len(groups) > _MOST_DIFFERENCES:
            self._page.add(words(self._words["more-findings"].format(count=len(groups) - _MOST_DIFFERENCES)), indent=2)

    def _rows(self, claims: Sequence[Claim], involved: set[tuple[str, int, int]], style: str) -> None:
        """Every value of a fact with its source; those in conflict with their sentence, until they repeat."""
        quoted: dict[object, int] = {}
        for number, claim in enumerate(claims, 1):
            period = period_in_words(claim.period, self._report.language)
            alike = (value_of(claim), period)
            quoted[alike] = quoted.get(alike, 0) + (claim.key in involved)
            in_full = claim.key in involved and quoted[alike] <= _MOST_QUOTES
            figure = words(f"[{number}] ") + words(one_line(claim.text), style if claim.key in involved else "")
            head = [figure, words(self._words["period"].format(period=period))]
            if in_full:
                self._page.add(joined(self._words["separator"], head), indent=2, hang=4)
                self._quote(claim, style)
            else:
                place = words(self._place(claim), "dim")
                self._page.add(joined(self._words["separator"], [*head, place]), indent=2, hang=4)

    def _quote(self, claim: Claim, style: str) -> None:
        width = self._page.width - 6
        quote = self._lookup.source(claim).quote(claim)
        room = width if width >= 120 else 2 * width - 4
        self._page.add(excerpt(quote, room=room, style=f"{style} underline", marks=not self._page.colour), indent=6)
        published = published_in_words(claim.published, self._report.language)
        date = words(self._words["document-date"].format(date=published), "dim")
        self._page.add(joined(self._words["separator"], [words(self._place(claim), "dim"), date]), indent=6)

    def _place(self, claim: Claim) -> str:
        place = self._lookup.source(claim).place(claim.span.start)
        aside = self._words["aside"].format(text=self._words["archive"]) if claim.document in self._archive else ""
        return f"{claim.document}:{place.line}:{place.column}{aside}"

    def _difference(self, group: Difference, numbers: dict[tuple[str, int, int], int]) -> None:
        finding = group.finding
        sides = (" ".join(f"[{numbers[claim.key]}]" for claim in side) for side in (group.left, group.right))
        head = words(" ≠ ".join(sides), "bold") + "  " + words(finding.explanation)
        self._page.add(head, indent=2, hang=4)
        name = self._report.rule_names.get(finding.rule, "")
        facts = [
            words(self._words["rule"].format(rule=f"{finding.rule} {name}".rstrip())),
            words(self._words["confidence"].format(value=f"{finding.confidence:.2f}")),
            words(self._words["pairs"].format(count=group.pairs) if group.pairs > 1 else ""),
        ]
        line = joined(self._words["separator"], facts)
        line.stylize("dim")
        self._page.add(line, indent=6)
        if self._steps:
            self._step_lines(group)

    def _step_lines(self, group: Difference) -> None:
        for step in group.finding.steps:
            held = self._words["held" if step.held else "failed"]
            form = "step-sides" if step.left or step.right else "step"
            line = self._words[form].format(condition=step.condition, held=held, left=step.left, right=step.right)
            self._page.add(words(("✓ " if step.held else "✗ ") + line, "" if step.held else "dim"), indent=6, hang=2)

    def _section(self, heading: str, facts: Sequence[ReportedFact], between: str, style: str) -> None:
        if not facts:
            return
        self._page.blank()
        self._page.add(words(heading, f"bold {style}"))
        for fact in facts:
            values = Text(between).join(self._values(fact))
            self._page.add(words(fact.label) + self._words["colon"] + values, indent=2, hang=4)

    def _values(self, fact: ReportedFact) -> list[Text]:
        """The values of a fact in the order of their times, each with its period and places."""
        language, claims = self._report.language, [self._report.claims[id_] for id_ in fact.claims]
        places: dict[tuple[str, str], list[str]] = {}
        for claim in sorted(claims, key=_time_of):
            source = self._lookup.source(claim)
            place = f"{source.id}:{source.place(claim.span.start).line}"
            places.setdefault((one_line(claim.text), extent_in_words(claim.period, language)), []).append(place)
        return [
            words(text, "bold")
            + words(
                self._words["aside"].format(text=self._words["comma"].join([period, self._words["list"].join(where)]))
            )
            for (text, period), where in places.items()
        ]


def _time_of(claim: Claim) -> tuple[str, str, tuple[str, int, int]]:
    """Sorts claims by the time they hold for; those without a time come first."""
    start = claim.period.start or claim.period.end
    published = claim.published.start or claim.published.end
    return (start.isoformat() if start else "", published.isoformat() if published else "", claim.key)
