"""Names that one document spells out and another only uses: learned from the claims of all of them."""

from collections.abc import Iterable, Iterator, Mapping

from factcheck.model.claim import Claim, ScopeRole

_ROLES = (ScopeRole.PLACE, ScopeRole.HOLDER)
#: Where a name stands that a document itself says is the figure's.
_OWN = frozenset({"clause"})


class TaughtNames:
    """Forms of learned names by role; a form that leads to two names leads to none."""

    def __init__(self, claims: Iterable[Claim], known: Iterable[str]) -> None:
        """`known` are names that every document is read with."""
        passed = frozenset(known)
        self._forms: Mapping[ScopeRole, dict[str, str | None]] = {role: {} for role in _ROLES}
        for claim in claims:
            for item in claim.scope:
                if item.role in self._forms and item.value not in passed and item.value.startswith(item.text):
                    forms = self._forms[item.role]
                    forms[item.text] = item.value if forms.setdefault(item.text, item.value) == item.value else None
        self._lengths = {
            role: sorted({len(form) for form in forms}, reverse=True) for role, forms in self._forms.items()
        }

    def names(self, claim: Claim, role: ScopeRole) -> frozenset[str]:
        """Whose the figure is: by its own clause as its document reads it, else as the others do."""
        items = [item for item in claim.scope if item.role is role]
        if not any(item.filler in _OWN for item in items):
            found = frozenset(self._found(claim.wording.before, role))
            if found:
                return found
        return frozenset(item.value for item in items)

    def _found(self, text: str, role: ScopeRole) -> Iterator[str]:
        forms, at = self._forms[role], 0
        while at < len(text):
            form = next(
                (text[at : at + length] for length in self._lengths[role] if text[at : at + length] in forms), ""
            )
            name = forms.get(form)
            if name:
                yield name
            at += max(1, len(form))
