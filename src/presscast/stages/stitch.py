"""Level clips → one stream of sound with silences and music; and when it all sounds."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from presscast.audio.ffmpeg import decode
from presscast.audio.level import HEADROOM_DB, level
from presscast.audio.mp3 import FRAME_SAMPLES, RATES_HZ
from presscast.audio.samples import from_pcm, to_pcm
from presscast.config import AudioSettings, PauseSettings
from presscast.errors import AudioError, ConfigError
from presscast.model import (
    Release,
    Script,
    SpokenClip,
    SpokenWord,
    Timeline,
    UtteranceTiming,
    WordTiming,
)
from presscast.text.captions import make_cues
from presscast.text.chapters import make_chapters

_MUSIC = ("intro", "outro", "bed")
_BED_BELOW_LU = 24.0
_DUCK_DB = 8.0
"""How much louder the bed is in a long pause than under speech."""
_DUCK_FROM_MS = 900


@dataclass(frozen=True, slots=True)
class _Placed:
    """Where an utterance lies, in frames of the finished sound."""

    utterance: str
    start_frame: int
    end_frame: int
    words: tuple[SpokenWord, ...]


class Stitched:
    """The sound of an episode, made while it is read, and, once read to its end, its timeline.

    Iterating yields signed 16-bit little-endian mono PCM at `sample_rate_hz`. The rate is 44.1 kHz
    by default although the bundled voice has half of it: MPEG-1 Layer III at 96 kb/s is what every
    player and host knows, it leaves room for 24 kHz voices and for music, and it costs 2 % more of
    the time.
    """

    def __init__(
        self,
        script: Script,
        clips: Iterable[SpokenClip],
        pauses: PauseSettings,
        audio: AudioSettings,
    ) -> None:
        self.sample_rate_hz = audio.sample_rate_hz
        self._script = script
        self._clips = clips
        self._pauses = pauses
        self._audio = audio
        self._frames = 0
        self._placed: list[_Placed] = []

    def __iter__(self) -> Iterator[bytes]:
        bed = _Bed(self._audio) if self._audio.bed else None
        for sound, is_speech in self._sounds():
            self._frames += len(sound) // 2
            yield bed.under(sound, is_speech=is_speech) if bed else sound

    @property
    def duration_ms(self) -> int:
        """Return how much sound was read so far."""
        return self._ms(self._frames)

    @property
    def timings(self) -> tuple[UtteranceTiming, ...]:
        """Return when the utterances read so far sound."""
        return tuple(
            UtteranceTiming(
                placed.utterance,
                self._ms(placed.start_frame),
                self._ms(placed.end_frame),
                tuple(
                    WordTiming(word.span, self._ms(word.start_frame), self._ms(word.end_frame))
                    for word in placed.words
                ),
            )
            for placed in self._placed
        )

    def timeline(self, release: Release) -> Timeline:
        """Return the captions and chapters too; call it when all sound is read."""
        timings = self.timings
        chapters = make_chapters(release, self._script, timings, self.duration_ms)
        cues = make_cues(self._script, timings, tuple(chapter.start_ms for chapter in chapters))
        return Timeline(self.duration_ms, timings, cues, chapters)

    def _ms(self, frames: int) -> int:
        return round(frames * 1000 / self.sample_rate_hz)

    def _pause(self, duration_ms: int) -> bytes:
        """Return silence up to where a frame of MP3 begins, at most 13 ms more or less than asked.

        A sentence that was spoken before then lies in its frames as it lay there, however long
        those before it are, and needs not be encoded again.
        """
        wanted = self.sample_rate_hz * duration_ms // 1000
        if self.sample_rate_hz not in RATES_HZ:
            return bytes(2 * wanted)
        end = round((self._frames + wanted) / FRAME_SAMPLES) * FRAME_SAMPLES
        return bytes(2 * (end - self._frames if end > self._frames else wanted))

    def _silence(self, duration_ms: int) -> bytes:
        return bytes(2 * (self.sample_rate_hz * duration_ms // 1000))

    def _sounds(self) -> Iterator[tuple[bytes, bool]]:
        """Yield the pieces in order, and whether each is speech."""
        if self._audio.intro:
            yield _music(self._audio.intro, self._audio), False
        clips = iter(self._clips)
        for utterance in self._script.utterances:
            yield self._pause(utterance.pause_before_ms), False
            spoken = next(clips)
            if spoken.utterance != utterance.id:
                raise ValueError(f"clip {spoken.utterance} came where {utterance.id} belongs")
            self._placed.append(self._place(spoken))
            yield spoken.clip.pcm, True
        yield self._silence(self._pauses.end_ms), False
        if self._audio.outro:
            yield _music(self._audio.outro, self._audio), False

    def _place(self, spoken: SpokenClip) -> _Placed:
        start_frame = self._frames
        words = tuple(
            SpokenWord(word.span, word.start_frame + start_frame, word.end_frame + start_frame)
            for word in spoken.words
        )
        return _Placed(spoken.utterance, start_frame, start_frame + spoken.clip.frames, words)


def stitch(
    script: Script,
    clips: Iterable[SpokenClip],
    pauses: PauseSettings,
    audio: AudioSettings,
) -> Stitched:
    """Return the sound of an episode; `clips` has one for each utterance of the script, in order.

    They are levelled, at `audio.sample_rate_hz`. Silences are those of the script and
    `pauses.end_ms`. Raises AudioError for music that cannot be read.
    """
    return Stitched(script, clips, pauses, audio)


def read_music(audio: AudioSettings, folder: Path) -> tuple[bytes, ...]:
    """Return the bytes of the intro, outro and bed that the settings name.

    `folder` is that of `presscast.toml`. Raises ConfigError, naming the key, for a missing one.
    """
    found = []
    for key in _MUSIC:
        name = getattr(audio, key)
        if name:
            try:
                found.append((folder / name).read_bytes())
            except OSError as error:
                raise _no_music(key, f"{folder / name}: {error.strerror}") from error
    return tuple(found)


def find_music(audio: AudioSettings, folder: Path) -> AudioSettings:
    """Return the settings with the places of intro, outro and bed on disk.

    Raises ConfigError, naming the key, for one that is missing or is no sound.
    """
    read_music(audio, folder)
    named = {key: folder / name for key in _MUSIC if (name := getattr(audio, key))}
    for key, path in named.items():
        try:
            next(decode(path, audio.sample_rate_hz), None)
        except AudioError as error:
            raise _no_music(key, str(error)) from error
    return msgspec.structs.replace(audio, **{key: str(path) for key, path in named.items()})


def _no_music(key: str, what: str) -> ConfigError:
    return ConfigError(
        f"audio.{key}: {what}",
        hint=f"mend {key} in [audio] of presscast.toml; its path is relative to that file",
    )


def _segment(pcm: bytes, sample_rate_hz: int) -> Any:
    """Return 16-bit frames as a pydub segment."""
    with warnings.catch_warnings():
        # It looks for an ffmpeg of the system; decoding is done by the one that comes along.
        warnings.simplefilter("ignore", RuntimeWarning)
        from pydub import AudioSegment
    return AudioSegment(pcm, sample_width=2, frame_rate=sample_rate_hz, channels=1)


def _read_music(path: str, audio: AudioSettings, target_lufs: float) -> Any:
    """Return a publisher's music as a segment at a loudness."""
    import numpy as np

    parts = list(decode(Path(path), audio.sample_rate_hz))
    samples = np.concatenate(parts) if parts else np.zeros(0, np.float32)
    if len(samples) < audio.sample_rate_hz // 2:
        raise AudioError(f"{path}: shorter than half a second", hint="choose another sound file")
    ceiling_dbfs = audio.true_peak_dbtp - HEADROOM_DB
    levelled = level(samples, audio.sample_rate_hz, target_lufs, ceiling_dbfs)
    return _segment(to_pcm(levelled), audio.sample_rate_hz)


