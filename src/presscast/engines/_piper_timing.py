"""When the words of a Piper clip sound, from how long the model gave each phoneme."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

_SILENT = frozenset(" .,;:!?")
"""Phonemes that are a pause; they belong to no word."""
_UNSTABLE = frozenset("ˈˌː() .,;:!?-\u0361\u0329")
"""Phonemes that a word said alone may have otherwise than in its sentence."""


@dataclass(frozen=True, slots=True)
class Group:
    """Phonemes between two spaces and the frames in which they sound."""

    phonemes: str
    start_frame: int
    end_frame: int


def stable(phonemes: str) -> str:
    """Return the phonemes without what a word has only alone, or only in its sentence."""
    return "".join(phoneme for phoneme in phonemes if phoneme not in _UNSTABLE)


def groups_of(
    phonemes: list[str], frames: npt.NDArray[np.int64], id_map: dict[str, list[int]]
) -> list[Group]:
    """Return the groups between spaces; `frames` has one number for each id of the sentence."""
    import numpy as np

    ends = np.concatenate(([0], np.cumsum(frames))).tolist()
    padding = len(id_map["_"])
    position = len(id_map["^"]) + padding
    groups: list[Group] = []
    current: list[str] = []
    start = end = 0
    for phoneme in phonemes:
        after = position + len(id_map[phoneme]) + padding
        if phoneme not in _SILENT:
            if not current:
                start = ends[position]
            current.append(phoneme)
            end = ends[after]
        elif phoneme == " " and current:
            groups.append(Group("".join(current), start, end))
            current = []
        position = after
    if current:
        groups.append(Group("".join(current), start, end))
    if position + len(id_map["$"]) != len(frames):
        return []
    return groups
