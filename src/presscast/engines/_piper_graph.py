"""Piper's ONNX graph made repeatable, with its timings as an output, in two parts.

A voice is published as one graph that draws its own random numbers and keeps the length of each
phoneme to itself. Here the noise becomes an input, so that the same sentence always sounds the
same, and the lengths become an output. The last part of the decoder, half of the work and nearly
all of the memory, becomes a graph of its own that makes the sound a stretch at a time: memory then
does not grow with the sentence. Its convolutions get a second dimension, because onnxruntime has
its fast kernels (NCHWc) for two dimensions only.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from presscast.errors import EngineError

VERSION = 2
"""Part of a voice's fingerprint: raise it when the prepared graphs sound different."""
DURATIONS = "durations"
"""Output of the front: frames of the decoder for each phoneme id."""
RHYTHM_NOISE = "rhythm_noise"
"""Input of the front, shape (1, 2, ids): varies the lengths of phonemes."""
SOUND_NOISE = "sound_noise"
"""Input of the front, shape (1, channels, any): varies the sound; repeats where it ends."""
STEP_SAMPLES = "samples_per_step"
REACH_STEPS = "reach_in_steps"
_DECODER = "/dec/"
_HEIGHT_AXIS = "height_axis"


@dataclass(frozen=True, slots=True)
class PreparedGraph:
    """The two parts, serialized; the metadata of `back` has STEP_SAMPLES and REACH_STEPS."""

    front: bytes
    back: bytes


def prepare(model: Path) -> PreparedGraph:
    """Return the two parts of a voice. Raises EngineError for what is no Piper voice."""
    import onnx
    from google.protobuf.message import DecodeError  # type: ignore[import-untyped]

    try:
        graph = onnx.load(str(model))
    except (OSError, DecodeError) as error:
        raise _no_voice(model, str(error)) from error
    if not graph.graph.output:
        raise _no_voice(model, "it has no output")
    _name_durations(graph, model)
    _feed_noise(graph, model)
    return _split(graph, model)


def _no_voice(model: Path, reason: str) -> EngineError:
    return EngineError(f"{model}: not a Piper voice ({reason})", hint="download the voice again")


def _name_durations(model: Any, path: Path) -> None:
    """Make the lengths of phonemes, the graph's only rounding up, an output."""
    from onnx import TensorProto, helper

    rounded = [node.output[0] for node in model.graph.node if node.op_type == "Ceil"]
    if len(rounded) != 1:
        raise _no_voice(path, f"{len(rounded)} duration tensors")
    model.graph.node.append(helper.make_node("Identity", rounded, [DURATIONS]))
    model.graph.output.append(helper.make_tensor_value_info(DURATIONS, TensorProto.FLOAT, None))


def _feed_noise(model: Any, path: Path) -> None:
    """Replace the two random nodes by inputs."""
    from onnx import TensorProto, helper

    nodes = list(model.graph.node)
    random = [node for node in nodes if node.op_type == "RandomNormalLike"]
    rhythm = [node for node in random if "/dp/" in node.name]
    sound = [node for node in random if "/dp/" not in node.name]
    if len(rhythm) != 1 or len(sound) != 1:
        raise _no_voice(path, f"{len(random)} noise tensors")
    for name, shape, value in (
        ("noise_start", (), 0),
        ("noise_step", (), 1),
        ("noise_axis", (1,), 2),
    ):
        model.graph.initializer.append(helper.make_tensor(name, TensorProto.INT64, shape, [value]))
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
            helper.make_tensor_value_info(name, TensorProto.FLOAT, (1, None, None))
        )


def _length(tensor: str, name: str) -> list[Any]:
    """Return nodes that put the last dimension of a tensor of three into a scalar."""
    from onnx import helper

    return [
        helper.make_node("Shape", [tensor], [f"{name}_shape"]),
        helper.make_node("Gather", [f"{name}_shape", "noise_axis"], [f"{name}_vector"], axis=0),
        helper.make_node("Squeeze", [f"{name}_vector"], [name]),
    ]


