"""Kokoro: natural voices on the CPU, offline; an extra, about eight times the work of Piper."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from presscast.engines import _kokoro_pack as pack
from presscast.engines._foreign_phonemes import espeak_name
from presscast.engines._kokoro_phonemes import (
    VOCABULARY,
    group_bounds,
    has_sounds,
    pieces,
    respelled,
    stable,
)
from presscast.engines._packs import KOKORO
from presscast.engines._word_marks import match_words, settle
from presscast.errors import EngineError
from presscast.model import AudioClip, Markup, TextMark, Voice

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

SAMPLE_RATE_HZ = 24000
_DURATIONS = "/encoder/Round_output_0"
"""The model's own durations: one number for each token, in steps of `_STEP_FRAMES`."""
_STEP_FRAMES = 600
_AHEAD_FRAMES = 900
"""The sound comes so much before its durations say: the median against a forced alignment."""
_WORD = re.compile(r"\S*\[\[.*?\]\]\S*|\S+")
_RAW = re.compile(r"\[\[(.*?)\]\]")
_LANGUAGES = {
    "a": ("en-US", "en-us"),
    "b": ("en-GB", "en-gb-x-rp"),
    "e": ("es", "es"),
    "f": ("fr-FR", "fr"),
    "h": ("hi", "hi"),
    "i": ("it", "it"),
    "p": ("pt-BR", "pt-br"),
}
"""The first letter of a style's name → its language, and eSpeak's name for it."""
_ENGLISH_ENOUGH = ("jf_alpha", "jf_nezumi", "jm_kumo")
"""Styles of Japanese speakers that speak English well; docs/voices.md has the measurements."""
_GENDERS = {"f": "female", "m": "male"}


def create() -> KokoroEngine:
    """Return the engine."""
    return KokoroEngine()


@dataclass(slots=True)
class KokoroEngine:
    """Speaks with Kokoro's styles in this process; the calls of all threads share one session."""

    name: str = "kokoro"
    markup: Markup = field(default=Markup(letter="{}.", ipa="[[ {} ]]"))
    threads: int = 2
    _loaded: list[Any] = field(default_factory=list)
    _lock: Lock = field(default_factory=Lock)

    def voices(self) -> Sequence[Voice]:
        """Return the installed voices whose language the phonemizer knows, the default first."""
        described = (_describe(name) for name in pack.style_names())
        return tuple(sorted((voice for voice in described if voice), key=_order))

    def known_voices(self) -> tuple[Voice, ...]:
        """Return the voices of the published pack, installed or not."""
        described = (_describe(name) for name in pack.PUBLISHED_STYLES)
        return tuple(sorted((voice for voice in described if voice), key=_order))

    def in_language(self, voice: Voice, language: str) -> Voice | None:
        """Return the style with another language: the model has learned several."""
        base = language.partition("-")[0]
        if not has_sounds(base):
            return None
        known = [tag for tag, _ in _LANGUAGES.values() if tag.partition("-")[0] == base]
        return replace(voice, language=known[0] if known else language)

    def fingerprint(self, voice: Voice) -> str:
        """Return the hashes of the model and the style, and the versions of what runs it."""
        import hashlib
        from importlib.metadata import version

        style = hashlib.sha256(_style(voice).tobytes()).hexdigest()[:16]
        parts = (KOKORO.files[0].sha256[:16], style, version("piper-tts"), version("onnxruntime"))
        own = _describe(voice.name)
        foreign = () if own is None or own.language == voice.language else (voice.language,)
        return "kokoro 2 " + " ".join((*parts, *foreign))

    def speak(self, text: str, voice: Voice) -> AudioClip:
        """Return the text as speech, with a mark for each word or words that are said as one.

        Longer texts than the model takes at once are said in pieces, cut at clause ends.
        """
        import numpy as np

        style = _style(voice)
        phonemes = _phonemes(text, voice)
        if not any(letter.isalpha() for letter in phonemes):
            raise EngineError(
                f"kokoro has nothing to say for {text!r}",
                hint="add a pronunciation for it: presscast lexicon add",
            )
        sounds: list[npt.NDArray[np.float32]] = []
        bounds: list[tuple[int, int]] = []
        before = 0
        for piece in pieces(phonemes):
            sound, ends = self._say(piece, style)
            ends = np.maximum(ends - _AHEAD_FRAMES, 0) + before
            bounds += zip(ends[:-1].tolist(), ends[1:].tolist(), strict=True)
            before += len(sound)
            sounds.append(sound)
        samples = np.concatenate(sounds)
        # A float model overshoots; one gain for the clip keeps its shape where clipping would not.
        scale = 32767 / max(1.0, float(np.abs(samples).max()))
        pcm = np.rint(samples * scale).astype("<i2").tobytes()
        marks = settle(_marks(text, voice, phonemes, bounds), samples, SAMPLE_RATE_HZ)
        return AudioClip(SAMPLE_RATE_HZ, pcm, marks)

    def _say(
        self, phonemes: str, style: npt.NDArray[np.float32]
    ) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.int64]]:
        """Return the sound of a piece and the frames between which each of its phonemes sounds.

        There is one frame more than there are phonemes.
        """
        import numpy as np
        from onnxruntime.capi import onnxruntime_pybind11_state as state

        tokens = [VOCABULARY[letter] for letter in phonemes]
        feeds = {
            "tokens": np.array([[0, *tokens, 0]], dtype=np.int64),
            "style": style[len(tokens) - 1],
            "speed": np.ones(1, dtype=np.float32),
        }
        try:
            sound, durations = self._session().run(["audio", _DURATIONS], feeds)
        except (state.Fail, state.RuntimeException, state.InvalidArgument) as error:
            raise EngineError(
                f"kokoro failed on {phonemes!r}: {error}",
                hint="try again; if it fails again, choose another voice",
            ) from error
        ends = np.cumsum(durations.reshape(-1).astype(np.int64)) * _STEP_FRAMES
        samples = sound.reshape(-1)
        if len(ends) != len(tokens) + 2 or ends[-1] != len(samples):
            raise EngineError(
                f"kokoro's timings do not fit its sound for {phonemes!r}",
                hint=f"install its model again: {pack.INSTALL_HINT}",
            )
        return samples, ends[:-1]

    def _session(self) -> Any:
        """Return the session; two threads in one are as fast as in two, with half the memory."""
        with self._lock:
            if not self._loaded:
                self._loaded.append(_load(pack.model_file()))
        return self._loaded[0]


