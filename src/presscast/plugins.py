"""Readers, engines and writers: what each owes, and how one is found.

A plug-in is a module with a function `create()`. It is found in its folder of this package or by
an entry point of the group `presscast.readers`, `presscast.engines` or `presscast.writers`, and
imported only when it is asked for by name.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import Any, Protocol

from presscast.errors import EngineError, UsageError
from presscast.model import (
    Artifact,
    AudioClip,
    Document,
    Episode,
    Feed,
    Markup,
    Show,
    Source,
    Voice,
)


class Reader(Protocol):
    """Turns the bytes of one format into a `Document`."""

    name: str

    def score(self, source: Source) -> float:
        """Return how sure it is that the bytes are of this format: 0 (not) to 1 (certain).

        The content decides before the name. Never raises.
        """

    def read(self, source: Source) -> Document:
        """Return the document. Raises ReleaseError, and nothing else, for any bytes."""


class Engine(Protocol):
    """Speaks text in one of its voices.

    One that holds much memory may have a method `release() -> None`, which is called when nothing
    is left to say. One that can say a passage in another language may have a method
    `in_language(voice, language) -> Voice | None`, which returns what to speak it with: the same
    voice, or the likest, with that language; None where it cannot. Never raises.
    """

    name: str
    markup: Markup
    threads: int
    """How many calls of `speak` at once make the best of this machine."""

    def voices(self) -> Sequence[Voice]:
        """Return the installed voices, the default one first.

        Cheap: no model is loaded. Raises EngineError where the engine cannot run.
        """

    def fingerprint(self, voice: Voice) -> str:
        """Return what the sound depends on besides the text: model, engine version, settings."""

    def speak(self, text: str, voice: Voice) -> AudioClip:
        """Return the text, already rendered in the engine's markup, as speech.

        Safe to call from several threads. No word is dropped: raises EngineError, naming the text,
        where nothing or less than the whole text would be spoken.
        """


Media = Callable[[str], bytes]
"""Gives a file of the output folder by its path there; raises OSError where there is none."""


class Writer(Protocol):
    """Makes files of episodes; pure, so that they can be rebuilt at any time.

    One that needs a file which is there already, such as the recording for a book, has an attribute
    `media: Media | None = None`, which is set before it is called.
    """

    name: str

    def write_episode(self, show: Show, episode: Episode) -> Iterable[Artifact]:
        """Return the files of one episode."""

    def write_show(self, feed: Feed) -> Iterable[Artifact]:
        """Return the files of the whole show."""


@cache
def _installed(kind: str) -> dict[str, str]:
    """Return name → module for every plug-in of a kind, the package's own first."""
    package = importlib.import_module(f"presscast.{kind}")
    found = {
        module.name: f"presscast.{kind}.{module.name}"
        for module in pkgutil.iter_modules(package.__path__)
        if not module.ispkg and not module.name.startswith("_")
    }
    from importlib.metadata import entry_points  # costs more than the rest of the look-up

    for point in entry_points(group=f"presscast.{kind}"):
        found.setdefault(point.name, point.value)
    return found


def names(kind: str) -> tuple[str, ...]:
    """Return the names of the plug-ins of a kind: `readers`, `engines` or `writers`."""
    return tuple(sorted(_installed(kind)))


@cache
def _create(kind: str, name: str) -> Any:
    modules = _installed(kind)
    if name not in modules:
        unknown = EngineError if kind == "engines" else UsageError
        raise unknown(
            f"no {kind[:-1]} is called {name!r}",
            hint=f"choose one of: {', '.join(sorted(modules))}",
        )
    return importlib.import_module(modules[name]).create()


def reader(name: str) -> Reader:
    """Return the reader of that name; raises UsageError where there is none."""
    found: Reader = _create("readers", name)
    return found


def engine(name: str) -> Engine:
    """Return the engine of that name; raises EngineError where there is none."""
    found: Engine = _create("engines", name)
    return found


def writer(name: str) -> Writer:
    """Return the writer of that name; raises UsageError where there is none."""
    found: Writer = _create("writers", name)
    return found
