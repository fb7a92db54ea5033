"""Names that one document spells out and another only uses: learned from the claims of all of them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from factcheck.model.claim import Claim, ScopeItem, ScopeRole

_ROLES = (ScopeRole.PLACE, ScopeRole.HOLDER)


def said(item: ScopeItem) -> bool:
    """Whether the figure's own clause says what narrows it, rather than what stands around."""
    return item.filler == "clause"


def mentioned(item: ScopeItem) -> bool:
    """Whether what narrows a figure is only mentioned in passing, in a clause or sentence about something else."""
    return item.filler == "passing"


class TaughtNames:
    """Forms of the names that documents spell out (甲水 of 甲水县); a form that leads to two names leads to none."""

    def __init__(self, claims: Iterable[Claim], known: Iterable[str]) -> None:
        """`known` are names that every document is read with."""
        passed = frozenset(known)
        self._forms = {role: _Forms() for role in _ROLES}
        for claim in claims:
            for item in claim.scope:
                if item.role in self._forms and item.value not in passed and item.value.startswith(item.text):
                    self._forms[item.role].add(item.text, item.value)

    def names(self, claim: Claim, role: ScopeRole) -> frozenset[str]:
        """Whose the figure is: by its own clause as its document reads it, else as the others do."""
        items = [item for item in claim.scope if item.role is role]
        if not any(map(said, items)):
            found = frozenset(self._forms[role].names(claim.wording.before))
            if found:
                return found
        return frozenset(item.value for item in items)


class _Forms:
    """The forms of names of one role, by their first characters, so that few are tried at each place of a text."""

    def __init__(self) -> None:
        self._names: dict[str, str | None] = {}
        self._lengths: defaultdict[str, set[int]] = defaultdict(set)

    def add(self, form: str, name: str) -> None:
        """Learns that a form is a name's."""
        self._names[form] = name if self._names.setdefault(form, name) == name else None
        self._lengths[form[:1]].add(len(form))

    def names(self, text: str) -> Iterator[str]:
        """The names whose forms stand in a text, without overlap; of forms that begin together the longest counts."""
        at = 0
        while at < len(text):
            form = self._longest(text, at)
            name = self._names.get(form)
            if name:
                yield name
            at += max(1, len(form))

    def _longest(self, text: str, at: int) -> str:
        lengths = sorted(self._lengths.get(text[at], ()), reverse=True)
        if not lengths or _splits_word(text, at):
            return ""
        ends = (at + length for length in lengths)
        return next((text[at:end] for end in ends if text[at:end] in self._names and not _splits_word(text, end)), "")


def _splits_word(text: str, at: int) -> bool:
    """Whether a place in a text lies within a word of Latin script, whose parts are no names (Leesburg is not Lee)."""
    around = text[max(0, at - 1) : at + 1]
    return len(around) == 2 and around.isascii() and around.isalnum()
