"""Feeds a parser with inputs that the coverage of its own code leads to: `fuzz_target.py NAME -max_total_time=5`.

The rest of the command line is for libFuzzer. It ends with another status than 0 where anything but a complaint about
the input comes out.
"""

import sys
from collections.abc import Callable
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["factcheck.read"]):
    from factcheck.model.errors import InputError
    from factcheck.read.extracted import Extracted
    from factcheck.read.reading import document_from
    from factcheck.read.sheets.separated import read_separated
    from factcheck.read.web.text import read_page
    from factcheck.read.word.text import read_word

from factcheck.rulebook.layout import load_layout
from word_files import ELEMENTS, LEAVES, word_file

_DEEPEST = 60
LAYOUT = load_layout(Path(__file__).resolve().parent.parent / "rules")


def word(content: bytes) -> Extracted:
    """A Word file of the elements that bytes stand for: one opens an element, one ends it, one is words or a mark."""
    written: list[str] = []
    opened: list[str] = []
    for byte in content:
        what, which = byte % 3, byte // 3
        if what == 0 and len(opened) < _DEEPEST:
            opened.append(ELEMENTS[which % len(ELEMENTS)])
            written.append(f"<w:{opened[-1]}>")
        elif what == 1 and opened:
            written.append(f"</w:{opened.pop()}>")
        else:
            written.append(LEAVES[which % len(LEAVES)])
    written += [f"</w:{name}>" for name in reversed(opened)]
    return read_word(word_file("".join(written)), "a.docx", LAYOUT).extracted


TARGETS: dict[str, Callable[[bytes], Extracted]] = {
    "word": word,
    "page": lambda content: read_page(content, "a.html", None, LAYOUT),
    "separated": lambda content: read_separated(content, "a.csv", None, LAYOUT),
}


def main() -> None:
    """Fuzzes one parser, and what is made of what it gives."""
    target = TARGETS[sys.argv.pop(1)]

    def once(content: bytes) -> None:
        try:
            extracted = target(content)
        except InputError:
            return
        document = document_from(extracted, name="a", layout=LAYOUT)
        ends = [0]
        for passage in document.passages:
            assert ends[-1] <= passage.span.start <= passage.span.end <= len(document.text)
            ends.append(passage.span.end)

    atheris.Setup([sys.argv[0], *sys.argv[1:]], once)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
