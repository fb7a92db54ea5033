"""Reads words that may state the same fact, and puts one word of each group in place of the others."""

from collections.abc import Collection, Mapping
from pathlib import Path
from types import MappingProxyType

from msgspec import Struct

from factcheck.rulebook.numbers import phrase
from factcheck.rulebook.source import Entry, read_rule_file
from factcheck.rulebook.wordlist import WordList


class SynonymLexicon(Struct, frozen=True, kw_only=True, eq=False):
    """The synonyms of a language; its synonyms.yaml says what each part means.

    `canonical` leads from each word to the first of its group, which leads to itself; `roles` from each word to the
    role of its group. Both hold lower-case words. `light` are the roles whose words say next to nothing, `placing`
    those whose words only say that something has a rank. `listed` are the words of groups, and those that hide them.
    """

    canonical: Mapping[str, str]
    roles: Mapping[str, str]
    light: frozenset[str]
    placing: frozenset[str]
    listed: WordList

    def fold(self, text: str) -> str:
        """The text with the canonical word in place of every synonym; words are read once, from left to right.

        Ask `ContrastLexicon` about the unfolded text: a longer canonical word may hide one that contrasts.
        """
        pieces, read = [], 0
        for start, end in self.listed.find(text):
            pieces += [text[read:start], self.canonical.get(text[start:end].lower(), text[start:end])]
            read = end
        return "".join([*pieces, text[read:]])

    def role(self, word: str) -> str | None:
        """The role of a word's group, or `None` for a word of no group."""
        return self.roles.get(word.lower())

    def is_light(self, word: str) -> bool:
        """Whether a word's role is one whose words are in so many sentences that sharing one says next to nothing."""
        return self.role(word) in self.light


def load_synonyms(path: Path, *, spaced: bool) -> SynonymLexicon:
    """Reads synonyms.yaml. `spaced` says whether the language's words stand apart."""
    root = read_rule_file(path).mapping(required="light placing groups kept")
    canonical: dict[str, str] = {}
    roles: dict[str, str] = {}
    for role, groups in root["groups"].pairs():
        for group in groups.items():
            words = _words(group)
            for word in words:
                if word in canonical:
                    raise group.error(f"{word!r} is already in the group of {canonical[word]!r}")
                canonical[word], roles[word] = words[0], role.text()
    light, placing = (_roles(root[name], roles.values()) for name in ("light", "placing"))
    kept = {phrase(word).lower() for word in root["kept"].texts()}
    both = sorted(kept & canonical.keys())
    if both:
        raise root["kept"].error(f"{both[0]!r} is kept, yet in the group of {canonical[both[0]]!r}")
    return SynonymLexicon(
        canonical=MappingProxyType(canonical),
        roles=MappingProxyType(roles),
        light=light,
        placing=placing,
        listed=WordList(canonical.keys() | kept, whole=spaced),
    )


def _roles(entry: Entry, known: Collection[str]) -> frozenset[str]:
    """Roles, each of which some group has."""
    named = frozenset(entry.texts())
    unknown = sorted(named.difference(known))
    if unknown:
        raise entry.error(f"{unknown[0]!r} is no role of `groups`")
    return named


def _words(group: Entry) -> tuple[str, ...]:
    words = tuple(phrase(word).lower() for word in group.texts())
    if len(words) < 2:
        raise group.error("a group has two words or more")
    return words
