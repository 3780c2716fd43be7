"""Phonemes are given to the words that they say, never to others."""

from __future__ import annotations

from presscast.engines._word_marks import Match, match_words


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
