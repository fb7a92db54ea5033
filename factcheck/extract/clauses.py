"""Reads who did what to what in the clauses of a language whose words stand apart: The firm sold 3,000 cars.

A figure stands behind its predicate or in front of it. A verb that tells what was done is part of the measure (sold
cars, killed people), and whoever did it is the subject; a verb that only leads to a level leaves the phrase in front of
it as the measure (deliveries rose to 3,000 cars).
"""

import re
from collections.abc import Callable, Sequence
from itertools import takewhile
from typing import NamedTuple

from factcheck.extract.chunks import Chunker
from factcheck.extract.frame import MASK, Place
from factcheck.rulebook.alternation import alternation
from factcheck.rulebook.lexicon import Lexicon


class Told(NamedTuple):
    """The measure that the words around a figure tell, and who did or has it; `None` where they do not say who."""

    measure: str
    agent: str | None


class Clauses:
    """Reads the clauses of one language; built once per lexicon."""

    def __init__(self, chunker: Chunker, lexicon: Lexicon) -> None:
        words, synonyms = lexicon.words, lexicon.synonyms
        self._chunker = chunker
        self._void = words.decoration | words.pointers | words.whole | words.generic
        moving = (words.rise | words.fall | words.arrival) - words.attached
        self._changes = (words.rise | words.fall) - words.arrival
        light = {word for word, role in synonyms.roles.items() if role in synonyms.light | synonyms.placing}
        verbs = alternation((words.verbs | words.outcomes) - moving - words.decoration - light)
        #: Verbs that say more than that something was done.
        self._telling = (synonyms.canonical.keys() - light) | words.flow | words.stock | words.outcomes
        self._predicate = re.compile(
            rf"(?<![\w-])(?:(?P<verb>{verbs})|(?P<moving>{alternation(moving)}))(?![\w-])", re.I
        )
        helping, belonging = alternation(words.auxiliaries), alternation(words.belonging)
        # What has been done to what is counted, or what it did; what it is doing says no more than where it is met.
        over = "".join(f"(?<!{re.escape(ending)})" for ending in sorted(words.lasting))
        self._behind = re.compile(rf"(?: (?:{helping}))*+ (?P<verb>{verbs}){over}(?![\w-])", re.I)
        self._units = re.compile(rf"(?:{alternation(words.counters)}) (?:{belonging}) ", re.I)
        self._of = re.compile(rf" (?:{belonging}) (?:(?:{alternation(words.determiners)}) )?", re.I)
        self._part = re.compile(rf" (?:{belonging}) (?:(?:{alternation(words.fillers)}) )?[{MASK}]*$", re.I)
        self._owner = re.compile(rf"(?P<owner>.+?)(?:{alternation(lexicon.names.possessive)})(?: (?P<own>.+))?$")

    def counted(self, noun: str, place: Place, before: str, is_name: Callable[[str], bool]) -> Told | None:
        """What the figure of a noun that is counted measures; `None` where the noun says all that is said.

        `before` are the words in front of the figure that may tell of it; `is_name` says of a phrase whether it is only
        a name, which measures nothing.
        """
        after = place.after
        lead = place.around[0] if place.around and place.item.start > place.clause.start else ""
        behind = self._behind.match(after, after.index(noun) + len(noun))
        units = self._units.match(noun)
        noun = noun[units.end() :] if units else noun
        if behind:
            return Told(f"{behind['verb']} {noun}", None)
        predicate = self._last(before)
        if predicate is None:
            # The items of a list share the verb of the first.
            predicate = self._last(lead)
            shared = self._done(predicate, lead, noun) if predicate and self._tells(predicate) else None
            return self._belongs(before, noun, is_name) or shared
        if self._phrases(before[predicate.end() :]):
            return self._belongs(before, noun, is_name)
        if predicate["verb"] or self._takes(predicate, before, noun):
            return self._done(predicate, before, noun)
        return self._head(before[: predicate.start()], is_name)

    def measured(self, before: str, after: str) -> Told | None:
        """What an amount measures that a telling verb leads to (imported $3 million of rice); `None` without one."""
        predicate = self._last(before)
        if predicate is None or not self._tells(predicate) or self._phrases(before[predicate.end() :]):
            return None
        return self._done(predicate, before, self._thing(after))

    def _takes(self, predicate: re.Match[str], before: str, noun: str) -> bool:
        """Whether a verb of change is said of what is counted (lost 20 ships), and not of what comes to so many."""
        changes = predicate[0].lower() in self._changes and noun.lower() not in self._void
        return changes and not before[predicate.end() :].strip(f" {MASK}")

    def _done(self, predicate: re.Match[str], words: str, thing: str) -> Told:
        return Told(f"{predicate[0]} {thing}".rstrip(), self._agent(words[: predicate.start()]))

    def _tells(self, predicate: re.Match[str]) -> bool:
        return (predicate["verb"] or "").lower() in self._telling

    def _last(self, words: str) -> re.Match[str] | None:
        last = None
        for match in self._predicate.finditer(words):
            last = match
        return last

    def _thing(self, after: str) -> str:
        """What an amount is of (3 million tonnes of rice), empty where it does not say."""
        of = self._of.match(after)
        phrases = self._phrases(after[of.end() :]) if of else ()
        return phrases[0] if of and phrases and after.startswith(phrases[0], of.end()) else ""

    def _belongs(self, before: str, noun: str, is_name: Callable[[str], bool]) -> Told | None:
        """A noun with the phrase that it belongs to (sales of 300 cars), `None` where there is none."""
        part = self._part.search(before)
        head = self._head(before[: part.start()], is_name) if part else None
        if part is None or head is None or not before[: part.start()].endswith(head.measure):
            return None
        return head._replace(measure=f"{head.measure} {noun}")

    def _agent(self, words: str) -> str | None:
        """The first phrase behind an earlier predicate, else in front of it."""
        earlier = self._last(words)
        phrases = (self._phrases(words[earlier.end() :]) if earlier else ()) or self._phrases(words)
        return phrases[0] if phrases else None

    def _head(self, words: str, is_name: Callable[[str], bool]) -> Told | None:
        """The last phrase that is no name, and whose it is (the firm's sales); `None` for no phrase or but an owner."""
        phrases = self._phrases(words)
        names = list(takewhile(is_name, reversed(phrases)))
        phrases = phrases[: len(phrases) - len(names)]
        if not phrases:
            return None
        owned = self._owner.match(phrases[-1])
        if owned:
            return Told(owned["own"], owned["owner"]) if owned["own"] else None
        return Told(phrases[-1], names[0] if names else phrases[-2] if len(phrases) > 1 else None)

    def _phrases(self, words: str) -> Sequence[str]:
        phrases = (words[start:end] for start, end in self._chunker.chunks(words))
        return [each for each in phrases if each.lower() not in self._void and not any(map(str.isdigit, each))]
