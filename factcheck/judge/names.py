"""Under which name a figure stands, and which other figure its source has under that name."""

import re
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from factcheck import values
from factcheck.judge.times import relate
from factcheck.model.claim import Claim, Kind
from factcheck.model.rule import TimeRelation

#: What two claims of one document share that may be mistaken for one another: document, dimension, unit and kind.
Likeness = tuple[str, str, str, Kind]

_TOLD_TOGETHER = frozenset({TimeRelation.SAME, TimeRelation.UNKNOWN})
#: Names stand right before their figure.
_REACH = 40
#: Documents whose claims are at hand, by what makes them likely to be mistaken for one another.
_AT_HAND = 512
#: Parts of a sentence that are looked at, so that a sentence of very many takes time with their number.
_PARTS = 16
#: How many characters there are to a name's noun, and to the words that tell one name from another.
_LEAST = 2
#: So much may follow the shared noun of the name that is doubted: 种植 / 种植茶园.
_TAIL = 4
#: What stands in place of other figures and times.
_MASK = "#"
_PAUSE = re.compile("[,;:。]")


class Namesake(Struct, frozen=True, kw_only=True):
    """Another figure of the source, under the name that the doubted figure stands under.

    `distance` is how far it stands from the source's own figure.
    """

    name: str
    claim: Claim
    distance: int


class Siblings:
    """Claims of one document that may be mistaken for one another; `claims_of` has those of a document by its name."""

    def __init__(self, claims_of: Callable[[str], Iterable[Claim]] = lambda _: ()) -> None:
        self._claims_of = claims_of
        self._at_hand: OrderedDict[str, _Claims] = OrderedDict()

    def of(self, claim: Claim) -> Sequence[Claim]:
        """The claims that a claim may be mistaken for, itself among them."""
        return self._claims(claim.document).alike.get(_likeness(claim), ())

    def parts(self, claim: Claim, words: Sequence[str]) -> Sequence[tuple[Claim, str]]:
        """The first of those in the claim's sentence that one of `words` opens, with the name behind it."""
        return self._claims(claim.document).parts(words).get((*_likeness(claim), claim.quote), ())

    def _claims(self, document: str) -> "_Claims":
        found = self._at_hand.get(document)
        if found is None:
            found = self._at_hand[document] = _Claims(self._claims_of(document))
            if len(self._at_hand) > _AT_HAND:
                self._at_hand.popitem(last=False)
        else:
            self._at_hand.move_to_end(document)
        return found


class _Claims:
    """The claims of one document, by what makes them likely to be mistaken for one another."""

    def __init__(self, claims: Iterable[Claim]) -> None:
        self.alike = _by_likeness(claims)
        self._parts: Mapping[tuple[object, ...], Sequence[tuple[Claim, str]]] | None = None

    def parts(self, words: Sequence[str]) -> Mapping[tuple[object, ...], Sequence[tuple[Claim, str]]]:
        """By likeness and sentence, the parts that one of `words` opens, which are the same words at every call."""
        if self._parts is None:
            found: dict[tuple[object, ...], list[tuple[Claim, str]]] = defaultdict(list)
            for likeness, claims in self.alike.items():
                for claim in claims:
                    name = _opened(claim, words)
                    at = (*likeness, claim.quote)
                    if name and len(found[at]) < _PARTS:
                        found[at].append((claim, name))
            self._parts = dict(found)
        return self._parts


def _by_likeness(claims: Iterable[Claim]) -> Mapping[Likeness, Sequence[Claim]]:
    found: dict[Likeness, list[Claim]] = defaultdict(list)
    for claim in claims:
        found[_likeness(claim)].append(claim)
    return dict(found)


def nearest_namesake(
    left: Claim, right: Claim, known: Siblings, joints: Sequence[str], parts: Sequence[str]
) -> Namesake | None:
    """What one side's document has, nearest to that side's figure, under the name that the other side goes by.

    `parts` are words that open a part of what was just said (其中).
    """
    found = (
        *_namesakes(left, right, known, joints),
        *_namesakes(right, left, known, joints),
        *_parts(left, right, known, joints, parts),
        *_parts(right, left, known, joints, parts),
    )
    return min(found, key=lambda namesake: (namesake.distance, namesake.claim.key), default=None)


