"""Two claims that state one fact, and the fact."""

from msgspec import Struct

from factcheck.model.claim import Claim

#: Up to this many claims all pairs of a fact are made; beyond, as many stand for the others.
CLAIMS_PER_FACT = 40


class Level(Struct, frozen=True, kw_only=True):
    """What one comparison of two claims came to: the comparison, the named level reached and its weight in bits."""

    comparison: str
    level: str
    weight: float


class Pair(Struct, frozen=True, kw_only=True):
    """Two claims in the order of their keys, with the likelihood that they state one fact (0 to 1) and its levels."""

    left: Claim
    right: Claim
    likelihood: float
    levels: tuple[Level, ...]

    def __post_init__(self) -> None:
        if self.left.key >= self.right.key:
            raise ValueError("a pair's left claim comes first")
        if not 0 <= self.likelihood <= 1:
            raise ValueError(f"likelihood {self.likelihood} is not between 0 and 1")

    def level(self, comparison: str) -> str | None:
        """The level that a comparison reached, `None` where it was not made."""
        return next((level.level for level in self.levels if level.comparison == comparison), None)


class Fact(Struct, frozen=True, kw_only=True):
    """Claims of one subject, measure, scope and kind, in the order of their keys, with the pairs among them.

    Beyond `CLAIMS_PER_FACT` claims not all of them are in a pair.
    """

    label: str
    claims: tuple[Claim, ...]
    pairs: tuple[Pair, ...]
