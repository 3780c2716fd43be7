"""Who gets which voice: the most different ones, and who shares one where they do not suffice."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from presscast.engines._derive import style_of, styles
from presscast.engines._distances import CLEAR, distance
from presscast.model import Voice

_BEAM = 48
"""How many partial casts are followed at once; enough for the best one among eight people."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A way to cast the first few of those who have no voice yet; less is better."""

    unsuited: int = 0
    """Voices against the pronoun that the release uses."""
    unclear: float = 0.0
    """How far the least distance falls short of a clear one."""
    known: int = 0
    """Voices that other people of the show have."""
    likeness: float = 0.0
    """Less for a greater least distance."""
    voices: tuple[Voice, ...] = ()

    @property
    def rank(self) -> tuple[float, ...]:
        return (self.unsuited, self.unclear, self.known, self.likeness)


def most_different(
    genders: Sequence[Sequence[str]],
    free: Sequence[Voice],
    taken: Sequence[Voice],
    used: Iterable[str],
) -> tuple[Voice, ...]:
    """Return a free voice for each part, together, so that the least distance is the greatest.

    `genders` are those that the release itself states of the people of each part (`male`,
    `female`); `taken` the voices that others in the episode have, `used` the addresses of those
    that people of earlier episodes have. Raises ValueError where there are too few free voices.
    """
    if len(free) < len(genders):
        raise ValueError(f"{len(free)} voices for {len(genders)} parts")
    known = Counter(used)
    beam = [_Candidate()]
    for wanted in genders:
        grown = []
        for candidate in beam:
            others = (*taken, *candidate.voices)
            for voice in free:
                if voice in candidate.voices:
                    continue
                apart = min((distance(voice, other) for other in others), default=1.0)
                grown.append(
                    _Candidate(
                        candidate.unsuited + sum(unsuited(voice, gender) for gender in wanted),
                        max(candidate.unclear, CLEAR - apart, 0.0),
                        candidate.known + known[voice.address],
                        max(candidate.likeness, 2.0 - apart),
                        (*candidate.voices, voice),
                    )
                )
        grown.sort(key=lambda one: one.rank)
        beam = grown[:_BEAM]
    return beam[0].voices


def unsuited(voice: Voice, gender: str) -> int:
    """Return 0 for a voice whose maker states that gender, 2 for one that contradicts it.

    A derived voice counts as 1 where it is moved towards that gender.
    """
    if voice.style in styles():
        higher = style_of(voice.style).pitch > 1
        return 1 if higher == (gender == "female") else 2
    if not voice.gender:
        return 1
    return 0 if voice.gender == gender else 2


def share(
    new: Sequence[str], holders: Sequence[str], voices: int, turns: Sequence[str]
) -> tuple[tuple[str, ...], ...]:
    """Return the parts into which people fall so that so many free voices suffice for the new ones.

    Those share whose turns in the episode are furthest apart. `holders` have a voice and never
    share with each other: a part that begins with one needs no free voice. `turns` are the speakers
    in order. Nobody shares where the voices suffice; where there is neither a free voice nor a
    holder, each stays a part of their own.
    """
    places: dict[str, list[int]] = {}
    for place, speaker in enumerate(turns):
        places.setdefault(speaker, []).append(place)
    held = set(holders)
    parts: dict[str, tuple[str, ...]] = {one: (one,) for one in (*holders, *new)}
    gaps = {
        (one, other): _gap(places.get(one, ()), places.get(other, ()))
        for one, other in combinations(parts, 2)
        if other not in held
    }
    while gaps and sum(first not in held for first in parts) > voices:
        # Among pairs equally far apart, the smaller: nobody's voice should serve a crowd.
        one, other = max(
            gaps, key=lambda pair: (gaps[pair], -len(parts[pair[0]]) - len(parts[pair[1]]))
        )
        parts[one] += parts.pop(other)
        for first, second in [pair for pair in gaps if one in pair and other not in pair]:
            third = second if first == one else first
            nearer = gaps.get((other, third), gaps.get((third, other), math.inf))
            gaps[first, second] = min(gaps[first, second], nearer)
        gaps = {pair: gap for pair, gap in gaps.items() if other not in pair}
    return tuple(parts.values())


def _gap(one: Sequence[int], other: Sequence[int]) -> float:
    """Return how far apart the nearest turns of two people are."""
    return min((abs(a - b) for a in one for b in other), default=math.inf)
