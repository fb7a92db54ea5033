"""Decides one pair by the first rule that holds."""

from collections.abc import Callable, Mapping

from msgspec import Struct

from factcheck.judge import explain
from factcheck.judge.case import Case, Known
from factcheck.judge.conditions import try_condition
from factcheck.judge.confidence import confidence
from factcheck.judge.developing import Fellows
from factcheck.judge.trial import Trial
from factcheck.model.claim import Claim
from factcheck.model.finding import Status, Step
from factcheck.model.pair import Pair
from factcheck.model.rule import ConditionName, VerdictRule


class Verdict(Struct, frozen=True, kw_only=True):
    """What one pair came to. `status` is `None` where the figures are not comparable; then `confidence` is 0."""

    status: Status | None
    rule: str
    confidence: float
    explanation: str
    steps: tuple[Step, ...]


def judge_pair(
    pair: Pair,
    verdicts: tuple[VerdictRule, ...] | Trial,
    *,
    language: str,
    known: Known | None = None,
    fellows: Fellows | None = None,
) -> Verdict:
    """The verdict on a pair, by rules as they are or ready to be tried, with every condition tried on the way.

    `fellows` are all claims of the fact, where there are more. A rulebook of which no rule holds is a `ValueError`.
    """
    trial = verdicts if isinstance(verdicts, Trial) else Trial(verdicts)
    case = Case(
        pair=pair,
        language=language,
        terms=trial.terms,
        known=known or Known(),
        fellows=fellows or Fellows((pair.left, pair.right)),
    )
    rule, steps = trial.decide(case)
    return Verdict(
        status=rule.status,
        rule=rule.id,
        confidence=confidence(rule, rule.status, case) if rule.status else 0.0,
        explanation=rule.messages[language].format_map(_Fields(rule, case)) + _support(rule, case),
        steps=steps,
    )


class _Fields(dict[str, str]):
    """What a message may mention, each worked out where it does."""

    def __init__(self, rule: VerdictRule, case: Case) -> None:
        super().__init__()
        self._rule, self._case = rule, case

    def __missing__(self, name: str) -> str:
        side, _, what = name.partition("_")
        if what in _OF_SIDES and side in ("left", "right", "earlier", "later"):
            return _OF_SIDES[what](self._case, self._at(side))
        return _OTHERS[name](self._rule, self._case)

    def _at(self, side: str) -> int:
        """The place of a side in the pair."""
        turned = self._case.times.order > 0
        return {"left": 0, "right": 1, "earlier": int(turned), "later": int(not turned)}[side]


def _other(rule: VerdictRule, case: Case) -> Claim | None:
    """The third claim that a message is about."""
    if _asks(rule, ConditionName.NAMESAKE_DIFFERS) and case.namesake:
        return case.namesake.claim
    contradicted = case.known.contradicted
    own = next((contradicted[claim.key][0] for claim in (case.left, case.right) if claim.key in contradicted), None)
    return case.named_otherwise or own or (case.told_before if _asks(rule, ConditionName.TOLD_BEFORE) else None)


def _other_in_words(rule: VerdictRule, case: Case, shown: Callable[[Claim], str]) -> str:
    other = _other(rule, case)
    return shown(other) if other else case.word("unknown")


def _support(rule: VerdictRule, case: Case) -> str:
    """How many further texts have which of two figures that do not agree, each a sentence; empty where none has."""
    if rule.status is not Status.CONFLICTING or case.compatible or _asks(rule, ConditionName.TOLD_BEFORE):
        return ""
    return "".join(
        case.word("support" if count == 1 else "supports").format(count=count, value=explain.value(claim))
        for claim in (case.left, case.right)
        if (count := case.supporters(claim))
    )


def _asks(rule: VerdictRule, name: ConditionName) -> bool:
    return any(condition.name is name and not condition.negated for condition in rule.when)


def _scopes(rule: VerdictRule, case: Case) -> tuple[str, str, str]:
    """The role in which the rule found the scopes to differ, and the words of either, else all that narrows them."""
    for condition in rule.when:
        if condition.name is ConditionName.SCOPE_DIFFERS and not condition.negated:
            outcome = try_condition(condition, case)
            if outcome.role is not None:
                return case.word(f"differing-{outcome.role}"), *outcome.sides()
    left, right = (explain.narrowing(claim, case.terms, case.language) for claim in (case.left, case.right))
    return case.word("unknown"), left, right


_OF_SIDES: Mapping[str, Callable[[Case, int], str]] = {
    "value": lambda case, at: case.written[at],
    "period": lambda case, at: case.periods[at],
    "document": lambda case, at: explain.document((case.left, case.right)[at]),
    "measure": lambda case, at: explain.measure((case.left, case.right)[at], case.terms, case.language),
}
_OTHERS: Mapping[str, Callable[[VerdictRule, Case], str]] = {
    "differing": lambda rule, case: _scopes(rule, case)[0],
    "left_scope": lambda rule, case: _scopes(rule, case)[1],
    "right_scope": lambda rule, case: _scopes(rule, case)[2],
    "name": lambda _, case: case.namesake.name if case.namesake else case.word("unknown"),
    "other_value": lambda rule, case: _other_in_words(rule, case, explain.value),
    "other_document": lambda rule, case: _other_in_words(rule, case, explain.document),
    "what": lambda _, case: explain.what(case.left) or explain.what(case.right) or case.word("unknown"),
    "periods": lambda _, case: case.both_periods,
    "days": lambda _, case: str(max(case.times.days, 1)),
}
