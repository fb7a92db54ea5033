"""Tells a document's claims in full names, as if it had written these where it has another name that the user gave.

Words are compared as characters, and nothing in 甲协 or IJA says that they are 国际甲乙协会.
"""

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from factcheck.extract.longest import Forms
from factcheck.extract.names import Mention
from factcheck.model.claim import Claim, ScopeItem, ScopeRole, Slot, Wording
from factcheck.rulebook.aliases import FullName


class Rewording:
    """Puts full names into the claims of one document; without aliases in it, they stay as they are."""

    def __init__(self, aliases: Mapping[str, FullName], text: str, mentions: Iterable[Mention]) -> None:
        """`mentions` are those of the text: a longer name that begins or ends as an alias does is not that name."""
        said = dict.fromkeys(form for _, form in Forms(aliases).find(text)) if aliases else {}
        full = {form: aliases[form].words for form in said}
        if full:
            for mention in mentions:
                words = text[mention.span.start : mention.span.end]
                known = None if mention.refers else aliases.get(mention.value)
                full.setdefault(words, known.words if known else words)
            # The owner of a figure is told by what identifies it.
            full |= {name.value: name.words for name in aliases.values()}
        self._full, self._forms = full, Forms(full)

    def claim(self, claim: Claim) -> Claim:
        """The claim in full names; what it quotes from the source stays as written."""
        if not self._full:
            return claim
        wording = claim.wording
        return replace(
            claim,
            subject=self._slot(claim.subject),
            measure=self._slot(claim.measure),
            scope=tuple(map(self._item, claim.scope)),
            wording=Wording(
                before=self.words(wording.before),
                after=self.words(wording.after),
                clause=self.words(wording.clause),
                sentence=self.words(wording.sentence),
                context=tuple(map(self.words, wording.context)),
            ),
        )

    def words(self, text: str) -> str:
        """Words with every name in full."""
        pieces, end = [], 0
        for at, form in self._forms.find(text):
            pieces += [text[end:at], self._full[form]]
            end = at + len(form)
        return "".join([*pieces, text[end:]])

    def _slot(self, slot: Slot | None) -> Slot | None:
        return replace(slot, text=self.words(slot.text)) if slot else None

    def _item(self, item: ScopeItem) -> ScopeItem:
        """An item whose value is words as written; those of places and holders are names already."""
        return replace(item, value=self.words(item.value)) if item.role is ScopeRole.OF else item
