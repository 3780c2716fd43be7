"""Which phonemes say which words, where the phonemizer joins some words and takes others apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

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
