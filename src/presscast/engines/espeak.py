"""eSpeak NG: a small formant synthesizer for many languages; a program of the system."""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from presscast.engines._foreign_phonemes import espeak_name
from presscast.errors import EngineError
from presscast.model import AudioClip, Markup, Voice

_PROGRAM = "espeak-ng"
_INSTALL_HINT = "install it (apt install espeak-ng, brew install espeak-ng), or: --engine piper"
_WORDS_PER_MINUTE = 165
_TIME_OUT_S = 120
_VARIANTS = (("", "male"), ("f2", "female"), ("m3", "male"), ("f4", "female"))
"""Throats that eSpeak brings along; `m3` is deeper than the plain one, `f4` higher than `f2`."""
_DEFAULT_LANGUAGE = "en-us"
_RIFF_HEADER = struct.Struct("<4s4x4s4s4xHHIIHH4s4x")


def create() -> EspeakEngine:
    """Return the engine."""
    return EspeakEngine()


@dataclass(frozen=True, slots=True)
class EspeakEngine:
    """Speaks with the program `espeak-ng`.

    It takes plain text: of SSML's `<phoneme>` it says the fallback and not the phonemes.
    """

    name: str = "espeak"
    markup: Markup = field(default=Markup(letter="{}."))
    threads: int = field(default_factory=lambda: max(1, os.cpu_count() or 1))

    def voices(self) -> Sequence[Voice]:
        """Return four voices for each language, American English first."""
        return _voices()

    def in_language(self, voice: Voice, language: str) -> Voice | None:
        """Return the same throat, in another language."""
        base = language.partition("-")[0].lower()
        alike = {known.name: known for known in _voices() if known.style == voice.style}
        # A language that has regions is listed with them only: `fr-fr`.
        names = (espeak_name(language), f"{base}-{base}", *alike)
        return next((alike[name] for name in names if name in alike and _of(name, base)), None)

    def fingerprint(self, voice: Voice) -> str:
        """Return the version of the program and the pace."""
        return f"{_version()} {voice.id} {_WORDS_PER_MINUTE}"

    def speak(self, text: str, voice: Voice) -> AudioClip:
        """Return the text as speech; the program gives no word timings."""
        if not any(letter.isalnum() for letter in text):
            raise EngineError(
                f"espeak has nothing to say for {text!r}",
                hint="mend the release, or its lexicon: the text has no letter and no digit",
            )
        if voice.name not in {known.name for known in _voices()}:
            raise EngineError(
                f"espeak has no voice {voice.name!r}", hint="presscast voices lists them"
            )
        wav = _run("-v", voice.id, "-s", str(_WORDS_PER_MINUTE), "-b", "1", "--stdout", text=text)
        if len(wav) <= _RIFF_HEADER.size:
            raise EngineError(f"espeak-ng gave no sound for {text!r}", hint=_INSTALL_HINT)
        riff, wave, _, codec, channels, rate_hz, _, _, bits, _ = _RIFF_HEADER.unpack_from(wav)
        if (riff, wave, codec, channels, bits) != (b"RIFF", b"WAVE", 1, 1, 16):
            raise EngineError("espeak-ng gave sound of an unknown form", hint=_INSTALL_HINT)
        pcm = wav[_RIFF_HEADER.size :]
        return AudioClip(rate_hz, pcm[: len(pcm) // 2 * 2])


def _run(*arguments: str, text: str = "") -> bytes:
    """Return what the program prints; raises EngineError where it is missing or fails."""
    program = shutil.which(_PROGRAM)
    if program is None:
        raise EngineError(f"the program {_PROGRAM} was not found", hint=_INSTALL_HINT)
    try:
        done = subprocess.run(
            [program, *arguments],
            input=text.encode(),
            capture_output=True,
            timeout=_TIME_OUT_S,
            check=True,
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise EngineError(f"{_PROGRAM} failed: {error}", hint=_INSTALL_HINT) from error
    return done.stdout


@cache
def _version() -> str:
    return _run("--version").decode(errors="replace").partition("  ")[0].strip()


@cache
def _voices() -> tuple[Voice, ...]:
    languages: set[str] = set()
    for line in _run("--voices").decode(errors="replace").splitlines()[1:]:
        columns = line.split()
        # MBROLA voices need data of their own that is not free.
        if len(columns) >= 5 and not columns[4].startswith("mb/"):
            languages.add(columns[1])
    ordered = sorted(languages, key=lambda language: (language != _DEFAULT_LANGUAGE, language))
    return tuple(
        Voice(
            engine="espeak",
            name=language,
            language=_tag(language),
            licence="GPL-3.0-or-later",
            style=variant,
            gender=gender,
            sample_rate_hz=22050,
            note="a machine's voice, clear and quick",
        )
        for language in ordered
        for variant, gender in _VARIANTS
    )


def _of(name: str, base: str) -> bool:
    return name.partition("-")[0] == base


def _tag(language: str) -> str:
    """Return an RFC 5646 tag: eSpeak writes `en-us` for `en-US`."""
    first, *rest = language.split("-")
    return "-".join((first, *(part.upper() if len(part) == 2 else part for part in rest)))
