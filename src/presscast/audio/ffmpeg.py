"""The ffmpeg program that comes with imageio-ffmpeg: sound in, sound out, through pipes."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import IO, TYPE_CHECKING, Self

from presscast.errors import AudioError, PresscastError, PublishError

if TYPE_CHECKING:
    from presscast.audio.samples import Samples

REINSTALL_HINT = "ffmpeg comes with a package: pip install --force-reinstall imageio-ffmpeg"
_CHUNK_BYTES = 1 << 20
LAME_QUALITY = 7
"""Of 0 (slowest) to 9; docs/sound.md has what it costs and what it changes."""


def program() -> str:
    """Return the path of ffmpeg; raises AudioError where there is none."""
    import imageio_ffmpeg

    try:
        path: str = imageio_ffmpeg.get_ffmpeg_exe()
    except RuntimeError as error:
        raise AudioError("ffmpeg was not found", hint=REINSTALL_HINT) from error
    return path


class _Process:
    """A run of ffmpeg whose complaints are kept; Ctrl-C in the terminal does not reach it."""

    def __init__(self, what: str, arguments: list[str], stdin: int, stdout: int) -> None:
        self.what = what
        # A pipe for complaints could fill up and stop ffmpeg while nobody reads it.
        self._complaints: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 -- closed by close()
        command = [program(), "-hide_banner", "-loglevel", "error", *arguments]
        try:
            self.run = subprocess.Popen(
                command,
                stdin=stdin,
                stdout=stdout,
                stderr=self._complaints,
                bufsize=0,
                start_new_session=True,
            )
        except OSError as error:
            self._complaints.close()
            raise AudioError(f"ffmpeg cannot be started: {error}", hint=REINSTALL_HINT) from error

    def failure(self) -> PresscastError:
        """Return why ffmpeg failed, as what the publisher can mend."""
        self._complaints.seek(0)
        lines = self._complaints.read().decode(errors="replace").strip().splitlines()
        reason = lines[-1] if lines else f"ffmpeg ended with status {self.run.returncode}"
        if any("No space left on device" in line for line in lines):
            return PublishError(f"{self.what}: the disk is full", hint="free some space, try again")
        if any("Permission denied" in line for line in lines):
            return PublishError(
                f"{self.what}: no permission to write there", hint="choose another folder: -o DIR"
            )
        return AudioError(f"{self.what}: {reason}", hint="presscast doctor shows what is installed")

    def close(self) -> None:
        """Stop ffmpeg if it still runs."""
        if self.run.poll() is None:
            self.run.kill()
        for pipe in (self.run.stdin, self.run.stdout):
            if pipe is not None:
                pipe.close()
        self.run.wait()
        self._complaints.close()


class Mp3Encoder:
    """Encodes mono 16-bit PCM into an MP3 file while the PCM is still being made.

    Constant bit rate, with a LAME header that states the exact length. A context manager: where it
    is left by an error, Ctrl-C included, ffmpeg is stopped and the file removed.
    """

    def __init__(self, path: Path, sample_rate_hz: int, bitrate_kbps: int) -> None:
        self._path = path
        arguments = ["-y", "-f", "s16le", "-ar", str(sample_rate_hz), "-ac", "1", "-i", "pipe:0"]
        arguments += ["-c:a", "libmp3lame", "-b:a", f"{bitrate_kbps}k"]
        arguments += ["-compression_level", str(LAME_QUALITY), "-write_xing", "1"]
        arguments += ["-id3v2_version", "0", "-f", "mp3", str(path.absolute())]
        self._process = _Process(str(path), arguments, subprocess.PIPE, subprocess.DEVNULL)

    def __enter__(self) -> Self:
        return self

    def write(self, pcm: bytes) -> None:
        """Encode signed 16-bit little-endian frames. Raises AudioError or PublishError."""
        stdin = self._process.run.stdin
        assert stdin is not None
        view = memoryview(pcm)
        try:
            while view:
                view = view[stdin.write(view) :]
        except BrokenPipeError as error:
            self._process.run.wait()
            raise self._process.failure() from error

    def finish(self) -> None:
        """Write what is left and the header. Raises AudioError or PublishError."""
        stdin = self._process.run.stdin
        assert stdin is not None
        stdin.close()
        if self._process.run.wait() != 0:
            raise self._process.failure()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._process.close()
        if kind is not None:
            self._path.unlink(missing_ok=True)


def decode(path: Path, sample_rate_hz: int) -> Iterator[Samples]:
    """Yield a sound file as mono samples at a rate, full scale 1.0, about 6 s at a time.

    Samples of a compressed file may lie above full scale. Raises AudioError for what is no sound.
    """
    import numpy as np

    arguments = ["-i", str(path.absolute()), "-map", "0:a:0", "-f", "f32le", "-ac", "1"]
    arguments += ["-ar", str(sample_rate_hz), "pipe:1"]
    process = _Process(str(path), ["-nostdin", *arguments], subprocess.DEVNULL, subprocess.PIPE)
    try:
        stdout = process.run.stdout
        assert stdout is not None
        rest = b""
        while chunk := stdout.read(_CHUNK_BYTES):
            data = rest + chunk
            whole = len(data) - len(data) % 4
            rest = data[whole:]
            if whole:
                yield np.frombuffer(data[:whole], "<f4")
        if process.run.wait() != 0:
            raise process.failure()
    finally:
        process.close()


def piped(arguments: list[str], data: bytes) -> bytes:
    """Return what ffmpeg makes of data, both through pipes. Raises AudioError where it fails."""
    command = [program(), "-hide_banner", "-loglevel", "error", *arguments]
    try:
        done = subprocess.run(
            command, input=data, capture_output=True, start_new_session=True, check=False
        )
    except OSError as error:
        raise AudioError(f"ffmpeg cannot be started: {error}", hint=REINSTALL_HINT) from error
    if done.returncode != 0:
        lines = done.stderr.decode(errors="replace").strip().splitlines()
        reason = lines[-1] if lines else f"it ended with status {done.returncode}"
        raise AudioError(f"ffmpeg: {reason}", hint="presscast doctor shows what is installed")
    return done.stdout
