"""gTTS: the voices of Google Translate, over the network; the text goes to Google.

Used only where the publisher allows it in so many words. The service is not documented, promises
nothing, and gTTS does not check its certificate; docs/voices.md says what that means.
"""

from __future__ import annotations

import binascii
import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from presscast.audio.ffmpeg import decode
from presscast.errors import AudioError, EngineError
from presscast.model import AudioClip, Markup, Span, Voice
from presscast.text.sentences import split_long

ALLOW_NETWORK = "PRESSCAST_ALLOW_NETWORK"
"""Environment variable: `1` where the publisher lets engines send the text to another company."""
SAMPLE_RATE_HZ = 24000
_PIECE_CHARS = 100
"""The most that the service takes at once."""
_TIMEOUT_S = 20
_ATTEMPTS = 6
_LEAST_MS_PER_LETTER = 15
"""Nobody speaks faster: less sound than this is not the whole text."""
_RATE_LIMITED = 429
_SERVER_FAULT = 500
_REGIONS = {
    "en-US": ("en", "us"),
    "en-GB": ("en", "co.uk"),
    "en-AU": ("en", "com.au"),
    "en-CA": ("en", "ca"),
    "en-IN": ("en", "co.in"),
    "en-IE": ("en", "ie"),
    "en-ZA": ("en", "co.za"),
    "es-MX": ("es", "com.mx"),
    "es-ES": ("es", "es"),
    "fr-FR": ("fr", "fr"),
    "fr-CA": ("fr-CA", "ca"),
    "pt-BR": ("pt", "com.br"),
    "pt-PT": ("pt-PT", "pt"),
}
"""RFC 5646 tag → gTTS's language and the country domain whose accent it takes."""
_OLD_CODES = {"iw": "he", "jw": "jv"}


def create() -> GttsEngine:
    """Return the engine."""
    return GttsEngine()


def network_allowed() -> bool:
    """Return whether the publisher lets engines send the text to another company."""
    return os.environ.get(ALLOW_NETWORK) == "1"


@dataclass(frozen=True, slots=True)
class GttsEngine:
    """Has a text spoken by Google Translate, 100 characters at a time."""

    name: str = "gtts"
    markup: Markup = field(default=Markup(letter="{}.", letter_joint=" "))
    threads: int = 1
    """The service takes many requests at once for abuse."""

    def voices(self) -> Sequence[Voice]:
        """Return the voices of the service, American English first.

        Raises EngineError where the publisher has not allowed the network.
        """
        _check_allowed()
        return self.known_voices()

    def known_voices(self) -> tuple[Voice, ...]:
        """Return the voices that the service has, allowed or not; nothing is sent."""
        return tuple(
            Voice(
                engine=self.name,
                name=tag,
                language=tag,
                licence="Google's terms of service",
                sample_rate_hz=SAMPLE_RATE_HZ,
                note="sends the text to Google",
            )
            for tag in _languages()
        )

    def in_language(self, voice: Voice, language: str) -> Voice | None:  # noqa: ARG002
        """Return the service's voice of another language; it has one for each."""
        base = language.partition("-")[0]
        others = self.known_voices()
        return next((other for other in others if other.name == language), None) or next(
            (other for other in others if other.name.partition("-")[0] == base), None
        )

    def fingerprint(self, voice: Voice) -> str:
        """Return the version of gTTS and what it is asked for; the service tells no version."""
        from importlib.metadata import version

        return f"gtts {version('gtts')} {' '.join(_code(voice))}"

    def speak(self, text: str, voice: Voice) -> AudioClip:
        """Return the text as speech; the service gives no word timings.

        What fails for the moment (too many requests, the server, the connection) is tried again
        with growing pauses before it is an error.
        """
        _check_allowed()
        language, domain = _code(voice)
        letters = sum(letter.isalnum() for letter in text)
        if not letters:
            raise EngineError(
                f"gtts has nothing to say for {text!r}",
                hint="mend the release, or its lexicon: the text has no letter and no digit",
            )
        mp3 = b"".join(
            _fetch(piece, language, domain)
            for piece in _pieces(text)
            if any(letter.isalnum() for letter in piece)
        )
        pcm = _decoded(mp3, text)
        if len(pcm) // 2 * 1000 < letters * _LEAST_MS_PER_LETTER * SAMPLE_RATE_HZ:
            raise EngineError(
                f"the service spoke less than the whole text of {text!r}",
                hint="try again later, or use a voice of this computer: --engine piper",
            )
        return AudioClip(SAMPLE_RATE_HZ, pcm)


