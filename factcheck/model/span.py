"""Where something stands in a text."""

from msgspec import Struct


class Span(Struct, frozen=True, order=True):
    """A half-open range of code points, `text[start:end]`.

    The only positional type of the model: a pair of offsets has one natural order, and two million of them are made.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"span {self.start}:{self.end} is not a range")

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: "Span") -> bool:
        """Whether both cover at least one code point in common."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: "Span") -> bool:
        """Whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end
