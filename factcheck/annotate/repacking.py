"""Writes a ZIP file again with some of its members replaced or added, and the others as they were."""

import io
import zipfile
import zlib
from collections.abc import Mapping

from factcheck.model.errors import FactcheckError

#: Bytes that all members together may grow to, pictures included.
_LIMIT = 1024 * 1024 * 1024
_CHUNK = 1024 * 1024
#: The day that a ZIP file has where no day is known.
_NO_DAY = (1980, 1, 1, 0, 0, 0)


def repacked(content: bytes, changed: Mapping[str, bytes]) -> bytes:
    """The file with these members. Raises `FactcheckError` where it grows out of proportion or is damaged."""
    target = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
            _copy(old, new, changed)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError, RuntimeError) as error:
        raise FactcheckError(f"the copy cannot be written: a part of the document is damaged ({error})") from error
    return target.getvalue()


def _copy(old: zipfile.ZipFile, new: zipfile.ZipFile, changed: Mapping[str, bytes]) -> None:
    left = _LIMIT
    names = dict.fromkeys(old.namelist())
    for name in names:
        info = old.getinfo(name)
        kept = zipfile.ZipInfo(name, info.date_time)
        kept.compress_type, kept.external_attr = zipfile.ZIP_DEFLATED, info.external_attr
        if name in changed:
            new.writestr(kept, changed[name])
            continue
        with old.open(info) as source, new.open(kept, "w") as copy:
            while chunk := source.read(_CHUNK):
                left -= len(chunk)
                if left < 0:
                    raise FactcheckError(f"the document grows to more than {_LIMIT // 2**20} MB when it is unpacked")
                copy.write(chunk)
    for name in changed.keys() - names.keys():
        added = zipfile.ZipInfo(name, _NO_DAY)
        added.compress_type = zipfile.ZIP_DEFLATED
        new.writestr(added, changed[name])
