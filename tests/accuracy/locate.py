"""Finds the mentions of a gold file in the documents as they were read, and which claim stands for which mention."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePath

from accuracy.gold import Gold, Mention
from factcheck.model.claim import Claim
from factcheck.model.document import Document
from factcheck.model.errors import FactcheckError
from factcheck.model.span import Span

#: Least overlap, as a share of what both cover, from which a claim can stand for a mention.
_LEAST_OVERLAP = 0.2
#: A claim may be so many times as long as the mention, and so many code points more, and still stand for it.
_LONGER, _LONGER_BY = 2, 4
#: Overlaps that differ by less are equal; they are quotients.
_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a mention or a claim stands; `document` is a document's name in the report."""

    document: str
    span: Span


def place_of(claim: Claim) -> Place:
    """Where a claim stands."""
    return Place(document=claim.document, span=claim.span)


class Texts:
    """The documents of one run, found by the short names that a gold file has for them."""

    def __init__(self, documents: Iterable[Document], gold: Gold) -> None:
        """`gold` is named in errors."""
        self._texts = [_Text(document) for document in documents]
        self._gold = gold.path
        self._by_key: dict[str, _Text] = {}

    def place(self, mention: Mention) -> Place:
        """Where a mention's quantity stands. Raises `FactcheckError` where it does not stand there exactly once."""
        text = self._by_key.get(mention.document) or self._text(mention.document)
        self._by_key[mention.document] = text
        span = text.find(mention)
        if span is None:
            raise FactcheckError(f"{self._gold}: not found in {text.name}: {mention.quantity!r} in {mention.quote!r}")
        return Place(document=text.name, span=span)

    def _text(self, key: str) -> "_Text":
        whole = [text for text in self._texts if text.stem == key]
        found = whole or [text for text in self._texts if text.stem.split("_")[0] == key]
        if len(found) != 1:
            raise FactcheckError(f"{self._gold}: {len(found)} documents are called {key!r}, expected one")
        return found[0]


class _Text:
    """A document's text without white space, and the way back."""

    def __init__(self, document: Document) -> None:
        self.name, self._source = document.name, document.text
        self.stem = PurePath(document.name).stem

    @cached_property
    def _kept(self) -> list[int]:
        return [at for at, character in enumerate(self._source) if not character.isspace()]

    @cached_property
    def _squeezed(self) -> str:
        return "".join([self._source[at] for at in self._kept])

    def find(self, mention: Mention) -> Span | None:
        """The span of the quantity in the first place that reads like the quote, `None` where there is none."""
        quote, quantity = _squeeze(mention.quote), _squeeze(mention.quantity)
        at = self._squeezed.find(quote)
        if at < 0 or quantity not in quote:
            return None
        start = at + quote.find(quantity)
        return Span(self._kept[start], self._kept[start + len(quantity) - 1] + 1)


def _squeeze(text: str) -> str:
    return "".join(text.split())


class Meanings:
    """Which mentions the claims of a run stand for."""

    def __init__(self, places: Sequence[Place]) -> None:
        """`places` are those of the gold's mentions, in their order."""
        self._by_document: dict[str, list[tuple[int, Span]]] = {}
        for index, place in enumerate(places):
            self._by_document.setdefault(place.document, []).append((index, place.span))

    def of(self, claim: Claim) -> tuple[int, ...]:
        """The mentions that a claim overlaps best, as indexes; several only where it overlaps them equally well."""
        overlaps = [
            (overlap(claim.span, span), index)
            for index, span in self._by_document.get(claim.document, [])
            if len(claim.span) <= _LONGER * len(span) + _LONGER_BY
        ]
        best = max((share for share, _ in overlaps), default=0.0)
        if best <= _LEAST_OVERLAP + _ROUNDING:
            return ()
        return tuple(index for share, index in overlaps if best - share <= _ROUNDING)


def overlap(left: Span, right: Span) -> float:
    """What two spans have in common, as a share of the reach of both; 0 where they are apart."""
    common = min(left.end, right.end) - max(left.start, right.start)
    return max(0, common) / (max(left.end, right.end) - min(left.start, right.start))


def same_figure(claim: Claim, place: Place) -> bool:
    """Whether a claim is the figure at a place, or most of it."""
    return claim.document == place.document and overlap(claim.span, place.span) > _LEAST_OVERLAP
