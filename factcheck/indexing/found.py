"""The part of archives that the claims of checked documents meet, and what surrounds it there."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from factcheck.align.seek import Met, seek
from factcheck.align.vocabulary import Background
from factcheck.archive.reader import Reader, Stored
from factcheck.model.claim import Claim
from factcheck.rulebook.load import Rulebook

#: Claims up to which a document is looked at whole; of a longer one only what is near a claim that was met.
_WHOLE = 512
#: Claims on either side of one that was met that are looked at in a longer document.
_NEAR = 32

Key = tuple[str, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What was found in archives: claims by what they stand in, the keys of those that were met, and what knows more.

    `cut` are the checked claims that met more than the limit.
    """

    documents: Mapping[str, tuple[Reader, Stored]]
    claims: tuple[Claim, ...]
    background: Background
    cut: frozenset[Key]


def find(
    claims: Sequence[Claim], rulebook: Rulebook, readers: Sequence[Reader], left_out: Sequence[Collection[int]]
) -> Found:
    """Looks the claims of checked documents up in archives, and loads what they meet.

    `left_out` are, for each archive, the documents in it that are checked themselves.
    """
    checked = frozenset(claim.document for claim in claims)
    documents: dict[str, tuple[Reader, Stored]] = {}
    loaded: list[Claim] = []
    met: set[Key] = set()
    cut: set[Key] = set()
    for reader, checked_too in zip(readers, left_out, strict=True):
        # A document may be in two archives.
        out = {*checked_too, *(stored.id for stored in reader.known("name", documents))}
        found = seek(claims, rulebook, reader, out)
        cut |= {claim.key for claim, each in zip(claims, found, strict=True) if each.more}
        for stored, claim, was_met in _loaded(found, reader):
            documents[stored.name] = reader, stored
            loaded.append(claim)
            if was_met:
                met.add(claim.key)
    background = Background(
        sentences=sum(int(reader.meta().get("sentences", 0)) for reader in readers),
        frequencies=lambda terms: _frequencies(readers, terms),
        apart=checked,
        met=frozenset(met),
    )
    return Found(documents=documents, claims=tuple(loaded), background=background, cut=frozenset(cut))


def _loaded(found: Sequence[Met], reader: Reader) -> list[tuple[Stored, Claim, bool]]:
    """The claims of the documents that were met, each with whether it was itself."""
    places: dict[int, set[int]] = {}
    for figure in (figure for each in found for figure in each.figures):
        places.setdefault(figure.document, set()).add(figure.at)
    documents = reader.documents(places)
    return [
        (documents[number], claim, at in places[number])
        for number in sorted(places)
        for at, claim in reader.claims(documents[number], _around(places[number], documents[number].claims))
    ]


def _around(places: Collection[int], claims: int) -> Collection[int]:
    if claims <= _WHOLE:
        return range(claims)
    return {near for at in places for near in range(max(at - _NEAR, 0), min(at + _NEAR + 1, claims))}


def _frequencies(readers: Sequence[Reader], terms: Collection[str]) -> Mapping[str, int]:
    counts = Counter[str]()
    for reader in readers:
        counts.update(reader.frequencies(terms))
    return counts