def _load(model: Path) -> Any:
    import onnx
    import onnxruntime
    from onnxruntime.capi import onnxruntime_pybind11_state as state

    output = onnx.helper.make_tensor_value_info(_DURATIONS, onnx.TensorProto.FLOAT, None)
    # Messages of Protocol Buffers merge when joined, so one more output costs no parsing.
    more = onnx.ModelProto(graph=onnx.GraphProto(output=[output])).SerializeToString()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    try:
        return onnxruntime.InferenceSession(
            model.read_bytes() + more, options, providers=["CPUExecutionProvider"]
        )
    except (OSError, state.Fail, state.InvalidGraph, state.InvalidProtobuf) as error:
        raise EngineError(
            f"{model}: the model cannot be loaded ({error})",
            hint=f"delete that file and install it again: {pack.INSTALL_HINT}",
        ) from error


def _describe(name: str) -> Voice | None:
    """Return the voice of a style, or None where its language cannot be phonemized here."""
    language = "en-US" if name in _ENGLISH_ENOUGH else _LANGUAGES.get(name[0], ("", ""))[0]
    if not language:
        return None
    return Voice(
        engine="kokoro",
        name=name,
        language=language,
        licence="Apache-2.0",
        gender=_GENDERS.get(name[1], ""),
        sample_rate_hz=SAMPLE_RATE_HZ,
        size_bytes=KOKORO.files[0].bytes,
        note="a Japanese speaker's voice, speaking English" if name in _ENGLISH_ENOUGH else "",
    )


def _order(voice: Voice) -> tuple[bool, int, bool, str]:
    """Return what sorts American voices first and Japanese speakers last, a default before all."""
    language = "abefhipj".index(voice.name[0])
    return (voice.name != "af_heart", language, voice.name != "jm_kumo", voice.name)


def _style(voice: Voice) -> npt.NDArray[np.float32]:
    found = pack.styles().get(voice.name)
    if found is None:
        raise EngineError(
            f"no Kokoro voice is called {voice.name!r}",
            hint="presscast voices lists them; presscast voices add kokoro adds the rest",
        )
    return found


@lru_cache
def _phonemizer(language: str) -> Any:
    """Return Piper's phonemizer, which holds the lock of eSpeak's one state in this process."""
    from piper.config import PhonemeType, PiperConfig
    from piper.voice import PiperVoice

    espeak = dict(_LANGUAGES.values()).get(language) or espeak_name(language)
    config = PiperConfig(
        num_symbols=0,
        num_speakers=1,
        sample_rate=SAMPLE_RATE_HZ,
        espeak_voice=espeak,
        phoneme_id_map={},
        phoneme_type=PhonemeType.ESPEAK,
    )
    return PiperVoice(session=None, config=config)


def _phonemes(text: str, voice: Voice) -> str:
    """Return the text in Kokoro's phonemes, its sentences after one another."""
    sentences = _phonemizer(voice.language).phonemize(text)
    said = (respelled("".join(sentence), voice.language).strip() for sentence in sentences)
    return re.sub(r" +", " ", " ".join(part for part in said if part))


@lru_cache(maxsize=8192)
def _alone(word: str, voice: Voice) -> str:
    """Return the phonemes of a word said alone."""
    raw = _RAW.search(word)
    return stable(respelled(raw[1], voice.language) if raw else _phonemes(word, voice))


def _marks(
    text: str, voice: Voice, phonemes: str, bounds: list[tuple[int, int]]
) -> tuple[TextMark, ...]:
    """Return when the words of the text sound; `bounds` has the start and end of each phoneme."""
    words = [found.span() for found in _WORD.finditer(text)]
    groups = group_bounds(phonemes)
    alone = [_alone(text[start:end], voice) for start, end in words]
    said = [stable(phonemes[start:end]) for start, end in groups]
    marks: list[TextMark] = []
    for match in match_words(alone, said):
        first, last = groups[match.first_group], groups[match.end_group - 1]
        end = last[1]
        while end > last[0] + 1 and not phonemes[end - 1].isalpha():
            end -= 1
        marks.append(
            TextMark(
                words[match.first_word][0],
                words[match.end_word - 1][1],
                bounds[first[0]][0],
                bounds[end - 1][1],
            )
        )
    return tuple(marks)
