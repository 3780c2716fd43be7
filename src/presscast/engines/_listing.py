"""What `presscast voices` shows and lets hear."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from presscast import plugins
from presscast.engines._directory import installed_voices
from presscast.model import Voice

_INTRODUCTIONS = {
    "en": "This is {name}, one of the voices of {engine}.",
    "es": "Esta es {name}, una de las voces de {engine}.",
    "fr": "Voici {name}, une des voix de {engine}.",
    "de": "Das ist {name}, eine der Stimmen von {engine}.",
    "it": "Questa è {name}, una delle voci di {engine}.",
    "pt": "Esta é {name}, uma das vozes de {engine}.",
}
_NOT_NAMES = re.compile(r"^(?:[A-Za-z]{2}|[a-z]{2}_[A-Z]{2}|x|low|medium|high)$")
"""Parts of a voice's name that tell its language, its file's quality or its sex."""


def voices_and_known(engines: Sequence[str]) -> tuple[tuple[Voice, bool], ...]:
    """Return the voices of engines and whether each is installed.

    Of an engine that is not installed, or not allowed, those are listed that it is known to have.
    """
    listed: list[tuple[Voice, bool]] = []
    for name in engines:
        installed = installed_voices((name,))
        listed += [(voice, True) for voice in installed]
        addresses = {voice.address for voice in installed}
        listed += [(voice, False) for voice in _known(name) if voice.address not in addresses]
    return tuple(listed)


def introduction(voice: Voice) -> str:
    """Return the sentence in which a voice says its name, in its language where that is known."""
    base = re.split("[-_]", voice.language)[0]
    sentence = _INTRODUCTIONS.get(base, _INTRODUCTIONS["en"])
    return sentence.format(name=spoken_name(voice), engine=voice.engine.title())


def spoken_name(voice: Voice) -> str:
    """Return the name by which a voice introduces itself: `joe, deep` for `en_US-joe-medium+deep`.

    >>> spoken_name(Voice("kokoro", "am_michael", "en-US", ""))
    'Michael'
    """
    parts = [part for part in re.split(r"[-#+.]", voice.name) if not _NOT_NAMES.match(part)]
    words = " ".join(parts).split("_")
    name = " ".join(word for word in words if not _NOT_NAMES.match(word))
    if not name:
        return voice.id
    return f"{name.title()}, {voice.style}" if voice.style else name.title()


def _known(engine: str) -> Iterable[Voice]:
    """Return the voices that an engine is known to have, installed or not."""
    known = getattr(plugins.engine(engine), "known_voices", None)
    return known() if known else ()
