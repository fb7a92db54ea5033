"""Pairs to findings: conditions, the first rule that holds, and its trace."""

from factcheck.judge.facts import judge_fact, judge_facts
from factcheck.judge.verdict import Verdict, judge_pair

__all__ = ["Verdict", "judge_fact", "judge_facts", "judge_pair"]
