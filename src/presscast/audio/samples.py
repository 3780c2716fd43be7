"""Mono sound as floats, full scale 1.0, and as the 16-bit frames that are stored and sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Samples = npt.NDArray[np.float32]


def from_pcm(pcm: bytes) -> Samples:
    """Return signed 16-bit little-endian frames as floats."""
    import numpy as np

    samples: Samples = np.frombuffer(pcm, "<i2").astype(np.float32)
    samples /= 32768
    return samples


def to_pcm(samples: Samples) -> bytes:
    """Return floats within full scale as signed 16-bit little-endian frames."""
    import numpy as np

    return np.rint(samples * 32767).astype("<i2").tobytes()
