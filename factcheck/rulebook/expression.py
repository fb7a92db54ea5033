"""A regular expression of a rule file, which few texts need: compiled when one does."""

import re
from functools import cached_property

from msgspec import Struct

from factcheck.rulebook.location import is_shipped
from factcheck.rulebook.source import Entry


class Expression(Struct, frozen=True, kw_only=True, eq=False, dict=True):
    """An expression that is asked as `re.Pattern` would be."""

    source: str

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The expression, compiled when a text first needs it."""
        return re.compile(self.source)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """What it matches of a whole text."""
        return self.pattern.fullmatch(text)

    def match(self, text: str) -> re.Match[str] | None:
        """What it matches at the head of a text."""
        return self.pattern.match(text)

    def search(self, text: str) -> re.Match[str] | None:
        """What it first matches in a text."""
        return self.pattern.search(text)


def read_expression(entry: Entry, frame: str = "{}") -> Expression:
    """The expression of an entry, put into a `frame`; a wrong one of the user's is an error at once.

    Those that are shipped the tests compile: as many as there are, doing so takes a twentieth of a draft's check.
    """
    expression = Expression(source=frame.format(entry.text()))
    if not is_shipped(entry.path):
        try:
            re.compile(expression.source)
        except re.error as error:
            raise entry.error(f"not a regular expression: {error}") from error
    return expression
