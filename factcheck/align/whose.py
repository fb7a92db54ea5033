"""Names how two claims stand to each other in whose figure they give: places and organisations."""

from functools import lru_cache

from factcheck.align.profile import Profile
from factcheck.align.taught import mentioned
from factcheck.model.claim import ScopeRole
from factcheck.rulebook.lexicon import Lexicon
from factcheck.rulebook.names import NameLevel
from factcheck.rulebook.places import PlaceRelation

#: What a reference stands for whose name its document never gives (全市).
_UNNAMED = frozenset(map(str, NameLevel))
#: Pairs of places whose relation is kept at hand: a text speaks of few.
_REMEMBERED = 16384


def place_level(left: Profile, right: Profile) -> str:
    """The level of "place"; a part and its whole are two things, unless a text only mentions one of them in passing."""
    level = _relation(left.lexicon, left.words.places, right.words.places)
    items = (item for side in (left, right) for item in side.claim.scope if item.role is ScopeRole.PLACE)
    return "nested, in passing" if level == "nested" and any(map(mentioned, items)) else level


@lru_cache(_REMEMBERED)
def _relation(lexicon: Lexicon, left: frozenset[str], right: frozenset[str]) -> str:
    """How the territories of two claims lie; names that no lexicon knows are told apart by their level."""
    if _several(left, right):
        return "same"
    relation = lexicon.places.relate(left, right)
    if relation is not PlaceRelation.UNKNOWN:
        return "nested" if relation in (PlaceRelation.WITHIN, PlaceRelation.CONTAINS) else str(relation)
    if not left or not right or left & right:
        return "same" if left & right else "unknown"
    levels = [{level for name in names for level in lexicon.levels(name)} for names in (left, right)]
    if not all(levels):
        return "unknown"
    if not levels[0] & levels[1]:
        return "nested"
    return "unknown" if _UNNAMED & (left | right) else "apart"


def _several(left: frozenset[str], right: frozenset[str]) -> bool:
    """Whether both sides list places and the shorter list is, for the most part, in the longer.

    What struck three provinces has struck six the next day: these are places of one matter, and no part and whole.
    """
    shorter = min(len(left), len(right))
    return shorter > 1 and 2 * len(left & right) > shorter


def holder_level(left: Profile, right: Profile) -> str:
    """The level of "holder"; of several organisations one in common is enough."""
    one, other = left.words.holders, right.words.holders
    if not one or not other:
        return "none" if one == other else "one-sided"
    return "same" if one & other else "other"
