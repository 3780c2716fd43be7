"""What is heard: clips, and when each sentence and word sounds."""

from __future__ import annotations

from dataclasses import dataclass

from presscast.model.written import Span


@dataclass(frozen=True, slots=True)
class TextMark:
    """When a stretch of the engine's text sounds within a clip."""

    start_char: int
    end_char: int
    start_frame: int
    end_frame: int


@dataclass(frozen=True, slots=True)
class AudioClip:
    """Speech as an engine gives it: mono, signed 16-bit little-endian frames."""

    sample_rate_hz: int
    pcm: bytes
    marks: tuple[TextMark, ...] = ()
    """Word timings over the rendered text, in order; empty where the engine has none."""

    @property
    def frames(self) -> int:
        """Return the length in frames."""
        return len(self.pcm) // 2


@dataclass(frozen=True, slots=True)
class SpokenWord:
    """When a written word sounds within a clip."""

    span: Span
    start_frame: int
    end_frame: int


@dataclass(frozen=True, slots=True)
class SpokenClip:
    """An utterance spoken; `words` is empty where the engine gives no word timings."""

    utterance: str
    """The id of the `Utterance`."""
    clip: AudioClip
    words: tuple[SpokenWord, ...] = ()


@dataclass(frozen=True, slots=True)
class WordTiming:
    """When a written word sounds, from the start of the episode."""

    span: Span
    start_ms: int
    end_ms: int


@dataclass(frozen=True, slots=True)
class UtteranceTiming:
    """When an utterance sounds; `words` is empty where the engine gives no word timings."""

    utterance: str
    start_ms: int
    end_ms: int
    words: tuple[WordTiming, ...] = ()


@dataclass(frozen=True, slots=True)
class Cue:
    """A caption: what is shown from `start_ms` to `end_ms`, in lines joined by a newline."""

    start_ms: int
    end_ms: int
    speaker: str
    """The speaker's name as listeners see it."""
    text: str
    words: tuple[WordTiming, ...] = ()


@dataclass(frozen=True, slots=True)
class Chapter:
    """A stretch of the episode; chapters are contiguous and the first starts at 0."""

    start_ms: int
    end_ms: int
    title: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Timeline:
    """When everything in an episode sounds.

    Positions are sums of frames, divided once, so that rounding never accumulates.
    """

    duration_ms: int
    utterances: tuple[UtteranceTiming, ...]
    cues: tuple[Cue, ...]
    chapters: tuple[Chapter, ...]


@dataclass(frozen=True, slots=True)
class Loudness:
    """What was measured on the finished file (ITU-R BS.1770-4, EBU R 128)."""

    integrated_lufs: float
    true_peak_dbtp: float
    range_lu: float


@dataclass(frozen=True, slots=True)
class Recording:
    """A finished audio file. `path` is relative to the episode's folder."""

    path: str
    media_type: str
    bytes: int
    duration_ms: int
    sha256: str
    loudness: Loudness
