"""Every error that a publisher can meet, with its exit status.

An error says what is wrong and where; `hint` says what to do next.
"""

from __future__ import annotations


class PresscastError(Exception):
    """What the command line reports as `error:` and `hint:`; the status tells what to mend."""

    status = 1

    def __init__(self, message: str, *, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


class UsageError(PresscastError):
    """The command was asked for something that it does not do."""

    status = 2


class ReleaseError(PresscastError):
    """The release is empty, unreadable, binary, too large or wrongly encoded."""

    status = 3


class ConfigError(PresscastError):
    """The configuration or the lexicon of the show is wrong."""

    status = 4


class EngineError(PresscastError):
    """An engine or a voice is missing or failed."""

    status = 5


class AudioError(PresscastError):
    """The audio tools are missing or failed."""

    status = 6


class PublishError(PresscastError):
    """The episode could not be written, locked, served or uploaded."""

    status = 7
