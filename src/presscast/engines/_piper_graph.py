"""Piper's ONNX graph made repeatable, with its timings as an output.

A voice is published as a graph that draws its own random numbers and keeps the length of each
phoneme to itself. Here the noise becomes an input, so that the same sentence always sounds the
same, and the lengths become an output. The result is kept in the user's cache folder.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path
from typing import Any

from presscast.errors import EngineError

VERSION = 1
"""Part of a voice's fingerprint: raise it when the prepared graph sounds different."""
DURATIONS = "durations"
"""Output: frames of the decoder for each phoneme id."""
RHYTHM_NOISE = "rhythm_noise"
"""Input, shape (1, 2, ids): varies the lengths of phonemes."""
SOUND_NOISE = "sound_noise"
"""Input, shape (1, channels, any): varies the sound; used again from its start where it ends."""


def prepared(model: Path, sha256: str, folder: Path) -> Path:
    """Return the prepared graph of a voice, made now where the folder does not hold it yet.

    Written beside and renamed: several processes may prepare the same voice at once.
    """
    path = folder / f"{sha256[:32]}-{VERSION}.onnx"
    if path.is_file():
        return path
    import onnx

    try:
        graph = onnx.load(str(model))
    except (OSError, onnx.checker.ValidationError, ValueError) as error:
        raise EngineError(
            f"{model}: not a Piper voice ({error})", hint="download the voice again"
        ) from error
    _name_durations(graph, model)
    _feed_noise(graph, model)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=folder, suffix=".part")
        part = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(graph.SerializeToString())
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise EngineError(
            f"{folder}: the voice cannot be prepared there ({error})",
            hint="free some space there, or set PRESSCAST_CACHE to another folder",
        ) from error
    return path


def file_sha256(path: Path) -> str:
    """Return the SHA-256 of a file; raises EngineError where it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise EngineError(
            f"{path}: the voice cannot be read ({error})", hint="install the voice again"
        ) from error


def _name_durations(model: Any, path: Path) -> None:
    """Make the lengths of phonemes, the graph's only rounding up, an output."""
    import onnx

    rounded = [node.output[0] for node in model.graph.node if node.op_type == "Ceil"]
    if len(rounded) != 1:
        raise EngineError(
            f"{path}: not a Piper voice ({len(rounded)} duration tensors)",
            hint="download the voice again",
        )
    model.graph.node.append(onnx.helper.make_node("Identity", rounded, [DURATIONS]))
    model.graph.output.append(
        onnx.helper.make_tensor_value_info(DURATIONS, onnx.TensorProto.FLOAT, None)
    )


def _feed_noise(model: Any, path: Path) -> None:
    """Replace the two random nodes by inputs."""
    import onnx
    from onnx import helper

    nodes = list(model.graph.node)
    random = [node for node in nodes if node.op_type == "RandomNormalLike"]
    rhythm = [node for node in random if "/dp/" in node.name]
    sound = [node for node in random if "/dp/" not in node.name]
    if len(rhythm) != 1 or len(sound) != 1:
        raise EngineError(
            f"{path}: not a Piper voice ({len(random)} noise tensors)",
            hint="download the voice again",
        )
    constants = {"noise_start": 0, "noise_step": 1}
    for name, value in constants.items():
        model.graph.initializer.append(
            helper.make_tensor(name, onnx.TensorProto.INT64, (), [value])
        )
    model.graph.initializer.append(
        helper.make_tensor("noise_axis", onnx.TensorProto.INT64, (1,), [2])
    )
    replacements = {
        rhythm[0].name: [helper.make_node("Identity", [RHYTHM_NOISE], list(rhythm[0].output))],
        sound[0].name: [
            *_length(sound[0].input[0], "noise_wanted"),
            *_length(SOUND_NOISE, "noise_given"),
            helper.make_node(
                "Range", ["noise_start", "noise_wanted", "noise_step"], ["noise_frames"]
            ),
            helper.make_node("Mod", ["noise_frames", "noise_given"], ["noise_places"]),
            helper.make_node(
                "Gather", [SOUND_NOISE, "noise_places"], list(sound[0].output), axis=2
            ),
        ],
    }
    del model.graph.node[:]
    for node in nodes:
        model.graph.node.extend(replacements.get(node.name, [node]))
    for name in (RHYTHM_NOISE, SOUND_NOISE):
        model.graph.input.append(
            helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, (1, None, None))
        )


def _length(tensor: str, name: str) -> list[Any]:
    """Return nodes that put the last dimension of a tensor of three into a scalar."""
    from onnx import helper

    return [
        helper.make_node("Shape", [tensor], [f"{name}_shape"]),
        helper.make_node("Gather", [f"{name}_shape", "noise_axis"], [f"{name}_vector"], axis=0),
        helper.make_node("Squeeze", [f"{name}_vector"], [name]),
    ]
