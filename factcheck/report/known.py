"""Takes known differences out of what was found, and tells which acceptances do nothing any more."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date

from msgspec import Struct, field

from factcheck.model.acceptance import Acceptance, Accepted, Lapse, Stale
from factcheck.model.finding import Finding, Status
from factcheck.model.report import Documents
from factcheck.report.comments import Comment, Lines, comments
from factcheck.report.excerpt import one_line
from factcheck.report.limit import Limited
from factcheck.report.represented import Represented


class Known(Struct, frozen=True, kw_only=True):
    """What was accepted before a run, by the file `by`, and what the run could find of it.

    `today` is the day that `until` is compared with; without one nothing lapses by its date. `checked` and `archived`
    name the documents on either side; `archived` is `None` where the checked ones meet one another. Unless `heeded`,
    all is shown, whatever has been accepted, by comments too.
    """

    acceptances: Sequence[Acceptance] = ()
    by: str = ""
    today: date | None = None
    checked: Collection[str] = field(default_factory=frozenset)
    archived: Collection[str] | None = None
    heeded: bool = True

    def passed(self, acceptance: Acceptance) -> bool:
        """Whether its date has passed."""
        return acceptance.until is not None and self.today is not None and acceptance.until < self.today

    def in_reach(self, acceptance: Acceptance) -> bool:
        """Whether its pair would have been found, were it still there."""
        if not acceptance.sides:
            return False
        one, other = (side.document for side in acceptance.sides)
        if self.archived is None:
            return one in self.checked and other in self.checked
        return (one in self.checked and other in self.archived) or (other in self.checked and one in self.archived)


class Settling:
    """Sorts findings into those to show and those that are accepted, while a report is put together."""

    def __init__(self, known: Known, documents: Documents) -> None:
        self._known = known
        self._in_force = {each.finding: each for each in known.acceptances if not known.passed(each)}
        self._comments: Mapping[str, Sequence[Comment]] = {
            item.document.name: found
            for item in (documents if known.heeded else ())
            if (found := tuple(comments(documents.named(item.document.name).document)))
        }
        self._lines = {name: Lines(found) for name, found in self._comments.items()}
        self._represented = Represented(self._in_force.values())
        self._met: set[str] = set()
        self._used: set[Comment] = set()
        self.accepted: list[Accepted] = []

    def shown(self, findings: Iterable[Finding], limited: Limited) -> Iterator[Finding]:
        """The findings on a fact that nobody has accepted. Two figures that agree need no acceptance.

        Where a finding stands for pairs that were not judged, an acceptance of one of them is one of it.
        """
        standing = self._represented.among(limited)
        self._met.update(standing.findings)
        for finding in findings:
            acceptance = self._in_force.get(finding.fingerprint) or standing.of(finding.pair)
            if finding.status is Status.CONSISTENT or not self._known.heeded:
                yield finding
                continue
            told = self._told(finding, acceptance)
            if told is None:
                yield finding
            else:
                reason, by = told
                self.accepted.append(Accepted(finding=finding, fact=limited.fact.label, reason=reason, by=by))

    def stale(self) -> list[Stale]:
        """The acceptances that do nothing, after all findings were seen: those of the file, then comments."""
        if not self._known.heeded:
            return []
        found: list[Stale] = []
        for acceptance in self._known.acceptances:
            if self._known.passed(acceptance):
                found.append(self._lapsed(acceptance, Lapse.DATE_PASSED))
            elif acceptance.finding not in self._met and self._known.in_reach(acceptance):
                found.append(self._lapsed(acceptance, Lapse.NOT_FOUND))
        for name in sorted(self._comments.keys() & self._known.checked):
            found += [self._unused(comment) for comment in self._comments[name] if comment not in self._used]
        return found

    def _told(self, finding: Finding, acceptance: Acceptance | None) -> tuple[str, str] | None:
        """Why a finding is accepted and by what, `None` for one that is not."""
        if acceptance is not None:
            self._met.add(acceptance.finding)
            return acceptance.reason, self._known.by
        for claim in (finding.pair.left, finding.pair.right):
            lines = self._lines.get(claim.document)
            comment = lines.about(claim) if lines else None
            if comment is not None:
                self._used.add(comment)
                return comment.reason, comment.place
        return None

    def _lapsed(self, acceptance: Acceptance, lapse: Lapse) -> Stale:
        sides = " / ".join(f"{one_line(side.figure)} ({one_line(side.document)})" for side in acceptance.sides)
        what = " · ".join(part for part in (one_line(acceptance.fact), sides) if part) or acceptance.finding
        return Stale(what=what, reason=acceptance.reason, by=self._known.by, lapse=lapse, finding=acceptance.finding)

    def _unused(self, comment: Comment) -> Stale:
        lapse = Lapse.NO_FIGURE if comment.reason else Lapse.NO_REASON
        return Stale(what=comment.figure or comment.place, reason=comment.reason, by=comment.place, lapse=lapse)
