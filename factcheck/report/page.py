"""Lays lines out in terminal cells: full-width characters are two wide, and Chinese text breaks between characters."""

from io import StringIO

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from factcheck.report.escape import visible

#: What may not begin or end a line.
_NO_START = frozenset("，。、；：？！）】》」』”’…％%·,.;:?!)]}")
_NO_END = frozenset("（【《「『“‘([{")


class Page:
    """Lines in the making. Everything that comes from a document goes through `words`, which makes it harmless."""

    def __init__(self, *, width: int, colour: bool) -> None:
        self.width = max(width, 20)
        self.colour = colour
        self._lines: list[Text] = []
        self._console = Console(
            width=self.width,
            force_terminal=colour,
            color_system="standard" if colour else None,
            no_color=False,
            markup=False,
            highlight=False,
            emoji=False,
            legacy_windows=False,
        )

    def add(self, text: Text, *, indent: int = 0, hang: int = 0) -> None:
        """Adds a paragraph, `indent` cells in; the lines after its first are `hang` cells further in."""
        room = max(self.width - indent - hang, 10)
        first = max(self.width - indent, 10)
        for number, line in enumerate(wrap(text, first, room)):
            self._lines.append(Text(" " * (indent + (hang if number else 0))) + line)

    def blank(self) -> None:
        """Adds an empty line, unless the page is empty or ends with one."""
        if self._lines and self._lines[-1].plain:
            self._lines.append(Text())

    def render(self) -> str:
        """Takes what is on the page as a string: with colour the sequences of a terminal, without it plain text."""
        self._console.file = output = StringIO()
        for line in self._lines:
            line.rstrip()
            self._console.print(line, soft_wrap=True)
        self._lines.clear()
        return output.getvalue()


def words(text: str, style: str = "") -> Text:
    """Text of any origin on one line: nothing in it is markup, and nothing in it acts on the terminal."""
    # Appended, because the style that a Text is made with spreads to all that is added to it later.
    return Text().append(visible(text), style=style or None)


def joined(separator: str, parts: list[Text]) -> Text:
    """The parts that are not empty, with a separator between them."""
    return Text(separator).join(part for part in parts if part.plain)


def wrap(text: Text, first: int, rest: int) -> list[Text]:
    """Lines of at most `first` cells, then `rest`: broken at spaces and beside full-width characters, else anywhere."""
    plain = text.plain
    breaks: list[int] = []
    start = used = 0
    opportunity = 0
    room = first
    for at, character in enumerate(plain):
        if at > start and _may_break(plain, at):
            opportunity = at
        used += cell_len(character)
        if used > room and character != " " and at > start:
            start = opportunity if opportunity > start else at
            breaks.append(start)
            used = cell_len(plain[start : at + 1])
            room = rest
    lines = list(text.divide(breaks))
    for line in lines:
        line.rstrip()
    return lines


def _may_break(text: str, at: int) -> bool:
    """Whether a line may begin at `at`: a separating · goes to the next line with what it leads to."""
    before, after = text[at - 1], text[at]
    if before == " ":
        return after != " " and text[max(at - 2, 0)] != "·"
    if after == " " or after in _NO_START or before in _NO_END:
        return False
    return cell_len(before) == 2 or cell_len(after) == 2
