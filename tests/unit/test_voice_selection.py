"""The most different voices, and who shares one where they do not suffice."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presscast.engines._distances import CLEAR, distance
from presscast.engines._selection import most_different, share
from presscast.model import Voice

PLAIN = Voice("piper", "en_US-joe-medium", "en-US", "CC0-1.0")
STYLES = tuple(
    Voice("piper", "en_US-joe-medium", "en-US", "CC0-1.0", style)
    for style in ("warm", "bright", "deep", "light")
)


def test_the_least_distance_is_as_great_as_any_choice_has_it() -> None:
    chosen = most_different([(), ()], STYLES, (PLAIN,), ())

    def least(pair: tuple[Voice, ...]) -> float:
        return min(distance(one, other) for one, other in combinations((PLAIN, *pair), 2))

    assert least(chosen) == max(least(pair) for pair in combinations(STYLES, 2))
    assert least(chosen) >= CLEAR


def test_a_voice_that_somebody_of_the_show_has_comes_last() -> None:
    used = [voice.address for voice in STYLES[:3]]
    assert most_different([()], STYLES, (PLAIN,), used) == (STYLES[3],)


@pytest.mark.parametrize(("gender", "higher"), [("female", True), ("male", False)])
def test_a_derived_voice_is_moved_towards_the_gender_that_the_release_states(
    gender: str, higher: bool
) -> None:
    (voice,) = most_different([(gender,)], STYLES, (PLAIN,), ())
    assert (voice.style in {"bright", "light"}) == higher


def test_too_few_voices_are_an_error() -> None:
    with pytest.raises(ValueError, match="1 voices for 2 parts"):
        most_different([(), ()], STYLES[:1], (), ())


def test_nobody_shares_where_the_voices_suffice() -> None:
    assert share("abc", "", 3, "abc") == (("a",), ("b",), ("c",))


def test_those_share_who_speak_furthest_apart() -> None:
    assert share("abcd", "", 3, "abcd") == (("a", "d"), ("b",), ("c",))
    assert share("abcde", "", 4, "abcdea") == (("a",), ("b", "e"), ("c",), ("d",))


def test_a_voice_serves_no_crowd_while_others_are_as_far_apart() -> None:
    parts = share("abcdefghi", "", 6, "abcdefghi")
    assert sorted(len(part) for part in parts) == [1, 1, 1, 2, 2, 2]


def test_new_people_share_with_holders_who_never_share_with_each_other() -> None:
    assert share("bc", "ad", 0, "abcd") == (("a", "c"), ("d", "b"))


def test_without_a_voice_or_a_holder_each_stays_alone() -> None:
    assert share("", "", 0, "") == ()
    assert len(share("ab", "", 0, "ab")) == 1


@given(st.text("abcdefgh", max_size=30), st.integers(1, 8), st.integers(0, 3))
def test_everybody_is_in_one_part_and_the_voices_suffice(
    turns: str, voices: int, held: int
) -> None:
    everybody = "abcdefgh"
    holders, new = everybody[:held], everybody[held:]
    parts = share(new, holders, voices, turns)
    assert sorted(one for part in parts for one in part) == list(everybody)
    assert sum(part[0] in new for part in parts) <= voices
    assert all(sum(one in holders for one in part) <= 1 for part in parts)
    assert sum(part[0] in holders for part in parts) == held
