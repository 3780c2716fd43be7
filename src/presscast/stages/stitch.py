"""Spoken clips → one stream of sound: level voices, silences, music; and when it all sounds."""

from __future__ import annotations

import hashlib
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from presscast.audio.ffmpeg import decode
from presscast.audio.level import level, level_gain_db, limit
from presscast.audio.mp3 import FRAME_SAMPLES, RATES_HZ
from presscast.audio.samples import from_pcm, to_pcm
from presscast.cache import ClipCache
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

if TYPE_CHECKING:
    from presscast.audio.samples import Samples

HEADROOM_DB = 1.0
"""Encoding to MP3 moves the peaks of speech by up to this much."""
_PAUSE_LU = 0.45
"""The pauses between sentences take this much from the loudness of the whole."""
_QUIET_DB = -52.0
"""What is this far below the loudest 10 ms of a clip is silence; breaths are louder."""
_GAIN_VERSION = 1
"""Part of the key of a gain in the cache: raise it when levelling finds another."""
_KEEP_BEFORE_MS = 30
_KEEP_AFTER_MS = 90
_FADE_IN_MS = 5
_FADE_OUT_MS = 10
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
        cache: ClipCache | None,
    ) -> None:
        self._cache = cache
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
            sound, placed = self._place(spoken)
            self._placed.append(placed)
            yield sound, True
        yield self._silence(self._pauses.end_ms), False
        if self._audio.outro:
            yield _music(self._audio.outro, self._audio), False

    def _place(self, spoken: SpokenClip) -> tuple[bytes, _Placed]:
        """Return a clip trimmed, resampled and levelled, and where it lies."""
        import soxr

        given_hz, wanted_hz = spoken.clip.sample_rate_hz, self.sample_rate_hz
        samples = from_pcm(spoken.clip.pcm)
        first, end = _sounding(samples, given_hz)
        samples = samples[first:end]
        if given_hz != wanted_hz:
            samples = soxr.resample(samples, given_hz, wanted_hz, "HQ")
        ceiling_dbfs = self._audio.true_peak_dbtp - HEADROOM_DB
        gain_db = self._gain_db(spoken.clip.pcm, samples, ceiling_dbfs)
        samples = limit(samples, wanted_hz, 10 ** (gain_db / 20), ceiling_dbfs)
        start_frame = self._frames
        end_frame = start_frame + len(samples)

        def moved(frame: int) -> int:
            there = start_frame + round((frame - first) * wanted_hz / given_hz)
            return min(max(there, start_frame), end_frame)

        words = tuple(
            SpokenWord(word.span, moved(word.start_frame), moved(word.end_frame))
            for word in spoken.words
        )
        placed = _Placed(spoken.utterance, start_frame, end_frame, words)
        return to_pcm(_faded(samples, wanted_hz)), placed

    def _gain_db(self, pcm: bytes, samples: Samples, ceiling_dbfs: float) -> float:
        """Return the gain for a clip, `samples` once resampled, found before or found now."""
        rate_hz, target_lufs = self.sample_rate_hz, self._audio.loudness_lufs + _PAUSE_LU
        if self._cache is None:
            return level_gain_db(samples, rate_hz, target_lufs, ceiling_dbfs)
        said = hashlib.sha256(pcm).hexdigest()
        parts = ("gain", _GAIN_VERSION, said, len(samples), rate_hz, target_lufs, ceiling_dbfs)
        key = hashlib.sha256(msgspec.json.encode(parts)).hexdigest()
        kept = self._cache.get_data(key)
        if kept is not None:
            return msgspec.json.decode(kept, type=float)
        gain_db = level_gain_db(samples, rate_hz, target_lufs, ceiling_dbfs)
        self._cache.put_data(key, msgspec.json.encode(gain_db))
        return gain_db


def stitch(
    script: Script,
    clips: Iterable[SpokenClip],
    pauses: PauseSettings,
    audio: AudioSettings,
    cache: ClipCache | None = None,
) -> Stitched:
    """Return the sound of an episode; `clips` has one for each utterance of the script, in order.

    How much louder a clip has to become is kept in the cache: finding it is most of this stage.
    Silences are those of the script and `pauses.end_ms`. Raises AudioError for music that cannot be
    read.
    """
    return Stitched(script, clips, pauses, audio, cache)


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


def _sounding(samples: Samples, sample_rate_hz: int) -> tuple[int, int]:
    """Return the first and the end frame of what is to be heard of a clip.

    Engines put silence of their own around a sentence; pauses are for the script to decide.
    """
    import numpy as np

    step = max(1, sample_rate_hz // 100)
    count = len(samples) // step
    if count < 3:
        return 0, len(samples)
    powers = np.square(samples[: count * step]).reshape(count, step).mean(axis=1)
    loud = np.flatnonzero(powers > float(powers.max()) * 10 ** (_QUIET_DB / 10))
    if len(loud) == 0:
        return 0, len(samples)
    first = int(loud[0]) * step - sample_rate_hz * _KEEP_BEFORE_MS // 1000
    end = (int(loud[-1]) + 1) * step + sample_rate_hz * _KEEP_AFTER_MS // 1000
    return max(0, first), min(len(samples), end)


def _faded(samples: Samples, sample_rate_hz: int) -> Samples:
    """Return the samples rising from and falling to nothing, so that no joint clicks."""
    import numpy as np

    faded = samples.copy()
    rise = min(sample_rate_hz * _FADE_IN_MS // 1000, len(samples) // 2)
    fall = min(sample_rate_hz * _FADE_OUT_MS // 1000, len(samples) // 2)
    faded[:rise] *= np.sin(np.linspace(0, np.pi / 2, rise, dtype=np.float32)) ** 2
    faded[len(faded) - fall :] *= np.cos(np.linspace(0, np.pi / 2, fall, dtype=np.float32)) ** 2
    return faded


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
