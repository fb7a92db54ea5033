"""Finds one finding in a report that was saved as JSON."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from msgspec import Struct

from factcheck.model.acceptance import Acceptance, Side
from factcheck.model.errors import FactcheckError

Json = Mapping[str, Any]

#: Fewest digits by which a finding may be named.
SHORTEST = 4


class Saved(Struct, frozen=True, kw_only=True):
    """A finding of a saved report with what it refers to; `claims` are its two sides with their `documents`."""

    finding: Json
    fact: Json
    claims: tuple[Json, Json]
    documents: tuple[Json, Json]
    language: str


@contextmanager
def reading(name: str) -> Iterator[None]:
    """Turns what goes wrong with a report that is not as its schema says into a `FactcheckError`."""
    try:
        yield
    except (KeyError, TypeError, AttributeError, IndexError, ValueError) as error:
        raise FactcheckError(f"{name}: is no whole report of factcheck check --format json ({error!r})") from error


def named_in(payload: Json, finding: str, name: str) -> Acceptance:
    """What a finding is, for an acceptance still without a reason: one that is shown or one already accepted.

    Raises `FactcheckError` as `find_in`.
    """
    with reading(name):
        shown = any(entry["id"].startswith(finding) for entry in payload["findings"])
        accepted = {
            entry["id"]: entry for entry in payload.get("accepted", ()) if not shown and entry["id"].startswith(finding)
        }
        if len(finding) >= SHORTEST and len(accepted) == 1:
            (entry,) = accepted.values()
            told = [(side["document"], side["figure"]) for side in entry.get("sides", ())]
            return _accepting(entry["id"], entry.get("fact", ""), told)
        found = _found(payload, finding, name)
        sides = zip(found.claims, found.documents, strict=True)
        told = [(document["path"], claim["text"]) for claim, document in sides]
        return _accepting(found.finding["id"], found.fact["label"], told)


def _accepting(finding: str, fact: str, sides: Iterable[tuple[str, str]]) -> Acceptance:
    told = tuple(Side(document=str(document), figure=str(figure)) for document, figure in sides)
    return Acceptance(finding=str(finding), reason="", fact=str(fact), sides=told)


def find_in(payload: Json, finding: str, name: str) -> Saved:
    """The finding of that number, or the only one that begins so; `name` is what errors call the report.

    Raises `FactcheckError` where there is none, or the report is none.
    """
    with reading(name):
        return _found(payload, finding, name)


def _found(payload: Json, finding: str, name: str) -> Saved:
    if len(finding) < SHORTEST:
        raise FactcheckError(f"finding {finding}: give at least {SHORTEST} characters of its number")
    matching = {entry["id"]: entry for entry in payload["findings"] if entry["id"].startswith(finding)}
    if not matching:
        accepted = any(entry["id"].startswith(finding) for entry in payload.get("accepted", ()))
        if accepted:
            raise FactcheckError(
                f"finding {finding}: is accepted in {name}, which does not tell more; name the documents"
            )
        raise FactcheckError(f"finding {finding}: is not in {name}")
    if len(matching) > 1:
        raise FactcheckError(f"finding {finding}: {len(matching)} findings in {name} begin so; give more of its number")
    (entry,) = matching.values()
    claims = {claim["id"]: claim for claim in payload["claims"]}
    documents = {document["id"]: document for document in payload["documents"]}
    left, right = (claims[id_] for id_ in entry["claims"])
    own = [document["language"] for document in documents.values() if document["role"] == "checked"]
    return Saved(
        finding=entry,
        fact=next(fact for fact in payload["facts"] if fact["id"] == entry["fact"]),
        claims=(left, right),
        documents=(documents[left["document"]], documents[right["document"]]),
        language="en" if own.count("en") > len(own) / 2 else "zh",
    )
