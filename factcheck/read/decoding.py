"""From bytes to text: by byte-order mark, strict UTF-8, strict GB18030, or as told; never with a replacement mark."""

import codecs
import re

from msgspec import Struct

from factcheck.model.errors import InputError
from factcheck.read.sources import shown

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
#: Control bytes that no text uses; escape is left out, since logs of terminals are text too.
_CONTROLS = bytes([*range(1, 9), *range(14, 27), *range(28, 32)])
_CONTROL_SHARE = 0.02
_CONTROLS_BORNE = 4
_SURROGATE = re.compile("[\ud800-\udfff]")


class Decoded(Struct, frozen=True, kw_only=True):
    """A text without its byte-order mark, carriage returns kept; `guessed` where nothing but the bytes spoke for it."""

    text: str
    encoding: str
    guessed: bool = False


def decode(content: bytes, name: str, encoding: str | None = None) -> Decoded:
    """The text of a document's bytes. `encoding` overrides all inference.

    Raises `InputError` for bytes that are no text in it, or in none of the encodings tried.
    """
    if encoding is not None:
        return _as_told(content, name, encoding)
    for mark, marked in _MARKS:
        if content.startswith(mark):
            text = _strictly(content[len(mark) :], name, marked)
            return Decoded(text=_without_nul(text, name), encoding=marked)
    _refuse_binary(content, name)
    try:
        return Decoded(text=content.decode("utf-8"), encoding="utf-8")
    except UnicodeDecodeError:
        pass
    try:
        return Decoded(text=content.decode("gb18030"), encoding="gb18030", guessed=True)
    except UnicodeDecodeError as error:
        raise InputError(f"{shown(name)}: is neither UTF-8 nor GB18030; name its encoding with --encoding") from error


def _as_told(content: bytes, name: str, encoding: str) -> Decoded:
    text = _strictly(content, name, encoding).removeprefix("\ufeff")
    if not text.isascii() and _SURROGATE.search(text):
        raise InputError(f"{shown(name)}: is no text in {shown(encoding)}; give --encoding another name")
    return Decoded(text=_without_nul(text, name), encoding=codecs.lookup(encoding).name)


def _strictly(content: bytes, name: str, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except (LookupError, ValueError) as error:
        if isinstance(error, UnicodeDecodeError):
            where = f"byte {error.start} is not valid in {shown(encoding)}"
            raise InputError(f"{shown(name)}: {where}; name the right encoding with --encoding") from error
        raise InputError(f"{shown(name)}: {shown(encoding)} decodes no text; give --encoding another name") from error


def _refuse_binary(content: bytes, name: str) -> None:
    controls = len(content) - len(content.translate(None, _CONTROLS))
    if b"\0" in content or controls > max(_CONTROLS_BORNE, _CONTROL_SHARE * len(content)):
        raise InputError(f"{shown(name)}: looks like a binary file; if it is text, name its encoding with --encoding")


def _without_nul(text: str, name: str) -> str:
    if "\0" in text:
        raise InputError(f"{shown(name)}: looks like a binary file (it holds NUL characters); convert it to text")
    return text