def _split(model: Any, path: Path) -> PreparedGraph:
    """Cut the decoder before its second upsampling."""
    from onnx import TensorProto, helper

    graph = model.graph
    upsamplings = [
        node
        for node in graph.node
        if node.op_type == "ConvTranspose" and node.name.startswith(_DECODER)
    ]
    if len(upsamplings) < 2:
        raise _no_voice(path, f"{len(upsamplings)} upsamplings")
    cut = upsamplings[1].input[0]
    output = graph.output[0]
    back = _producers(graph.node, {output.name}, until=cut)
    front = _producers(graph.node, {cut, DURATIONS})
    weights = {weight.name: weight for weight in graph.initializer}
    reach, factor = _reach(back, weights, output.name, cut)
    made_at_cut = helper.make_tensor_value_info(cut, TensorProto.FLOAT, (1, None, None))
    front_model = _model(model, front, weights, graph.input, [made_at_cut, graph.output[1]])
    back = _with_height(back, weights, cut)
    sound = helper.make_tensor_value_info(output.name, TensorProto.FLOAT, None)
    back_model = _model(model, back, weights, [made_at_cut], [sound])
    helper.set_model_props(back_model, {STEP_SAMPLES: str(factor), REACH_STEPS: str(reach)})
    return PreparedGraph(front_model.SerializeToString(), back_model.SerializeToString())


def _model(
    model: Any, nodes: list[Any], weights: dict[str, Any], inputs: Iterable[Any], outputs: list[Any]
) -> Any:
    """Return a model of some nodes and of the weights that they use."""
    from onnx import helper

    used = {name for node in nodes for name in node.input}
    kept = [weight for name, weight in weights.items() if name in used]
    graph = helper.make_graph(nodes, "piper", list(inputs), outputs, kept)
    made = helper.make_model(graph, opset_imports=model.opset_import)
    made.ir_version = model.ir_version
    return made


def _producers(nodes: Sequence[Any], tensors: set[str], until: str = "") -> list[Any]:
    """Return the nodes that make some tensors, from the graph's inputs or from another tensor."""
    wanted = set(tensors)
    chosen: list[Any] = []
    for node in reversed(nodes):
        if wanted.intersection(node.output):
            chosen.append(node)
            wanted.update(name for name in node.input if name != until)
    return chosen[::-1]


def _reach(nodes: list[Any], weights: dict[str, Any], output: str, cut: str) -> tuple[int, int]:
    """Return on how many steps to either side of the cut a sample depends, and samples per step."""
    reach = {output: 0}
    factor = {output: 1}
    for node in reversed(nodes):
        after = max(reach.get(name, 0) for name in node.output)
        samples = max(factor.get(name, 1) for name in node.output)
        if node.op_type in {"Conv", "ConvTranspose"}:
            taps = weights[node.input[1]].dims[2]
            settings = {attribute.name: attribute for attribute in node.attribute}
            stride = settings["strides"].ints[0]
            if node.op_type == "Conv":
                after += -(-(taps - 1) * settings["dilations"].ints[0] // 2)
            else:
                after = -(-(after + taps) // stride) + 1
                samples *= stride
        for name in node.input:
            reach[name] = max(reach.get(name, 0), after)
            factor[name] = max(factor.get(name, 1), samples)
    return reach[cut], factor[cut]


def _with_height(nodes: list[Any], weights: dict[str, Any], cut: str) -> list[Any]:
    """Return the nodes with tensors of shape (1, channels, 1, time) for (1, channels, time).

    Changes the weights of their convolutions.
    """
    from onnx import TensorProto, helper

    tall = f"{cut}_tall"
    weights[_HEIGHT_AXIS] = helper.make_tensor(_HEIGHT_AXIS, TensorProto.INT64, (1,), [2])
    changed = [helper.make_node("Unsqueeze", [cut, _HEIGHT_AXIS], [tall])]
    for node in nodes:
        if node.op_type in {"Conv", "ConvTranspose"}:
            weights[node.input[1]].dims.insert(2, 1)
            for attribute in node.attribute:
                _add_height(attribute)
        for place, name in enumerate(node.input):
            if name == cut:
                node.input[place] = tall
        changed.append(node)
    return changed


def _add_height(attribute: Any) -> None:
    """Give an attribute of a convolution over time its value for a height of 1."""
    neutral = {"dilations": 1, "strides": 1, "kernel_shape": 1, "output_padding": 0}
    if attribute.name in neutral:
        attribute.ints.insert(0, neutral[attribute.name])
    elif attribute.name == "pads":
        before, after = attribute.ints
        del attribute.ints[:]
        attribute.ints.extend((0, before, 0, after))
