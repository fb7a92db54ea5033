"""Puts figures, times and sources into words."""

import unicodedata
from datetime import datetime
from functools import lru_cache

from factcheck.model.claim import Claim, ScopeItem
from factcheck.model.document import Published
from factcheck.model.period import Aspect, Basis, Grain, Period
from factcheck.model.rule import Terms

_BASES = {
    Basis.STATED: "period-stated",
    Basis.RELATIVE: "period-relative",
    Basis.INHERITED: "period-inherited",
}
_FORMATS = {Grain.YEAR: "%Y", Grain.MONTH: "%Y-%m", Grain.MINUTE: "%Y-%m-%d %H:%M", Grain.HOUR: "%Y-%m-%d %H:%M"}
#: Texts that are kept at hand: the claims of a fact are told in few words, and each again for every pair.
_REMEMBERED = 4096
_HIDDEN = frozenset({"Cc", "Cf", "Zl", "Zp"})


@lru_cache(_REMEMBERED)
def plain(text: str) -> str:
    """Text of a document as one line: white space joined, control and direction characters dropped."""
    if text.isprintable():
        return " ".join(text.split())
    kept = "".join(char for char in text if char.isspace() or unicodedata.category(char) not in _HIDDEN)
    return " ".join(kept.split())


def value(claim: Claim) -> str:
    """The figure as written."""
    return plain(claim.text)


def document(claim: Claim) -> str:
    """The document's name."""
    return plain(claim.document)


def scope(items: tuple[ScopeItem, ...], terms: Terms, language: str) -> str:
    """What narrows a claim, in the order of the text."""
    return "、".join(plain(item.text) for item in items) or terms.words["unstated"][language]


def narrowing(claim: Claim, terms: Terms, language: str) -> str:
    """The subject and everything that narrows it."""
    subject = plain(claim.subject.text) if claim.subject else ""
    shown = "，".join(part for part in (subject, *(plain(item.text) for item in claim.scope)) if part)
    return shown or terms.words["unstated"][language]


def what(claim: Claim) -> str:
    """Subject and measure."""
    return " · ".join(plain(slot.text) for slot in (claim.subject, claim.measure) if slot and plain(slot.text))


def measure(claim: Claim, terms: Terms, language: str) -> str:
    """What is counted."""
    return plain(claim.measure.text) if claim.measure else terms.words["unstated"][language]


def period(claim: Claim, terms: Terms, language: str) -> str:
    """The period that a claim's text gives, and where it is given."""
    held = claim.period
    shown = plain(held.text) if held.text else _dates(held, terms, language)
    if held.aspect is Aspect.SINCE and not held.text:
        shown = terms.words["since"][language].format(start=shown)
    basis = _BASES[held.basis] if held.known else "period-unplaced"
    return terms.words[basis][language].format(period=shown)


def published(date: Published, terms: Terms, language: str) -> str:
    """When a document was written, as far as known: of a day, or of a day or later."""
    words = terms.words
    if date.start is None:
        return words["date-unknown"][language]
    if date.end is None:
        return words["date-inferred"][language].format(date=date.start.isoformat())
    shown = date.start.isoformat()
    if date.end != date.start:
        shown = words["span"][language].format(start=shown, end=date.end.isoformat())
    return words["date-given"][language].format(date=shown)


def _dates(held: Period, terms: Terms, language: str) -> str:
    words = terms.words
    if held.start is None or held.end is None:
        name, moment = ("until", held.end) if held.start is None else ("from", held.start)
        return words[name][language].format(date=_date(moment, held.grain))
    start, end = _date(held.start, held.grain), _date(held.end, held.grain)
    return start if start == end else words["span"][language].format(start=start, end=end)


def _date(moment: datetime | None, grain: Grain) -> str:
    return "" if moment is None else moment.strftime(_FORMATS.get(grain, "%Y-%m-%d"))
