"""Writes the claims of an extraction for people, document by document, a line each."""

from collections.abc import Iterator
from itertools import groupby

from rich.text import Text

from factcheck.model.claim import Claim
from factcheck.model.report import Report
from factcheck.report.excerpt import one_line
from factcheck.report.lookup import Lookup
from factcheck.report.page import Page, joined, words
from factcheck.report.summary import add_extraction_summary
from factcheck.report.when import extent_in_words, published_in_words
from factcheck.report.where import in_words
from factcheck.report.words import WORDS


def render_extraction_terminal(report: Report, *, width: int, colour: bool) -> Iterator[str]:
    """Every claim with its place, figure, subject, measure, scope, kind and period; ends with a line feed."""
    page = Page(width=width, colour=colour)
    lookup, own = Lookup(report), WORDS[report.language]
    between = ""
    for document, claims in groupby(report.claims.values(), key=lambda claim: claim.document):
        first, *rest = claims
        published = published_in_words(first.published, report.language)
        date = words(own["document-date"].format(date=published), "dim")
        page.add(joined(own["separator"], [words(document, "bold"), date]))
        for claim in (first, *rest):
            source = lookup.source(claim)
            location = source.document.location(claim.span.start)
            place = in_words(location, source.place(claim.span.start), report.language)
            page.add(words(f"{place} ".ljust(9), "dim") + _claim(claim, report), indent=2, hang=9)
        yield between + page.render()
        between = "\n"
    add_extraction_summary(page, report)
    yield between + page.render()


def _claim(claim: Claim, report: Report) -> Text:
    own = WORDS[report.language]
    slots = [slot.text for slot in (claim.subject, claim.measure) if slot]
    scope = [own[f"role-{item.role.value}"].format(text=item.text) for item in claim.scope]
    vetoed = own["vetoed"].format(rule=claim.vetoed) if claim.vetoed else ""
    period = extent_in_words(claim.period, report.language)
    parts = [
        words(one_line(claim.text), "bold"),
        *map(words, [*slots, *scope, own[f"kind-{claim.kind.value}"], period]),
        words(vetoed, "yellow"),
    ]
    return joined(own["separator"], parts)
