"""Tries the rules on one pair after another: each condition once a pair, however many rules ask for it."""

from collections.abc import Hashable, Iterator
from functools import cache

from factcheck.judge.case import Case
from factcheck.judge.conditions import Outcome, try_condition
from factcheck.model.finding import Step
from factcheck.model.rule import Condition, ConditionName, VerdictRule

#: What takes looking through other claims, or sums; where nobody asks what was tried, these are tried last of a rule.
_LABORIOUS = frozenset(
    {
        ConditionName.SCOPE_DIFFERS,
        ConditionName.VALUES_COMPATIBLE,
        ConditionName.DIRECTIONS_OPPOSED,
        ConditionName.DIGITS_SWAPPED,
        ConditionName.FALLS,
        ConditionName.CHANGE_STEEP,
        ConditionName.PLAN_MET,
        ConditionName.WORDED,
        ConditionName.FACT_WORDED,
        ConditionName.TOLD_BY_THE_HOUR,
        ConditionName.MOVES_BY_THE_DAY,
        ConditionName.TOLD_BEFORE,
        ConditionName.OWN_NAME_DIFFERS,
        ConditionName.NAMESAKE_DIFFERS,
    }
)
_Numbered = tuple[int, Condition]


class Trial:
    """The rules in their order. With `traced` it says what was tried, in the order in which the rules ask."""

    def __init__(self, verdicts: tuple[VerdictRule, ...], *, traced: bool = True) -> None:
        self.terms, self._traced, self._verdicts = verdicts[0].terms, traced, verdicts
        numbers: dict[Hashable, int] = {}
        self._asked: list[list[_Numbered]] = [
            [(numbers.setdefault(_asked(condition), len(numbers)), condition) for condition in rule.when]
            for rule in verdicts
        ]
        self._quickest = [sorted(asked, key=lambda each: each[1].name in _LABORIOUS) for asked in self._asked]
        #: For each condition the rules, as bits, that are left where it fails and where it holds.
        self._left = [[-1, -1] for _ in numbers]
        for at, asked in enumerate(self._asked):
            for number, condition in asked:
                self._left[number][condition.negated] &= ~(1 << at)

    def decide(self, case: Case) -> tuple[VerdictRule, tuple[Step, ...]]:
        """The first rule that holds, and every condition tried on the way, none where that is not asked.

        A rulebook of which no rule holds is a `ValueError`.
        """
        known: dict[int, Outcome] = {}
        left = (1 << len(self._verdicts)) - 1
        while left:
            at = (left & -left).bit_length() - 1
            for number, condition in self._quickest[at]:
                if number not in known:
                    outcome = known[number] = try_condition(condition, case)
                    left &= self._left[number][outcome.held]
                    if not left >> at & 1:
                        break
            else:
                return self._verdicts[at], tuple(self._steps(at, case, known)) if self._traced else ()
        raise ValueError("no rule holds: the last one must be `otherwise`")

    def _steps(self, last: int, case: Case, known: dict[int, Outcome]) -> Iterator[Step]:
        """What is tried up to a rule: of each before it the conditions up to the first that fails."""
        shown: dict[int, tuple[str, str]] = {}
        for rule, asked in zip(self._verdicts[: last + 1], self._asked, strict=False):
            for number, condition in asked:
                if number not in known:
                    known[number] = try_condition(condition, case)
                if number not in shown:
                    shown[number] = known[number].sides()
                held = known[number].held is not condition.negated
                left, right = shown[number]
                phrase = _phrase(rule.id, condition.phrases[case.language])
                yield Step(condition=phrase, held=held, left=left, right=right)
                if not held:
                    break


_ARGUMENTS = tuple(name for name in Condition.__struct_fields__ if name not in ("negated", "phrases"))


def _asked(condition: Condition) -> Hashable:
    """What a condition asks, whether it is to hold or not."""
    return tuple(getattr(condition, name) for name in _ARGUMENTS)


@cache
def _phrase(rule: str, words: str) -> str:
    """How a step names a rule's condition: one text for all pairs, as there are many steps to a pair."""
    return f"{rule} {words}"
