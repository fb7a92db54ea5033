"""Whether two claims narrow their subject differently."""

from collections.abc import Sequence
from dataclasses import dataclass

from factcheck.model.claim import Claim, ScopeItem, ScopeRole
from factcheck.model.pair import Pair

#: Levels of the alignment's comparisons "place" and "holder" that say that the claims are told of two.
_ALIGNED = frozenset({ScopeRole.PLACE, ScopeRole.HOLDER})
_OTHER = frozenset({"apart", "other"})
_WITHIN = frozenset({"nested", "nested, in passing"})
#: How the value of a base begins that hangs on a period nobody knows: it may be any year or month.
_UNRESOLVED = "previous-"
#: Where a narrowing stands that a verdict may lean on; what is carried over from further away may be meant or not.
_SAID = frozenset({"clause", "sentence", "topic"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A role in which both sides are narrowed, and the words of either."""

    role: ScopeRole
    left: str
    right: str


def difference(
    pair: Pair, roles: Sequence[ScopeRole], vague: Sequence[str], wholes: Sequence[str]
) -> Difference | None:
    """The first of `roles` in which both claims are narrowed and to different things.

    A side that says nothing does not differ. Of places and holders alignment knows how they lie to one another: a part
    and its whole do not differ. Words that point (`vague`: 全市) may mean any named place, so they differ
    only from the `wholes` above every place (全国). An entry of `wholes` lists the words for one whole (全国|我国).
    """
    for role in roles:
        level = pair.level(role) if role in _ALIGNED else None
        if level is not None and level not in _OTHER:
            continue
        mine, theirs = _items(pair.left, role), _items(pair.right, role)
        if mine and theirs and not any(_same(a, b, vague, wholes) for a in mine for b in theirs):
            return Difference(role=role, left=_words(mine), right=_words(theirs))
    return None


def shared(pair: Pair, roles: Sequence[ScopeRole]) -> bool:
    """Whether both claims are narrowed to one thing in each of `roles`; what nobody can resolve is no one thing."""
    return all(_settled(pair.left, role) & _settled(pair.right, role) for role in roles)


def nested(pair: Pair) -> bool:
    """Whether one claim is told of a part of the place that the other is told of."""
    return pair.level(ScopeRole.PLACE) in _WITHIN


def one_sided(left: Claim, right: Claim, roles: Sequence[ScopeRole]) -> bool:
    """Whether one claim alone is narrowed in one of the roles."""
    return any(bool(_items(left, role)) != bool(_items(right, role)) for role in roles)


def _items(claim: Claim, role: ScopeRole) -> tuple[ScopeItem, ...]:
    """What narrows a claim in a role, as far as its own sentence says so."""
    return tuple(item for item in claim.scope if item.role is role and item.filler in _SAID)


def _settled(claim: Claim, role: ScopeRole) -> set[str]:
    return {item.value for item in _items(claim, role) if not item.value.startswith(_UNRESOLVED)}


def _words(items: tuple[ScopeItem, ...]) -> str:
    return "、".join(item.text for item in items)


def _same(left: ScopeItem, right: ScopeItem, vague: Sequence[str], wholes: Sequence[str]) -> bool:
    one, other = left.value.casefold(), right.value.casefold()
    if one == other or left.text.casefold() == right.text.casefold():
        return True
    if left.role is ScopeRole.BASE:
        return one.startswith(_UNRESOLVED) != other.startswith(_UNRESOLVED)
    if left.role is ScopeRole.PER:
        return False
    above = _whole(one, wholes), _whole(other, wholes)
    if any(above):
        return above[0] == above[1]
    if any(one.startswith(word) or other.startswith(word) for word in vague):
        return True
    return _shortened(one, other) or _shortened(other, one)


def _shortened(short: str, full: str) -> bool:
    """Whether one is part of the other, or its short form, as Chinese makes them: 营收 of 营业收入."""
    if short in full:
        return True
    if not short or short.isascii() or short[0] != full[:1]:
        return False
    rest = iter(full)
    return all(character in rest for character in short)


def _whole(value: str, wholes: Sequence[str]) -> str | None:
    """Which of the wholes a value begins with."""
    return next((whole for whole in wholes if value.startswith(tuple(whole.split("|")))), None)
