"""Which phonemes say which words, and when these words sound."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from presscast.model import TextMark

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

_SPACE_MS = 100
"""Between two words no longer apart than this nobody pauses."""
_EDGE_MS = 80
"""A word does not begin or end with silence as long as this: a closed mouth takes less."""
_STEP_MS = 5
_SILENT_POWER = 10**-4.5
"""Of the loudest moment."""
_STEPS = ((1, 1), (2, 1), (3, 1), (4, 1), (1, 2), (1, 3), (1, 4), (1, 6), (1, 8), (2, 2), (1, 0))
"""How many words may meet how many groups of phonemes; a dash meets none."""
_JOINT_COST = 0.4
_BAND = 8
"""How far the numbers of words and groups may drift apart on the way."""


@dataclass(frozen=True, slots=True)
class Match:
    """Words `[first_word, end_word)` are said by groups `[first_group, end_group)`."""

    first_word: int
    end_word: int
    first_group: int
    end_group: int


def match_words(words: Sequence[str], groups: Sequence[str]) -> tuple[Match, ...]:
    """Return which groups of phonemes of a sentence say which of its words, both in order.

    `words` holds the phonemes of each word said alone, `groups` those of the sentence between its
    spaces. Every boundary of a match is one that the sentence's own phonemes have, so nothing is
    guessed: words that the phonemizer joins ("of the") stay one match. Returns an empty tuple where
    the two do not fit together.
    """
    if not words or not groups:
        return ()
    costs = _costs(words, groups)
    infinite = float("inf")
    best = [[infinite] * (len(groups) + 1) for _ in range(len(words) + 1)]
    chosen = [[-1] * (len(groups) + 1) for _ in range(len(words) + 1)]
    best[0][0] = 0.0
    for word in range(1, len(words) + 1):
        middle = word * len(groups) // len(words)
        for group in range(max(0, middle - _BAND), min(len(groups), middle + _BAND) + 1):
            for number, (some_words, some_groups) in enumerate(_STEPS):
                if word < some_words or group < some_groups:
                    continue
                before = best[word - some_words][group - some_groups]
                if before == infinite:
                    continue
                cost = before + costs[number][word - some_words][group - some_groups]
                if cost < best[word][group]:
                    best[word][group], chosen[word][group] = cost, number
    if best[-1][-1] == infinite:
        return ()
    matches: list[Match] = []
    word, group = len(words), len(groups)
    while word or group:
        some_words, some_groups = _STEPS[chosen[word][group]]
        if some_groups:
            matches.append(Match(word - some_words, word, group - some_groups, group))
        word, group = word - some_words, group - some_groups
    return tuple(reversed(matches))


def settle(
    marks: Sequence[TextMark], samples: npt.NDArray[np.float32], sample_rate_hz: int
) -> tuple[TextMark, ...]:
    """Return the marks of words as a listener would set them.

    A model counts the space between two words as a sound of its own: where nobody pauses it is the
    beginning of the word that follows. It also stretches a word's last sound into the pause after
    it, and its first into the one before: such silence is the pause's.
    """
    import numpy as np

    step = sample_rate_hz * _STEP_MS // 1000
    whole = samples[: len(samples) // step * step].reshape(-1, step)
    powers = np.square(whole).mean(axis=1)
    sounding = powers > powers.max(initial=0.0) * _SILENT_POWER
    edge_steps, space = _EDGE_MS // _STEP_MS, sample_rate_hz * _SPACE_MS // 1000
    settled: list[TextMark] = []
    for mark in marks:
        first, end = mark.start_frame // step, -(-mark.end_frame // step)
        loud = np.flatnonzero(sounding[first:end])
        start_frame, end_frame = mark.start_frame, mark.end_frame
        if len(loud) and loud[0] >= edge_steps:
            start_frame = (first + int(loud[0])) * step
        if len(loud) and end - first - 1 - loud[-1] >= edge_steps:
            end_frame = (first + int(loud[-1]) + 1) * step
        if settled and start_frame - settled[-1].end_frame < space:
            start_frame = settled[-1].end_frame
        settled.append(replace(mark, start_frame=start_frame, end_frame=end_frame))
    return tuple(settled)


def _costs(words: Sequence[str], groups: Sequence[str]) -> list[list[list[float]]]:
    """Return for each step what it costs from each word and group: phonemes that differ.

    The order of phonemes within a step does not count; words come in order anyway.
    """
    import numpy as np

    letters = {
        letter: place for place, letter in enumerate(sorted(set("".join((*words, *groups)))))
    }
    said, heard = _counts(words, letters), _counts(groups, letters)
    costs: list[list[list[float]]] = []
    for some_words, some_groups in _STEPS:
        step_words = said[some_words:] - said[: max(0, len(said) - some_words)]
        step_groups = heard[some_groups:] - heard[: max(0, len(heard) - some_groups)]
        differences = np.abs(step_words[:, None] - step_groups[None]).sum(axis=2, dtype=np.float32)
        if not some_groups:
            differences[step_words.sum(axis=1) > 0] = np.inf
        differences += _JOINT_COST * (some_words + some_groups - 2)
        costs.append(differences.tolist())
    return costs


def _counts(texts: Sequence[str], letters: dict[str, int]) -> npt.NDArray[np.int16]:
    """Return how often each letter stands before each text: shape (texts + 1, letters)."""
    import numpy as np

    counts = np.zeros((len(texts) + 1, len(letters)), np.int16)
    for row, text in enumerate(texts, 1):
        for letter in text:
            counts[row, letters[letter]] += 1
    return np.cumsum(counts, axis=0, dtype=np.int16)
