"""Splits a block of the view into sentences, with quotes and brackets kept whole.

A sentence ends at 。！？, at an ellipsis, and at an English full stop that a capital follows and no abbreviation leads.
It does not end at ；, which separates clauses, nor inside brackets or a short quote.
"""

import re
from collections.abc import Container, Iterator, Sequence
from itertools import chain, islice
from typing import NamedTuple

from factcheck.model.layout import LayoutLexicon
from factcheck.model.span import Span

#: What any mark begins with is looked at first, since most characters are none.
_TOKEN = re.compile(
    r"(?=[。!?…⋯.“”‘’「」『』()\[\]《》【】\"])(?:[。!?]+|[…⋯]+|\.{3,}"
    r"|(?<=[㐀-鿿])\.(?=[㐀-鿿“(]|$)"
    r"|\.(?=[”’)\]\"']{0,3}(?: |$))|(?<=[a-z0-9%)’”\"])\.(?=[A-Z“][A-Za-z’]|[A-Z] )"
    r"|[“”‘’「」『』()\[\]《》【】\"])"
)
_CLOSED_BY = {"“": "”", "‘": "’", "「": "」", "『": "』", "(": ")", "[": "]", "《": "》", "【": "】"}
_OPENED_BY = {closing: opening for opening, closing in _CLOSED_BY.items()}
_QUOTES = frozenset('“‘「『"')
_STRAIGHT = '"'
#: Longest quote and longest bracket, in characters, that no sentence ends in.
_QUOTE_LENGTH, _BRACKET_LENGTH = 40, 300
_SEARCH_DEPTH = 4
_NO_END_BEFORE = frozenset(",、;:)]》」』”’")
_WORD = re.compile(r"[^\W_]")
#: Pieces of text up to this length are looked at for a letter before they count as a sentence.
_MARKS_ALONE = 4
_BATCH = 50_000
_WORD_BEFORE = re.compile(r"[A-Za-z.]{1,12}$")
_STARTER = re.compile(r" *[\"“‘'(\[$€£¥]*(?:[A-Z0-9]|[^\x00-\u2e7f])")
_CAPITAL = re.compile(' +["“‘(]*[A-Z]')
_CODE = re.compile("[0-9A-Za-z/=&]")


class _Token(NamedTuple):
    start: int
    end: int
    text: str


def split_sentences(text: str, layout: LayoutLexicon) -> list[Span]:
    """The sentences of a block, in order, without the blanks around them; together they hold all else.

    What holds no letter and no digit is no sentence of its own: it belongs to the one before.
    """
    spans: list[Span] = []
    start = 0
    for end in chain(_all_ends(text, layout), (len(text),)):
        first, last = _trimmed(text, start, end)
        if spans and last - first <= _MARKS_ALONE and not _WORD.search(text, first, last):
            spans[-1] = Span(spans[-1].start, max(last, spans[-1].end))
        elif first < last:
            spans.append(Span(first, last))
        start = end
    return spans


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] == " ":
        start += 1
    while end > start and text[end - 1] == " ":
        end -= 1
    return start, end


def _all_ends(text: str, layout: LayoutLexicon) -> Iterator[int]:
    """Offsets after which a new sentence begins; the marks are taken by the thousand, to bound the memory."""
    marks = _TOKEN.finditer(text)
    while tokens := [_Token(match.start(), match.end(), match[0]) for match in islice(marks, _BATCH)]:
        yield from _ends(text, tokens, layout)


def _ends(text: str, tokens: Sequence[_Token], layout: LayoutLexicon) -> Iterator[int]:
    """Offsets after which a new sentence begins, ascending."""
    partners = _partners(tokens)
    closings = set(partners.values())
    guarded_to = 0
    for at, token in enumerate(tokens):
        if token.text in _QUOTES or token.text in _CLOSED_BY:
            close = partners.get(at)
            if close is not None and _is_guarded(token, tokens[close]):
                guarded_to = max(guarded_to, _guard_end(text, tokens, at, close))
            continue
        if token.start < guarded_to or token.text in _OPENED_BY:
            continue
        if _ends_sentence(text, token, layout):
            yield _with_closers(tokens, at, closings)


def _partners(tokens: Sequence[_Token]) -> dict[int, int]:
    """Positions of opening quotes and brackets with those of their closing ones; unmatched ones are left out."""
    partners: dict[int, int] = {}
    stack: list[int] = []
    for at, token in enumerate(tokens):
        is_open = any(tokens[one].text == _STRAIGHT for one in stack[-_SEARCH_DEPTH:])
        if token.text in _CLOSED_BY or (token.text == _STRAIGHT and not is_open):
            stack.append(at)
        elif token.text in _OPENED_BY or token.text == _STRAIGHT:
            opening = _OPENED_BY.get(token.text, _STRAIGHT)
            for depth in range(1, min(_SEARCH_DEPTH, len(stack)) + 1):
                if tokens[stack[-depth]].text == opening:
                    partners[stack[-depth]] = at
                    del stack[-depth:]
                    break
    return partners


def _is_guarded(opening: _Token, closing: _Token) -> bool:
    limit = _QUOTE_LENGTH if opening.text in _QUOTES else _BRACKET_LENGTH
    return closing.end - opening.start <= limit


def _guard_end(text: str, tokens: Sequence[_Token], opening: int, closing: int) -> int:
    """Up to where no sentence ends: past the closing mark, or up to the stop before it where a speech ends with it."""
    is_speech = tokens[opening].text in _QUOTES and text.endswith(":", 0, tokens[opening].start)
    last = tokens[closing - 1]
    if (
        (is_speech or _CAPITAL.match(text, tokens[closing].end))
        and last.end == tokens[closing].start
        and last.text[0] in "。!?…."
    ):
        return last.start
    return tokens[closing].end


def _with_closers(tokens: Sequence[_Token], at: int, closings: Container[int]) -> int:
    """The end of a stop with the quotes and brackets that close right after it."""
    end = tokens[at].end
    for follow in range(at + 1, min(at + 1 + _SEARCH_DEPTH, len(tokens))):
        token = tokens[follow]
        if token.start != end or (token.text not in _OPENED_BY and follow not in closings):
            break
        end = token.end
    return end


def _ends_sentence(text: str, token: _Token, layout: LayoutLexicon) -> bool:
    mark, follow = token.text[0], text[token.end : token.end + 1]
    if mark in "…⋯":
        return not follow or (follow not in _NO_END_BEFORE and not text.startswith(layout.continuations, token.end))
    if mark == ".":
        return _stops(text, token, layout)
    in_code = mark in "!?" and token.start > 0 and _CODE.match(text, token.start - 1) and _CODE.match(text, token.end)
    return not in_code


def _stops(text: str, token: _Token, layout: LayoutLexicon) -> bool:
    """Whether an English full stop ends a sentence."""
    word = _WORD_BEFORE.search(text, max(0, token.start - 12), token.start)
    lead = word[0] if word else ""
    if lead in layout.abbreviations or (len(lead) == 1 and lead.isupper()):
        return False
    after = text[token.end : token.end + 8].lstrip("”’)]\"'")
    return not after or _STARTER.match(after) is not None
