"""Reads what the page of a report says of a pair in the command that it copies."""

import base64
import binascii
import json

from msgspec import Struct

from factcheck.model.acceptance import Side
from factcheck.model.errors import FactcheckError


class Told(Struct, frozen=True, kw_only=True):
    """A pair as people know it: the fact and both sides."""

    fact: str
    sides: tuple[Side, Side]


def parse_pair(token: str) -> Told:
    """The pair of a token: base64url without padding, of a JSON list of the fact and each side's document and figure.

    So no shell finds anything of its own in what documents say. Raises `FactcheckError` for what is none.
    """
    try:
        padded = token + "=" * (-len(token) % 4)
        told = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True).decode("utf-8"))
    except (binascii.Error, ValueError, RecursionError) as error:
        raise _refused() from error
    if not isinstance(told, list) or len(told) != 5 or not all(isinstance(part, str) for part in told):
        raise _refused()
    fact, *sides = told
    return Told(fact=fact, sides=(Side(document=sides[0], figure=sides[1]), Side(document=sides[2], figure=sides[3])))


def _refused() -> FactcheckError:
    return FactcheckError("--pair: is no whole pair; copy the command of the page again")
