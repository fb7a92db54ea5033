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
#: Documents of an archive by their numbers, for each checked document.
LeftOut = Mapping[str, Collection[int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What was found in archives: claims by what they stand in, the keys of those that were met, and what knows more.

    `numbers` are those of the claims in their archives. `cut` are the checked claims that met more than the limit.
    """

    documents: Mapping[str, tuple[Reader, Stored]]
    claims: tuple[Claim, ...]
    numbers: tuple[int, ...]
    background: Background
    cut: frozenset[Key]


def find(claims: Sequence[Claim], rulebook: Rulebook, readers: Sequence[Reader], left_out: Sequence[LeftOut]) -> Found:
    """Looks the claims of checked documents up in archives, and loads what they meet.

    `left_out` has, for each archive, the documents in it that a checked one is not to meet.
    """
    checked = frozenset(claim.document for claim in claims)
    documents: dict[str, tuple[Reader, Stored]] = {}
    loaded: list[Claim] = []
    numbers: list[int] = []
    met: set[Key] = set()
    cut: set[Key] = set()
    for reader, own in zip(readers, left_out, strict=True):
        # A document may be in two archives.
        known = {stored.id for stored in reader.known("name", documents)}
        found = seek(claims, rulebook, reader, {name: known.union(own.get(name, ())) for name in checked})
        cut |= {claim.key for claim, each in zip(claims, found, strict=True) if each.more}
        places = _places(found)
        for number, stored in reader.documents(places).items():
            documents[stored.name] = reader, stored
            for at, claim in reader.claims(stored, _around(places[number], stored.claims)):
                loaded.append(claim)
                numbers.append(stored.first + at)
                if at in places[number]:
                    met.add(claim.key)
    background = Background(
        sentences=sum(int(reader.meta().get("sentences", 0)) for reader in readers),
        frequencies=lambda terms: _frequencies(readers, terms),
        apart=checked,
        met=frozenset(met),
    )
    return Found(
        documents=documents, claims=tuple(loaded), numbers=tuple(numbers), background=background, cut=frozenset(cut)
    )


def _places(found: Sequence[Met]) -> dict[int, set[int]]:
    """The places of the claims that were met in their documents."""
    places: dict[int, set[int]] = {}
    for figure in (figure for each in found for figure in each.figures):
        places.setdefault(figure.document, set()).add(figure.at)
    return places


def _around(places: Collection[int], claims: int) -> Collection[int]:
    if claims <= _WHOLE:
        return range(claims)
    return {near for at in places for near in range(max(at - _NEAR, 0), min(at + _NEAR + 1, claims))}


def _frequencies(readers: Sequence[Reader], terms: Collection[str]) -> Mapping[str, int]:
    counts = Counter[str]()
    for reader in readers:
        counts.update(reader.frequencies(terms))
    return counts
