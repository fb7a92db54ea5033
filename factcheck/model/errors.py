"""The one family of errors that a user caused and can mend."""

from pathlib import Path


class FactcheckError(Exception):
    """The tool cannot do its work; the message says what, where, and what to do. Becomes exit status 2."""


class InputError(FactcheckError):
    """A document or folder cannot be read."""


class RuleError(FactcheckError):
    """A rule file is wrong; the message shows the file, the line's number and the line."""

    def __init__(self, path: Path, line: int | None, message: str) -> None:
        where = f"{path}:{line}" if line is not None else str(path)
        super().__init__(f"{where}: {message}")
        self._given = path, line, message

    def __reduce__(self) -> tuple[type["RuleError"], tuple[Path, int | None, str]]:
        """How to make the error again in another process: from what it was given, not from its message."""
        return type(self), self._given
