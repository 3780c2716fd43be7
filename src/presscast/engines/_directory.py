"""The voices of all engines: which there are, and which one a name means."""

from __future__ import annotations

import re
from collections.abc import Sequence

from presscast import plugins
from presscast.errors import EngineError
from presscast.model import Voice

NEURAL = ("piper", "kokoro")
"""Engines that a cast may use unasked: they sound natural and send nothing to anybody."""
OFFLINE = (*NEURAL, "espeak")
"""Engines that speak for a language that no neural voice speaks."""
_SHOWN = 12
"""How many names a hint lists."""


def voices_of(engine: str) -> tuple[Voice, ...]:
    """Return an engine's voices, the default one first.

    Raises EngineError for one that is unknown or not installed.
    """
    return tuple(plugins.engine(engine).voices())


def installed_voices(engines: Sequence[str]) -> tuple[Voice, ...]:
    """Return the voices of those of the engines that can run here, in their order."""
    known = plugins.names("engines")
    found: list[Voice] = []
    for engine in engines:
        if engine not in known:
            continue
        try:
            found += voices_of(engine)
        except EngineError:
            continue
    return tuple(found)


def find_voice(name: str, engine: str | None = None) -> Voice:
    """Return the voice that a publisher means by a name.

    `engine:name+style` is unambiguous; `name+style` and a part of the name (`emma`, `joe+deep`)
    serve where one voice alone fits. `engine` is looked in first. Raises EngineError, listing the
    names, where none or several fit, and EngineError where the engine named is not installed.
    """
    prefix, colon, short = name.partition(":")
    if colon and prefix in plugins.names("engines"):
        return _among(voices_of(prefix), short, name)
    if engine:
        own = voices_of(engine)
        if any(fits(voice, name) for fits in _FITS for voice in own):
            return _among(own, name, name)
    return _among(installed_voices(_search_order()), name, name)


def _among(candidates: Sequence[Voice], wanted: str, name: str) -> Voice:
    """Return the one candidate that fits best; `name` is what the publisher wrote."""
    for fits in _FITS:
        found = [voice for voice in candidates if fits(voice, wanted)]
        if len(found) == 1:
            return found[0]
        if found:
            raise EngineError(
                f"several voices are called {name!r}", hint=f"choose one of: {_some(found)}"
            )
    raise EngineError(f"no voice is called {name!r}", hint=f"choose one of: {_some(candidates)}")


def speaks(voice: Voice, language: str) -> bool:
    """Return whether a voice is of a language, whatever the region."""
    return _base(voice.language) == _base(language) or voice.language in ("", "mul")


def is_foreign(address: str, language: str) -> bool:
    """Return whether an address is of an installed voice that does not speak a language."""
    try:
        return bool(address) and not speaks(find_voice(address), language)
    except EngineError:
        return False


def _search_order() -> tuple[str, ...]:
    others = (name for name in plugins.names("engines") if name not in OFFLINE)
    return (*OFFLINE, *others)


def _same(voice: Voice, name: str) -> bool:
    return voice.id == name


def _same_caseless(voice: Voice, name: str) -> bool:
    return voice.id.casefold() == name.casefold()


def _part(voice: Voice, name: str) -> bool:
    wanted, _, style = name.casefold().partition("+")
    return voice.style == style and wanted in re.split(r"[-_#.]", voice.name.casefold())


_FITS = (_same, _same_caseless, _part)
"""The ways in which a name fits a voice, the strictest first."""


def _base(language: str) -> str:
    return re.split(r"[-_]", language)[0].casefold()


def _some(voices: Sequence[Voice]) -> str:
    names = ", ".join(voice.address for voice in voices[:_SHOWN])
    more = len(voices) - _SHOWN
    return f"{names} and {more} more (presscast voices)" if more > 0 else names or "none installed"
