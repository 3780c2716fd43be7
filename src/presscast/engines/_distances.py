"""How differently two voices sound, as measured once and shipped beside this module.

`voice_distances.json` holds, for each voice, 100 × the cosine distance of its speaker embedding
(GE2E, Wan et al. 2018; mean over ten sentences) to each voice before it; docs/voices.md tells how
it was made. 0 is the same voice.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import msgspec

from presscast.model import Voice

CLEAR = 0.14
"""From here on, listeners take two voices for two people."""
_UNMEASURED = 0.2
"""Taken for two different voices where one was not measured."""
_UNMEASURED_STYLES = 0.1
"""Taken for two styles of one voice that was not measured."""


class _Table(msgspec.Struct, frozen=True):
    voices: tuple[str, ...]
    hundredths: tuple[tuple[int, ...], ...]
    """Row i: the distances of voice i to the voices 0 … i − 1."""


def distance(one: Voice, other: Voice) -> float:
    """Return the distance of two voices: 0 for the same voice, measured where both are known."""
    if one.address == other.address:
        return 0.0
    places, table = _measured()
    if one.address in places and other.address in places:
        low, high = sorted((places[one.address], places[other.address]))
        return table.hundredths[high][low] / 100
    if (one.engine, one.name) == (other.engine, other.name):
        return _UNMEASURED_STYLES
    return _UNMEASURED


def castable(voices: Sequence[Voice]) -> list[Voice]:
    """Return those of an engine's voices of one language that may be given to somebody unasked.

    Where some of Kokoro's were measured, those are left out that did not pass. Piper voices are the
    publisher's own choice, whether measured or not.
    """
    places, _ = _measured()
    passed = [voice for voice in voices if voice.engine == "piper" or voice.address in places]
    return passed or list(voices)


@cache
def _measured() -> tuple[dict[str, int], _Table]:
    data = Path(__file__).with_name("voice_distances.json").read_bytes()
    table = msgspec.json.decode(data, type=_Table)
    return {voice: place for place, voice in enumerate(table.voices)}, table
