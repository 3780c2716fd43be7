"""A Piper voice loaded into onnxruntime: phoneme ids in, sound and timings out."""

from __future__ import annotations

import tempfile
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from presscast.engines import _piper_graph as graph
from presscast.errors import EngineError
from presscast.files import file_sha256

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float32]

_CHUNK_SAMPLES = 16_384
"""So much sound is made at a time: its tensors fit the cache of a core."""
_NOISE_FRAMES = 4096
_SOUND_CHANNELS = 192


class PiperSession:
    """The two parts of a voice; safe to run from several threads at once."""

    def __init__(
        self, model: Path, sha256: str, folder: Path, threads: int, front_threads: int = 1
    ) -> None:
        """Load a voice, from the folder of prepared ones where it was loaded before.

        Where fewer than `threads` sentences are being spoken, the others help with those.
        `front_threads` share the first part of a sentence, which is half of the work; with more
        than one it gives the same samples, but takes 7 % more of the processors' time where all
        are busy.
        """
        import onnxruntime

        stem = folder / f"{sha256[:24]}-{graph.VERSION}-{onnxruntime.__version__}"
        front, back = (
            stem.with_name(f"{stem.name}-front.onnx"),
            stem.with_name(f"{stem.name}-back.onnx"),
        )
        if not (front.is_file() and back.is_file()):
            _prepare(model, front, back)
        levels = onnxruntime.GraphOptimizationLevel
        try:
            self._front = _load(str(front), levels.ORT_DISABLE_ALL, threads=front_threads)
            self._back = _load(str(back), levels.ORT_ENABLE_ALL)
        except _session_errors() as error:
            front.unlink(missing_ok=True)
            back.unlink(missing_ok=True)
            raise EngineError(
                f"{model}: the voice cannot be loaded ({error})",
                hint="try again; if it fails again, install the voice again",
            ) from error
        self._back_input = self._back.get_inputs()[0].name
        metadata = self._back.get_modelmeta().custom_metadata_map
        self._step_samples = int(metadata[graph.STEP_SAMPLES])
        self._reach = int(metadata[graph.REACH_STEPS])
        self._threads = threads
        self._busy = 0
        self._busy_lock = Lock()
        self._helpers = ThreadPoolExecutor(threads, thread_name_prefix="presscast-chunk")

    def run(
        self, ids: list[int], scales: tuple[float, float, float], speaker: int | None, seed: int
    ) -> tuple[Floats, npt.NDArray[np.int64]]:
        """Return the samples for phoneme ids, and how many frames of the decoder each id lasts.

        `scales` are noise, length and noise of the length, as Piper orders them. The same arguments
        give the same samples. Raises EngineError where onnxruntime fails.
        """
        import numpy as np

        start = seed % (_NOISE_FRAMES // 2)
        feeds = {
            "input": np.array([ids], dtype=np.int64),
            "input_lengths": np.array([len(ids)], dtype=np.int64),
            "scales": np.array(scales, dtype=np.float32),
            graph.RHYTHM_NOISE: _noise(2, max(_NOISE_FRAMES, len(ids)))[:, :, : len(ids)],
            graph.SOUND_NOISE: _noise(_SOUND_CHANNELS, _NOISE_FRAMES)[:, :, start:],
        }
        if speaker is not None:
            feeds["sid"] = np.array([speaker], dtype=np.int64)
        with self._busy_lock:
            self._busy += 1
        try:
            latent, durations = self._front.run(None, feeds)
            samples = self._decode(latent)
        except _session_errors() as error:
            raise EngineError(
                f"onnxruntime failed: {error}",
                hint="try again; if it fails again, choose another voice",
            ) from error
        finally:
            with self._busy_lock:
                self._busy -= 1
        return samples, durations.reshape(-1).astype(np.int64)

    def _decode(self, latent: Floats) -> Floats:
        """Return the samples of the front's result, made a chunk at a time, on all idle threads.

        Each chunk is made with the steps around it that it depends on, so the samples are the same
        as if all were made at once.
        """
        import numpy as np

        chunk = max(1, _CHUNK_SAMPLES // self._step_samples)
        waiting = deque(range(0, latent.shape[2], chunk))
        made: dict[int, Floats] = {}
        helping: list[Future[None]] = []

        def make_next() -> None:
            try:
                start = waiting.popleft()
            except IndexError:
                return
            made[start] = self._sound(latent, start, start + chunk)

        def help_out() -> None:
            try:
                # A sentence that begins meanwhile needs the core more.
                while waiting and self._busy <= self._threads:
                    make_next()
            finally:
                with self._busy_lock:
                    self._busy -= 1

        while waiting:
            if len(waiting) > 1 and self._take_idle():
                helping.append(self._helpers.submit(help_out))
            make_next()
        for helper in helping:
            helper.result()
        return np.concatenate([made[start] for start in sorted(made)])

    def _take_idle(self) -> bool:
        """Count an idle thread as busy; return whether there was one."""
        with self._busy_lock:
            is_idle = self._busy < self._threads
            self._busy += is_idle
        return is_idle

    def _sound(self, latent: Floats, start: int, end: int) -> Floats:
        """Return the samples of the steps from `start` to `end`, or to the last."""
        import numpy as np

        steps = latent.shape[2]
        end = min(end, steps)
        first, last = max(0, start - self._reach), min(steps, end + self._reach)
        part = np.ascontiguousarray(latent[:, :, first:last])
        sound: Floats = self._back.run(None, {self._back_input: part})[0].reshape(-1)
        size = self._step_samples
        return sound[(start - first) * size : (end - first) * size]


def voice_sha256(path: Path) -> str:
    """Return the SHA-256 of a voice; raises EngineError where it cannot be read."""
    try:
        return file_sha256(path)
    except OSError as error:
        raise EngineError(
            f"{path}: the voice cannot be read ({error})", hint="install the voice again"
        ) from error


def _prepare(model: Path, front: Path, back: Path) -> None:
    """Write the parts of a voice; the front as onnxruntime simplifies it, which loads faster.

    Written beside and renamed: several processes may prepare the same voice at once.
    """
    import onnxruntime

    parts = graph.prepare(model)
    try:
        front.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=front.parent, prefix="preparing-") as folder:
            made = Path(folder) / "front.onnx"
            # Further optimizations depend on the processor, and the folder may be shared.
            level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
            _load(parts.front, level, save=made)
            made_back = Path(folder) / "back.onnx"
            made_back.write_bytes(parts.back)
            made.replace(front)
            made_back.replace(back)
    except OSError as error:
        raise EngineError(
            f"{front.parent}: the voice cannot be prepared there ({error})",
            hint="free some space there, or set PRESSCAST_CACHE to another folder",
        ) from error
    except _session_errors() as error:
        raise EngineError(
            f"{model}: not a Piper voice ({error})", hint="download the voice again"
        ) from error


def _load(model: str | bytes, level: Any, save: Path | None = None, threads: int = 1) -> Any:
    """Return a session that uses so many threads for a sentence."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.inter_op_num_threads = 1
    options.graph_optimization_level = level
    options.log_severity_level = 3
    if save is not None:
        options.optimized_model_filepath = str(save)
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


def _session_errors() -> tuple[type[Exception], ...]:
    """Return what onnxruntime raises; its errors have no common parent but Exception."""
    from onnxruntime.capi import onnxruntime_pybind11_state as state

    return (
        state.Fail,
        state.InvalidArgument,
        state.InvalidGraph,
        state.InvalidProtobuf,
        state.NoSuchFile,
        state.NotImplemented,
        state.RuntimeException,
    )


@lru_cache
def _noise(channels: int, frames: int) -> Floats:
    """Return standard normal noise, shape (1, channels, frames), the same in every run."""
    import numpy as np

    generator = np.random.Generator(np.random.PCG64(channels))
    return generator.standard_normal((1, channels, frames), dtype=np.float32)
