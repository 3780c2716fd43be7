"""Phonemes are given to the words that they say, never to others."""

from __future__ import annotations

import numpy as np

from presscast.engines._word_marks import Match, match_words, settle
from presscast.model import TextMark

RATE_HZ = 20_000


def pairs(words: str, groups: str) -> list[tuple[str, str]]:
    """Return which words meet which groups, both written with spaces; `_` is a silent word."""
    spoken = [word.strip("_") for word in words.split()]
    heard = groups.split()
    return [
        (
            " ".join(words.split()[match.first_word : match.end_word]),
            " ".join(heard[match.first_group : match.end_group]),
        )
        for match in match_words(spoken, heard)
    ]


def test_one_word_one_group() -> None:
    assert pairs("ðə kɔɹt ɹuld", "ðə kɔɹt ɹuld") == [
        ("ðə", "ðə"),
        ("kɔɹt", "kɔɹt"),
        ("ɹuld", "ɹuld"),
    ]


def test_words_that_are_joined_stay_one() -> None:
    assert pairs("hɛd ʌv ðə bɔɹd", "hɛd ʌvðə bɔɹd") == [
        ("hɛd", "hɛd"),
        ("ʌv ðə", "ʌvðə"),
        ("bɔɹd", "bɔɹd"),
    ]


def test_a_word_that_is_taken_apart_stays_one() -> None:
    assert pairs("peɪd twɛntifaɪv dɑlɚz", "peɪd twɛnti faɪv dɑlɚz") == [
        ("peɪd", "peɪd"),
        ("twɛntifaɪv", "twɛnti faɪv"),
        ("dɑlɚz", "dɑlɚz"),
    ]


def test_a_dash_meets_nothing() -> None:
    assert pairs("wʌn _ tu", "wʌn tu") == [("wʌn", "wʌn"), ("tu", "tu")]


def test_a_word_said_otherwise_in_its_sentence_keeps_its_place() -> None:
    assert pairs("eɪ mæn ænd eɪ plæn", "ɐ mæn ænd ɐ plæn") == [
        ("eɪ", "ɐ"),
        ("mæn", "mæn"),
        ("ænd", "ænd"),
        ("eɪ", "ɐ"),
        ("plæn", "plæn"),
    ]


def test_the_same_word_again_is_not_mistaken() -> None:
    assert pairs("ʌv ðə mæn ʌv ðə mæn", "ʌvðə mæn ʌv ðə mæn")[:2] == [
        ("ʌv ðə", "ʌvðə"),
        ("mæn", "mæn"),
    ]
    assert pairs("ʌv ðə mæn ʌv ðə mæn", "ʌv ðə mæn ʌvðə mæn")[-2:] == [
        ("ʌv ðə", "ʌvðə"),
        ("mæn", "mæn"),
    ]


def test_no_groups_no_matches() -> None:
    assert match_words(["ðə"], []) == ()
    assert match_words([], ["ðə"]) == ()
    assert match_words(["ðə"], ["ðə"]) == (Match(0, 1, 0, 1),)


def sound(*parts: tuple[int, float]) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    """Return a buzz of some milliseconds at some level, part after part."""
    levels = np.concatenate([np.full(ms * RATE_HZ // 1000, level) for ms, level in parts])
    return (levels * np.where(np.arange(len(levels)) % 20 < 10, 1, -1)).astype(np.float32)


def frames_ms(marks: tuple[TextMark, ...]) -> list[tuple[int, int]]:
    per_ms = RATE_HZ // 1000
    return [(mark.start_frame // per_ms, mark.end_frame // per_ms) for mark in marks]


def marks(*spans_ms: tuple[int, int]) -> tuple[TextMark, ...]:
    per_ms = RATE_HZ // 1000
    return tuple(TextMark(0, 1, start * per_ms, end * per_ms) for start, end in spans_ms)


def test_a_space_without_a_pause_begins_the_word_after_it() -> None:
    settled = settle(marks((0, 200), (245, 400)), sound((400, 0.5)), RATE_HZ)
    assert frames_ms(settled) == [(0, 200), (200, 400)]


def test_a_pause_is_of_no_word() -> None:
    samples = sound((300, 0.5), (250, 0.0), (300, 0.5))
    settled = settle(marks((0, 520), (540, 850)), samples, RATE_HZ)
    assert frames_ms(settled) == [(0, 300), (540, 850)]
    settled = settle(marks((0, 300), (340, 850)), samples, RATE_HZ)
    assert frames_ms(settled) == [(0, 300), (550, 850)]


def test_a_closed_mouth_within_a_word_and_at_its_edge_stays() -> None:
    samples = sound((200, 0.5), (70, 0.0), (130, 0.5), (70, 0.0))
    assert frames_ms(settle(marks((0, 470)), samples, RATE_HZ)) == [(0, 470)]


def test_a_word_without_any_sound_keeps_its_place() -> None:
    assert settle(marks((0, 300)), sound((300, 0.0)), RATE_HZ) == marks((0, 300))
    assert settle((), sound((300, 0.0)), RATE_HZ) == ()
