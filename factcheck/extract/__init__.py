"""Document to claims: finds the figures, vetoes the names, and says of each figure who, what, how much and when."""

from msgspec import Struct
from msgspec.structs import replace

from factcheck.extract.claims import Assembler
from factcheck.extract.dating import date_document, not_before
from factcheck.extract.events import event_figures
from factcheck.extract.figure import Form
from factcheck.extract.headlines import headlines_dated
from factcheck.extract.imprint import mark_imprints
from factcheck.extract.language import compiled
from factcheck.extract.periods import resolve_periods
from factcheck.extract.time_frame import Clauses
from factcheck.extract.times import find_times
from factcheck.extract.vetoes import gathered
from factcheck.model.claim import Claim
from factcheck.model.document import Document
from factcheck.rulebook.load import Rulebook


class Extraction(Struct, frozen=True, kw_only=True):
    """A document with its publication date as far as the text tells it, and its claims in the order of the text."""

    document: Document
    claims: tuple[Claim, ...]


def extract(document: Document, rulebook: Rulebook) -> Extraction:
    """The claims of a document, vetoed figures included (`Claim.vetoed`)."""
    language = compiled(rulebook.lexicon(document.language))
    text = document.view.text
    clauses = Clauses.of(text, language.times)
    times = mark_imprints(document, find_times(text, clauses, language.times), language.times)
    document = replace(document, published=date_document(document, times))
    periods = resolve_periods(document, times, clauses, language.times)
    document = replace(document, published=not_before(document.published, periods.dated))
    counted = language.figures.scan(text, periods.is_time)
    events = event_figures(text, [*periods.moments, *periods.days])
    imprints = event_figures(text, periods.imprints, Form.IMPRINT)
    figures = sorted([*counted, *events, *imprints], key=lambda figure: (figure.span.start, figure.span.end))
    assembler = Assembler(document, periods, [time.span for time in times], language)
    claims = sorted(
        assembler.claims(figures, gathered(rulebook.vetoes)), key=lambda claim: (claim.span.start, claim.span.end)
    )
    return Extraction(document=document, claims=tuple(headlines_dated(claims, document)))
