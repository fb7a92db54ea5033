"""Identifies a pair by what it says, so that a known difference can be accepted and lapses when a figure changes."""

import hashlib
import json
from datetime import datetime
from decimal import Decimal

from factcheck.model.claim import Claim
from factcheck.model.pair import Pair

_LENGTH = 20


def fingerprint(pair: Pair) -> str:
    """Twenty hex digits over both claims' document, subject, measure, scope, kind, period and value.

    Symmetric, and without positions, wording or verdict.
    """
    return fingerprint_of(side(pair.left), side(pair.right))


def fingerprint_of(one: str, other: str) -> str:
    """The same from what `side` says of the two claims."""
    return hashlib.sha256("\n".join(sorted((one, other))).encode()).hexdigest()[:_LENGTH]


def side(claim: Claim) -> str:
    """What a claim brings to the fingerprints of its pairs."""
    quantity, period = claim.quantity, claim.period
    parts = [
        claim.document,
        claim.subject.text if claim.subject else None,
        claim.measure.text if claim.measure else None,
        sorted([item.role.value, item.value] for item in claim.scope),
        claim.kind.value,
        [_moment(period.start), _moment(period.end), period.aspect.value],
        [_number(quantity.base_low), _number(quantity.base_high), quantity.dimension, quantity.modifier.value],
    ]
    return json.dumps(parts, ensure_ascii=False)


def _moment(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()


def _number(number: Decimal | None) -> str | None:
    return None if number is None else format(number.normalize(), "f")