def _music(path: str, audio: AudioSettings) -> bytes:
    """Return an intro or outro, fading in and out."""
    music = _read_music(path, audio, audio.loudness_lufs)
    sound: bytes = music.fade_in(20).fade_out(min(1_000, len(music) // 3)).raw_data
    return sound


class _Bed:
    """Music under the whole episode, lower under speech than in the long pauses."""

    def __init__(self, audio: AudioSettings) -> None:
        assert audio.bed is not None
        self._rate_hz = audio.sample_rate_hz
        bed = _read_music(audio.bed, audio, audio.loudness_lufs - _BED_BELOW_LU)
        # The end runs into the beginning, so that the loop is not heard.
        seam_ms = min(500, len(bed) // 3)
        self._loop = bed[seam_ms:].append(bed[:seam_ms], crossfade=seam_ms)
        self._position = 0

    def under(self, sound: bytes, *, is_speech: bool) -> bytes:
        """Return the next piece of the episode with the bed under it, to the sample."""
        import numpy as np

        # pydub counts in milliseconds; what does not end on one would be cut or filled up.
        frames = len(sound) // 2
        music = from_pcm(self._next(frames))
        if not is_speech and frames * 1000 >= _DUCK_FROM_MS * self._rate_hz:
            rise = 1 - np.abs(np.linspace(-1, 1, frames, dtype=np.float32))
            music *= 10 ** (_DUCK_DB / 20 * rise)
        return to_pcm(np.clip(from_pcm(sound) + music, -1, 1))

    def _next(self, frames: int) -> bytes:
        """Return the next frames of the loop."""
        loop_frames = int(self._loop.frame_count())
        pieces: list[bytes] = []
        while frames:
            end = min(self._position + frames, loop_frames)
            pieces.append(self._loop.raw_data[2 * self._position : 2 * end])
            frames -= end - self._position
            self._position = end % loop_frames
        return b"".join(pieces)