def _check_allowed() -> None:
    if not network_allowed():
        raise EngineError(
            "gtts sends the text of the release to Google's servers, which was not allowed",
            hint="if that is no problem (an embargo?), add --allow-network; "
            "the voices of piper stay on this computer",
        )


@cache
def _languages() -> dict[str, tuple[str, str]]:
    from gtts.lang import tts_langs

    spoken = {_OLD_CODES.get(code, code): (code, "com") for code in tts_langs()}
    # A language whose regions are listed is not listed once more without one.
    regional = {tag.partition("-")[0] for tag in _REGIONS}
    others = {tag: asked for tag, asked in spoken.items() if tag not in regional}
    return {**_REGIONS, **{tag: others[tag] for tag in others if tag not in _REGIONS}}


def _code(voice: Voice) -> tuple[str, str]:
    """Return gTTS's language and domain for a voice."""
    code = _languages().get(voice.name)
    if code is None:
        raise EngineError(
            f"gtts has no voice {voice.name!r}", hint="presscast voices lists them: en-US, es-MX, …"
        )
    return code


def _pieces(text: str) -> list[str]:
    """Return the text in pieces that the service takes; a word that is longer is cut."""
    pieces: list[str] = []
    for span in split_long(text, Span(0, len(text)), _PIECE_CHARS):
        piece = text[span.start : span.end]
        pieces += [
            piece[start : start + _PIECE_CHARS] for start in range(0, len(piece), _PIECE_CHARS)
        ]
    return pieces


def _fetch(piece: str, language: str, domain: str) -> bytes:
    """Return the MP3 of a piece; raises EngineError where it cannot be had."""
    import requests
    import stamina
    from gtts.tts import gTTS, gTTSError

    def ask() -> bytes:
        # The text is spoken as it is: abbreviations and numbers were written out before.
        request = gTTS(
            piece,
            lang=language,
            tld=domain,
            lang_check=False,
            pre_processor_funcs=[],
            timeout=_TIMEOUT_S,
        )
        return b"".join(request.stream())

    def passing(error: Exception) -> bool:
        if isinstance(error, gTTSError):
            status = error.rsp.status_code if error.rsp is not None else None
            return status is None or status == _RATE_LIMITED or status >= _SERVER_FAULT
        return isinstance(error, requests.RequestException)

    try:
        mp3: bytes = stamina.retry(
            on=passing, attempts=_ATTEMPTS, timeout=None, wait_initial=1.0, wait_max=30.0
        )(ask)()
    except (gTTSError, requests.RequestException) as error:
        raise EngineError(
            f"gtts could not speak {piece!r}: {error}",
            hint="try again later: what was spoken is kept; or use --engine piper",
        ) from error
    except (binascii.Error, UnicodeDecodeError) as error:
        raise EngineError(
            f"gtts got an answer that is no sound for {piece!r} ({error})",
            hint="try again later, or use a voice of this computer: --engine piper",
        ) from error
    if not mp3:
        raise EngineError(
            f"gtts got an empty answer for {piece!r}",
            hint="try again later, or use a voice of this computer: --engine piper",
        )
    return mp3


def _decoded(mp3: bytes, text: str) -> bytes:
    """Return MP3 as mono 16-bit PCM."""
    import numpy as np

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "speech.mp3"
        path.write_bytes(mp3)
        try:
            chunks = list(decode(path, SAMPLE_RATE_HZ))
        except AudioError as error:
            raise EngineError(
                f"gtts got an answer that is no sound for {text!r} ({error})", hint=error.hint
            ) from error
    if not chunks:
        return b""
    samples = np.clip(np.concatenate(chunks), -1, 1)
    return np.rint(samples * 32767).astype("<i2").tobytes()
