"""Claims made by hand as alignment sees them, in a vocabulary of their own."""

from collections.abc import Sequence
from typing import Any

from msgspec.structs import replace

from factcheck.align.companions import companions
from factcheck.align.development import developments
from factcheck.align.profile import Profile, Told, profiles, wordsets
from factcheck.align.vocabulary import Vocabulary
from factcheck.model.claim import Claim
from factcheck.model.span import Span
from factories import make_claim
from small_runs import shipped


def profiled(*claims: Claim) -> list[Profile]:
    """The profiles of claims in a vocabulary of their own."""
    amounts = companions(claims, shipped())
    words = wordsets(claims, shipped(), amounts)
    told = list(map(Told, developments(claims), amounts))
    return profiles(claims, words, told, vocabulary_of(claims), shipped())


def vocabulary_of(claims: tuple[Claim, ...]) -> Vocabulary:
    """The vocabulary of the claims' sentences."""
    words = wordsets(claims, shipped(), companions(claims, shipped()))
    sentences = {(claim.document, claim.quote.start): each.wide for claim, each in zip(claims, words, strict=True)}
    return Vocabulary(sentences, frozenset(), 1.0)


def in_one_sentence(rows: Sequence[Any], document: str) -> list[Claim]:
    """The claims of the rows as figures of one sentence of a document, in their order."""
    return [replace(make_claim(row, document=document, at=10 * at), quote=Span(0, 1000)) for at, row in enumerate(rows)]
