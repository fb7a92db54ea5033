"""Opens the ZIP files that office programs write, with limits on what they may grow to."""

import io
import zipfile
import zlib

from factcheck.model.errors import InputError
from factcheck.read.sources import shown

#: Members that a file may have, and bytes that one may grow to. Word writes some dozen members for the longest
#: document, and the text of a thousand pages is ten megabytes of XML.
MEMBERS, MEMBER_SIZE = 20_000, 32 * 1024 * 1024
#: How many times its own size a file may grow to in all, beyond what every file may: those of office programs grow to
#: 141 times at most of what was measured, a form of 12,000 blank cells (decision 0006).
RATIO, FREE = 250, 4 * 1024 * 1024
_ENTRY = b"PK\x01\x02"
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_ENCRYPTED = 1


class Zipped:
    """A ZIP file in memory; `kind` is what messages call it ("Word file"). Raises `InputError` for what is none."""

    def __init__(self, content: bytes, name: str, kind: str) -> None:
        self._name, self._kind = name, kind
        # Counted before the directory is parsed, which takes a hundred times its size.
        if content.count(_ENTRY) > MEMBERS:
            raise self.error(f"has more than {MEMBERS} parts, which no {kind} has")
        try:
            self._file = zipfile.ZipFile(io.BytesIO(content))
        except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError) as error:
            raise self.damaged() from error
        self.members = frozenset(self._file.namelist())
        self._most = max(FREE, RATIO * len(content))
        #: What may still be unpacked: parts may lie over one another in the file.
        self._left = self._most

    def read(self, member: str) -> bytes:
        """A member's bytes; empty where there is none of that name. Raises `InputError` where it grows too large."""
        if member not in self.members:
            return b""
        info = self._file.getinfo(member)
        if info.flag_bits & _ENCRYPTED:
            raise self.error("is protected by a password; save a copy without one")
        if info.compress_type not in _METHODS:
            raise self.damaged()
        most = min(MEMBER_SIZE, self._left)
        try:
            with self._file.open(info) as part:
                content = part.read(most + 1)
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError) as error:
            raise self.damaged() from error
        if len(content) > most:
            raise self._too_large() if most == MEMBER_SIZE else self._out_of_proportion()
        self._left -= len(content)
        return content

    def require_small(self) -> None:
        """Raises `InputError` for a file whose parts grow to more than `MEMBER_SIZE` all together.

        They say themselves what they grow to, and are read no further than that.
        """
        size = sum(info.file_size for info in self._file.infolist())
        if size > MEMBER_SIZE:
            raise self._too_large()
        if size > self._most:
            raise self._out_of_proportion()
        if any(info.flag_bits & _ENCRYPTED or info.compress_type not in _METHODS for info in self._file.infolist()):
            raise self.damaged()

    def damaged(self) -> InputError:
        """The complaint about a file that is not whole."""
        return self.error(f"is no whole {self._kind}: it is damaged or cut off; open it and save it again")

    def _too_large(self) -> InputError:
        limit = MEMBER_SIZE // (1024 * 1024)
        return self.error(f"grows to more than {limit} MB when it is unpacked; split it into smaller files")

    def _out_of_proportion(self) -> InputError:
        advice = "open it and save it again, or save its text alone"
        return self.error(
            f"grows to more than {RATIO} times its size when it is unpacked, as no {self._kind} does; {advice}"
        )

    def error(self, problem: str) -> InputError:
        """A complaint about this file."""
        return InputError(f"{shown(self._name)}: {problem}")
