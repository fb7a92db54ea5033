"""What holds of judging whatever the claims are."""

from decimal import Decimal
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from factcheck.judge import Verdict, judge_pair
from factcheck.model.claim import Claim, Kind, Modality
from factcheck.model.finding import Status
from factcheck.model.quantity import Modifier
from factcheck.rulebook.verdicts import load_verdicts
from factories import make_claim, make_pair

RULES = load_verdicts(Path(__file__).parent.parent / "rules" / "verdicts")

numbers = st.integers(1, 2000).flatmap(lambda number: st.sampled_from([f"{number}", f"{number}e2", f"{number / 10}e4"]))
periods = st.sampled_from([None, "2023", "2024", "2024-06", "2024-12", "2024-12-31", "2025"])
dates = st.sampled_from([None, "2024-07-01", "2026-01-08", "2024-06-20..", "2026-01-01..", "2026-01-08.."])
dimensions = st.sampled_from(["count", "ratio", "multiple", "percentage-point", "currency:CNY", "rank"])
roles = st.sampled_from(["place", "level", "per", "of", "base"])
scopes = st.dictionaries(roles, st.sampled_from(["甲市", "乙市", "全国"]))


@st.composite
def claims(draw: st.DrawFn, document: str) -> Claim:
    """A claim of any kind, time and scope."""
    fields = {
        "value": draw(numbers),
        "modifier": draw(st.sampled_from([modifier for modifier in Modifier if modifier is not Modifier.RANGE])),
        "dimension": draw(dimensions),
        "kind": draw(st.sampled_from(list(Kind))),
        "modality": draw(st.sampled_from(list(Modality))),
        "measure": draw(st.sampled_from(["企业数", "累计引进企业", "名次提升", "名次下滑"])),
        "subject": draw(st.sampled_from(["甲园", "乙园"])),
        "aspect": draw(st.sampled_from(["during", "as-of", "since"])),
        **draw(scopes),
    }
    given_fields = {"period": draw(periods), "published": draw(dates)}
    fields |= {name: value for name, value in given_fields.items() if value is not None}
    return make_claim(fields, document=document)


def essence(verdict: Verdict) -> tuple[Status | None, str, float]:
    """What of a verdict may not depend on its sides."""
    return verdict.status, verdict.rule, verdict.confidence


def renamed(claim: Claim, document: str) -> Claim:
    """The claim in another document, which puts it on the other side of its pair."""
    return replace(claim, document=document)


def restated(claim: Claim, factor: Decimal) -> Claim:
    """The claim's figure written in a unit `factor` times as small; its base values stay."""
    quantity = claim.quantity
    low, high = (None if end is None else end * factor for end in (quantity.low, quantity.high))
    return replace(claim, quantity=replace(quantity, low=low, high=high, unit="另写"))


@given(claims("a.txt"), claims("b.txt"))
def test_sides_do_not_matter(left: Claim, right: Claim) -> None:
    """The verdict on two claims is the same whichever of them comes first."""
    there = judge_pair(make_pair(left, right), RULES, language="zh")
    back = judge_pair(make_pair(renamed(left, "b.txt"), renamed(right, "a.txt")), RULES, language="zh")
    assert essence(there) == essence(back)


@given(claims("a.txt"), claims("b.txt"), st.integers(-8, 8))
def test_another_unit_does_not_matter(left: Claim, right: Claim, power: int) -> None:
    """One side restated exactly in a unit of another size (万元 for 元) leaves the verdict as it is."""
    plain = judge_pair(make_pair(left, right), RULES, language="zh")
    other = judge_pair(make_pair(restated(left, Decimal(10) ** power), right), RULES, language="zh")
    assert essence(plain) == essence(other)


@given(claims("a.txt"))
def test_a_claim_does_not_contradict_itself(claim: Claim) -> None:
    """A claim that stands in two documents with the same words is consistent."""
    verdict = judge_pair(make_pair(claim, renamed(claim, "b.txt")), RULES, language="zh")
    assert verdict.status is Status.CONSISTENT


@given(claims("a.txt"), claims("b.txt"), st.sampled_from(["zh", "en"]))
def test_language_changes_words_alone(left: Claim, right: Claim, language: str) -> None:
    """The language of the trace decides nothing."""
    pair = make_pair(left, right)
    assert essence(judge_pair(pair, RULES, language=language)) == essence(judge_pair(pair, RULES, language="zh"))
