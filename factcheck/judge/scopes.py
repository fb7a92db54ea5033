"""Whether two claims narrow their subject differently."""

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct

from factcheck.model.claim import UNRESOLVED, Claim, Kind, ScopeItem, ScopeRole
from factcheck.model.comparison import held_against
from factcheck.model.pair import Pair

#: Levels of the alignment's comparisons "place" and "holder" that say that the claims are told of two.
_ALIGNED = frozenset({ScopeRole.PLACE, ScopeRole.HOLDER})
_OTHER = frozenset({"apart", "other"})
_WITHIN = frozenset({"nested", "nested, in passing"})
#: The base of what is compared with the month or quarter before (环比).
_PERIOD_BEFORE = f"{UNRESOLVED}period"
_YEAR = re.compile(r"(?<!\d)[12]\d{3}(?!\d)")
#: Years before its own date at the most that a text's year before may be: it tells of its own year or the last one.
_YEARS_BACK = 2
#: Where a narrowing stands that a verdict may lean on; what is carried over from further away may be meant or not.
_OWN = "clause"
_SAID = frozenset({_OWN, "sentence", "topic"})
#: What stands between the names of a list.
_LISTING = "、"


class Difference(Struct, frozen=True, kw_only=True):
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
        if mine and theirs and not any(_same(a, b, vague, wholes, pair) for a in mine for b in theirs):
            return Difference(role=role, left=_words(mine), right=_words(theirs))
    return None


def shared(pair: Pair, roles: Sequence[ScopeRole]) -> bool:
    """Whether both claims are narrowed to one thing in each of `roles`; what nobody can resolve is no one thing."""
    return all(_settled(pair.left, role) & _settled(pair.right, role) for role in roles)


def two_places(pair: Pair) -> bool:
    """Whether each claim's own clause names one place, and these are two.

    A clause that names the other's place too tells of what lies between both (a trade), or of several places at once.
    A place and a part of it are two for what is per head or the like; anything else may be of a thing in both.
    """
    left, right = ([item for item in claim.scope if item.role is ScopeRole.PLACE] for claim in (pair.left, pair.right))
    if [item.filler for item in (*left, *right)] != [_OWN, _OWN] or len(left) != 1:
        return False
    if _names(pair.left, right[0]) or _names(pair.right, left[0]) or _listed(pair.left, left[0]):
        return False
    level = pair.level(ScopeRole.PLACE)
    return not _listed(pair.right, right[0]) and (
        level in _OTHER or (level in _WITHIN and pair.left.kind is pair.right.kind is Kind.RATE)
    )


def _names(claim: Claim, item: ScopeItem) -> bool:
    """Whether a claim's clause names the place of another."""
    return item.text in claim.wording.clause or item.value in claim.wording.clause


def _listed(claim: Claim, item: ScopeItem) -> bool:
    """Whether a place is the last of a list."""
    return f"{_LISTING}{item.text}" in claim.wording.clause


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
    return {item.value for item in _items(claim, role) if not item.value.startswith(UNRESOLVED)}


def _words(items: tuple[ScopeItem, ...]) -> str:
    return "、".join(item.text for item in items)


def _same(left: ScopeItem, right: ScopeItem, vague: Sequence[str], wholes: Sequence[str], pair: Pair) -> bool:
    one, other = left.value.casefold(), right.value.casefold()
    if one == other or left.text.casefold() == right.text.casefold():
        return True
    if left.role is ScopeRole.BASE:
        unlike = one.startswith(UNRESOLVED) != other.startswith(UNRESOLVED)
        return _alike(pair) or (unlike and _may_be_one(pair, one, other))
    if left.role is ScopeRole.PER:
        return False
    above = _whole(one, wholes), _whole(other, wholes)
    if any(above):
        # 出口总值 of what both tell of the whole country is 我国出口总值.
        of_one_place = pair.level(ScopeRole.PLACE) == "same" and _spelled_out(one, other, above)
        return above[0] == above[1] or of_one_place
    pointing = any(one.startswith(word) or other.startswith(word) for word in vague)
    return pointing or _shortened(one, other) or _shortened(other, one)


def _spelled_out(one: str, other: str, wholes: Iterable[str | None]) -> bool:
    """Whether one value is the other with the word of a whole in front."""
    words = [word for whole in wholes if whole for word in whole.split("|")]
    return any(one == f"{word}{other}" or other == f"{word}{one}" for word in words)


def _alike(pair: Pair) -> bool:
    """Whether both changes are held against the year, or the period, before: two years have a year before each."""
    against = held_against(pair.left)
    return against is not None and against == held_against(pair.right)


def _may_be_one(pair: Pair, one: str, other: str) -> bool:
    """Whether a base that hangs on an unknown period may be the one that the other side gives.

    What a text of 2026 holds against the year before is held against 2025 or 2024. The period before is no year.
    """
    claim, base, given = (pair.left, one, other) if one.startswith(UNRESOLVED) else (pair.right, other, one)
    if base == _PERIOD_BEFORE:
        return not _YEAR.fullmatch(given)
    published = claim.published.start
    years = {int(year) for year in _YEAR.findall(given)}
    if published is None or claim.published.end is None or not years:
        return True
    return not years.isdisjoint(range(published.year - _YEARS_BACK, claim.published.end.year))


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
