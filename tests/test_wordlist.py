"""Word lists find what an expression of all their words would find."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.rulebook.alternation import alternation
from factcheck.rulebook.wordlist import WordList

WORDS = ["ab", "abba", "a b", "b", "1a", "a.", "产", "产量", "出口产", "量出口产量", "Aa"]
TEXTS = st.text("aAbB_ 1.产量出口", max_size=12)


@pytest.mark.parametrize("whole", [False, True], ids=["parts", "whole"])
@given(text=TEXTS)
def test_words_are_found_as_by_an_expression(whole: bool, text: str) -> None:
    """Words are looked up as an expression of them all would find them, wherever a text ends."""
    before, behind = (r"(?<!\w)", r"(?!\w)") if whole else ("", "")
    expression = re.compile(f"{before}{alternation(WORDS)}{behind}", re.I)
    assert list(WordList(WORDS, whole=whole).find(text)) == [match.span() for match in expression.finditer(text)]


@given(text=TEXTS)
def test_capitals_are_heeded_where_they_tell(text: str) -> None:
    """A cased list knows its words in no other case than theirs."""
    expression = re.compile(alternation(WORDS))
    found = WordList(WORDS, whole=False, cased=True).find(text)
    assert list(found) == [match.span() for match in expression.finditer(text)]


def test_no_words_are_nowhere() -> None:
    """An empty list finds nothing, as its expression does."""
    assert list(WordList((), whole=False).find("产量")) == []


@given(words=st.lists(st.text("ab产量出", min_size=1, max_size=3), max_size=80), text=TEXTS)
def test_the_longest_word_is_found(words: list[str], text: str) -> None:
    """An alternation of many words or few matches the longest that begins at a place."""
    flat = "|".join(sorted(map(re.escape, words), key=len, reverse=True)) or "(?!)"
    assert re.findall(alternation(words), text) == re.findall(flat, text)
