"""The part of archives that the claims of checked documents meet, and what surrounds it there."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from factcheck.align.seek import Met, seek
from factcheck.align.vocabulary import Background
from factcheck.archive.reader import Reader, Stored
from factcheck.indexing.archives import Archive
from factcheck.model.claim import Claim
from factcheck.rulebook.load import Rulebook

#: Claims up to which a document is looked at whole; of a longer one only what is near a claim that was met.
_WHOLE = 512
#: Claims on either side of one that was met that are looked at in a longer document.
_NEAR = 32

Key = tuple[str, int, int]
#: Documents of an archive by their numbers, for each checked document.
LeftOut = Mapping[str, Collection[int]]
#: A document of an archive, and the places in it of the claims that were met.
Meeting = tuple[Archive, Stored, set[int]]


class Found(Struct, frozen=True, kw_only=True):
    """What was found in archives: claims by what they stand in, the keys of those that were met, and what knows more.

    `numbers` are those of the claims in their archives. `cut` are the checked claims that met more than the limit.
    """

    documents: Mapping[str, tuple[Reader, Stored]]
    claims: tuple[Claim, ...]
    numbers: tuple[int, ...]
    background: Background
    cut: frozenset[Key]


def find(
    claims: Sequence[Claim],
    rulebook: Rulebook,
    archives: Sequence[Archive],
    left_out: Sequence[LeftOut],
    *,
    at_hand: Collection[int] = (),
) -> Found:
    """Looks the claims of checked documents up in archives, and loads what they meet.

    `left_out` has, for each archive, the documents in it that each checked one is not to meet. Those `at_hand` are met
    like others, but are not loaded, as their claims are among `claims`.
    """
    checked = frozenset[str]().union(*left_out)
    met: list[Meeting] = []
    cut: set[Key] = set()
    for archive, own in zip(archives, left_out, strict=True):
        known = _known(archive, met)
        found = seek(claims, rulebook, archive.reader, {name: known.union(own[name]) for name in checked})
        cut |= {claim.key for claim, each in zip(claims, found, strict=True) if each.more}
        places = {number: inside for number, inside in _places(found).items() if number not in at_hand}
        stored = archive.reader.documents(places)
        met += ((archive, stored[number], places[number]) for number in stored)
    return _loaded(_named_apart(met, checked), archives, checked, cut)


def _loaded(
    met: Iterable[Meeting], archives: Sequence[Archive], checked: frozenset[str], cut: Collection[Key]
) -> Found:
    """The claims of the documents that were met, with those around them."""
    documents: dict[str, tuple[Reader, Stored]] = {}
    loaded: list[Claim] = []
    numbers: list[int] = []
    keys: set[Key] = set()
    for archive, stored, places in met:
        documents[stored.name] = archive.reader, stored
        for at, claim in archive.reader.claims(stored, _around(places, stored.claims)):
            loaded.append(claim)
            numbers.append(stored.first + at)
            if at in places:
                keys.add(claim.key)
    readers = [archive.reader for archive in archives]
    background = Background(
        sentences=sum(int(reader.meta().get("sentences", 0)) for reader in readers),
        frequencies=lambda terms: _frequencies(readers, terms),
        apart=checked,
        met=frozenset(keys),
    )
    return Found(
        documents=documents, claims=tuple(loaded), numbers=tuple(numbers), background=background, cut=frozenset(cut)
    )


def _known(archive: Archive, met: Iterable[Meeting]) -> frozenset[int]:
    """The documents of an archive that were met in another one: the same file in the same state."""
    files = {(stored.digest, other.place(stored)) for other, stored, _ in met}
    found = archive.reader.known("digest", {digest for digest, _ in files})
    return frozenset(stored.id for stored in found if (stored.digest, archive.place(stored)) in files)


def _named_apart(met: Sequence[Meeting], checked: Collection[str]) -> Iterator[Meeting]:
    """What was met, with the name of its archive before that of a document whose name another one has too.

    Documents are known by their names from here on, and each was named from whatever folder it was archived in.
    """
    counts = Counter((*checked, *(stored.name for _, stored, _ in met)))
    for archive, stored, places in met:
        name = stored.name
        if counts[name] > 1 and archive.name is not None:
            name = f"{archive.name}:{name}"
            while name in counts:
                name = f"{archive.name}:{name}"
        yield archive, replace(stored, name=name), places


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
