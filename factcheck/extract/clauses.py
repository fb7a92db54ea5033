"""Reads who did what to what in the clauses of a language whose words stand apart: The firm sold 3,000 cars.

A figure stands behind its predicate or in front of it. A verb that tells what was done is part of the measure (cars
sold, people killed), whose agent is the subject; a verb that only leads to a level leaves the noun in front of it as
the measure (deliveries rose to 3,000).
"""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from factcheck.extract.chunks import Chunker
from factcheck.extract.frame import MASK
from factcheck.rulebook.alternation import alternation
from factcheck.rulebook.lexicon import Lexicon


class Told(NamedTuple):
    """What the words around a figure say of it: the measure, and who did it or has it; `None` where they do not say."""

    measure: str | None
    agent: str | None


class Clauses:
    """Reads the clauses of one language; built once per lexicon."""

    def __init__(self, chunker: Chunker, lexicon: Lexicon) -> None:
        words, synonyms = lexicon.words, lexicon.synonyms
        self._chunker = chunker
        self._void = words.decoration | words.pointers | words.whole | words.generic
        self._generic, self._counters = words.generic, words.counters
        moving = (words.rise | words.fall | words.arrival) - words.attached
        light = {word for word, role in synonyms.roles.items() if role in synonyms.light | synonyms.placing}
        telling = {word for word in synonyms.canonical if word not in light} | words.flow | words.stock | words.outcomes
        verbs = (words.verbs | words.outcomes) - moving - words.decoration - light
        self._telling = frozenset(word.lower() for word in telling)
        self._predicate = re.compile(
            rf"(?<![\w-])(?:(?P<verb>{alternation(verbs)})|(?P<moving>{alternation(moving)}))(?![\w-])", re.I
        )
        helping = alternation(words.auxiliaries)
        self._behind = re.compile(rf"(?:[ ](?:{helping}))*[ ](?P<verb>{alternation(verbs)})(?![\w-])", re.I)
        self._of = re.compile(rf"(?:{alternation(words.counters)})[ ](?:{alternation(words.attached)})[ ]", re.I)
        self._object = re.compile(rf"[ ](?:of|worth of)[ ](?:(?:{alternation(words.determiners)})[ ])?", re.I)
        self._belonging = re.compile(rf" of (?:some |about |around |nearly |almost |over |more than |at least )?[{MASK}]*$")
        owning = alternation(lexicon.names.possessive)
        self._owner = re.compile(rf"(?P<owner>.+?)(?:{owning})(?:[ ](?P<own>.+))?$")

    def read(self, before: str, after: str, noun: str | None, lead: str) -> Told | None:
        """What the words before and behind a figure say; `None` where they have no predicate that tells.

        `noun` is what the figure counts, `lead` the words of the clause in front of the figure's item.
        """
        predicate = self._last(before)
        governs = predicate is not None and not self._phrases(before[predicate.end() :])
        if noun:
            noun, rest = self._counted(noun), after[len(after) - len(after.lstrip()) + len(noun) :]
            behind = self._behind.match(rest)
            if behind:
                return Told(f"{behind['verb']} {noun}", None)
            if predicate is None:
                predicate = self._last(lead)
                if predicate and predicate["verb"] and predicate["verb"].lower() in self._telling:
                    return Told(f"{predicate['verb']} {noun}", self._agent(lead[: predicate.start()]))
                return None
            if not governs:
                return self._of_what(before, noun)
            if predicate["verb"]:
                return Told(f"{predicate['verb']} {noun}", self._agent(before[: predicate.start()]))
            return self._head(before[: predicate.start()])
        if not governs or predicate is None:
            return None
        if predicate["verb"] and predicate["verb"].lower() in self._telling:
            thing = self._thing(after)
            return Told(" ".join(filter(None, (predicate["verb"], thing))), self._agent(before[: predicate.start()]))
        return None

    def _of_what(self, before: str, noun: str) -> Told | None:
        """A noun with the one that it belongs to (sales of 300 cars)."""
        link = self._belonging.search(before)
        phrases = self._phrases(before[: link.start()]) if link else ()
        if not link or not phrases or not before[: link.start()].endswith(phrases[-1]):
            return None
        owned = self._owner.match(phrases[-1])
        head, agent = (owned["own"], owned["owner"]) if owned and owned["own"] else (phrases[-1], None)
        return Told(f"{head} {noun}", agent or (phrases[-2] if len(phrases) > 1 else None))

    def _last(self, words: str) -> re.Match[str] | None:
        last = None
        for match in self._predicate.finditer(words):
            last = match
        return last

    def _counted(self, noun: str) -> str:
        """A noun without the word that only says how it is counted (units of cars)."""
        of = self._of.match(noun)
        return noun[of.end() :] if of else noun

    def _thing(self, after: str) -> str | None:
        """What an amount is of (3 million tonnes of rice)."""
        link = self._object.match(after)
        phrases = self._phrases(after[link.end() :]) if link else ()
        return phrases[0] if phrases and after.startswith(phrases[0], link.end() if link else 0) else None

    def _agent(self, words: str) -> str | None:
        """The first phrase behind an earlier predicate, else in front of it."""
        earlier = self._last(words)
        phrases = (self._phrases(words[earlier.end() :]) if earlier else ()) or self._phrases(words)
        return phrases[0] if phrases else None

    def _head(self, words: str) -> Told | None:
        """The phrase in front of a predicate that leads to a level, and whose it is (the firm's sales)."""
        phrases = self._phrases(words)
        if not phrases:
            return None
        owned = self._owner.match(phrases[-1])
        if owned is None:
            return Told(phrases[-1], phrases[-2] if len(phrases) > 1 else None)
        return Told(owned["own"], owned["owner"]) if owned["own"] else None

    def _phrases(self, words: str) -> Sequence[str]:
        phrases: Iterable[str] = (words[start:end] for start, end in self._chunker.chunks(words))
        return [each for each in phrases if each.lower() not in self._void and not any(map(str.isdigit, each))]