def _namesakes(claim: Claim, source: Claim, known: Siblings, joints: Sequence[str]) -> Iterator[Namesake]:
    """What the document of `source` has under the name of `claim`, where `source` goes by another and has its value.

    Names are read off the words before the figures: of 山区种植茶园 (`claim`), 全县种植茶园 (`source`) and 山区种植 (a
    sibling of `source`) all have 种植, and 山区 stands before that in the first and the last alone. `joints` are
    words that join a name to its figure or to what is before it (的, 达).
    """
    known_there = known.of(source)
    mine, theirs = _phrase(claim, joints), _phrase(source, joints)
    if len(known_there) < 2 or theirs[-_LEAST:] not in mine or mine.endswith(theirs):
        return
    shared = _longest(mine, theirs)
    if len(shared) < _LEAST or not theirs.endswith(shared) or len(theirs) < len(shared) + _LEAST:
        return
    for sibling in known_there:
        phrase = _phrase(sibling, joints)
        if phrase[-_LEAST:] not in shared or not _is_other(sibling, claim, source):
            continue
        if (name := _name(mine, phrase, shared, joints)) and name not in source.wording.clause:
            distance = abs(sibling.span.start - source.span.start)
            yield Namesake(name=name, claim=sibling, distance=distance)


def _parts(
    claim: Claim, source: Claim, known: Siblings, joints: Sequence[str], parts: Sequence[str]
) -> Iterator[Namesake]:
    """The parts that the sentence of `source` tells of its figure, under a name by which `claim` goes.

    全县改造8万亩，其中甲镇3万亩 has 3 for 甲镇, and a text that gives 8 for it has taken the whole.
    """
    mine = _phrase(claim, joints)
    for sibling, name in known.parts(source, parts):
        _, named, rest = mine.rpartition(name)
        # Behind 的 and the like, the name only qualifies another one (甲镇所在的全县).
        told = named and not any(joint in rest for joint in joints) and name not in source.wording.before
        if told and sibling.span.start >= source.span.end and _is_other(sibling, claim, source):
            yield Namesake(name=name, claim=sibling, distance=sibling.span.start - source.span.start)


def _opened(claim: Claim, words: Sequence[str]) -> str | None:
    """The name of the part that one of `words` opens right before a claim's figure."""
    before = _PAUSE.split(claim.wording.before)[-1].strip()
    opened = next((word for word in words if before.startswith(word)), None)
    name = before.removeprefix(opened).strip() if opened else ""
    return name if len(name) >= _LEAST and _written_together(name) else None


def _likeness(claim: Claim) -> Likeness:
    return (claim.document, claim.quantity.dimension, claim.quantity.unit, claim.kind)


def _is_other(sibling: Claim, claim: Claim, source: Claim) -> bool:
    """Whether a sibling gives another figure for the time of both."""
    if sibling.key == source.key or values.compatible(sibling, claim, apart=False):
        return False
    return relate(sibling, source).relation in _TOLD_TOGETHER


def _name(mine: str, phrase: str, shared: str, joints: Sequence[str]) -> str | None:
    """The name that both phrases have, `None` where it is not more than the noun that the source has too."""
    noun = _longest(shared, phrase)
    name = _longest(mine, phrase)
    at = name.rfind(noun)
    if len(noun) < _LEAST or at < _LEAST or not phrase.endswith(name) or at + len(noun) != len(name):
        return None
    before, after = mine[: mine.find(name)], mine[mine.find(name) + len(name) :]
    whole = not before or len(phrase) == len(name) or before.endswith(tuple(joints))
    return name if whole and len(after) <= _TAIL and _written_together(name) else None


def _phrase(claim: Claim, joints: Sequence[str]) -> str:
    """The words right before a figure, without those that join them to it."""
    words = "".join(_PAUSE.split(claim.wording.before.replace(_MASK, " "))[-1].split())[-_REACH:]
    while found := next((joint for joint in joints if words.endswith(joint)), None):
        words = words.removesuffix(found)
    return words


def _written_together(name: str) -> bool:
    """Whether a name is of a script that runs words together; else characters tell nothing of words."""
    return not any(character.isascii() for character in name)


def _longest(left: str, right: str) -> str:
    """The longest run of characters that two short texts share, the last such run of `left`."""
    best, end = 0, 0
    row = [0] * (len(right) + 1)
    for at, character in enumerate(left, start=1):
        above = row
        row = [0] * (len(right) + 1)
        for place, other in enumerate(right, start=1):
            if character == other:
                row[place] = above[place - 1] + 1
                if row[place] >= best:
                    best, end = row[place], at
    return left[end - best : end]
