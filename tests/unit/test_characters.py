"""The one door for text from outside."""

import pytest

from presscast.text.characters import clip, clip_bytes, one_line, xml_text


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("plain & <b>", "plain & <b>"),
        ("nul\x00 bell\x07", "nul bell"),
        ("lone \ud800 surrogate", "lone  surrogate"),
        ("a\r\nb\rc\x85d\u2028e", "a\nb\nc\nd\ne"),
        ("tab\tkept", "tab\tkept"),
        ("\ufffe\uffff\ufdd0", ""),
        ("👩\u200d🚀 שלום", "👩\u200d🚀 שלום"),
    ],
)
def test_xml_text_takes_out_what_xml_forbids(text: str, clean: str) -> None:
    assert xml_text(text) == clean


def test_one_line_folds_white_space() -> None:
    assert one_line("  a\n\tb\x00 \u2029c ") == "a b c"


def test_clip_ends_after_a_whole_word() -> None:
    assert clip("the harbor opens at ten", 15) == "the harbor…"
    assert clip("short", 15) == "short"
    assert clip("w" * 40, 10) == "w" * 9 + "…"


def test_clip_bytes_counts_bytes_and_splits_no_letter() -> None:
    clipped = clip_bytes("é" * 100, 50)
    assert len(clipped.encode()) <= 50
    assert clipped == "é" * 23 + "…"
    assert clip_bytes("two\n\nparagraphs", 50) == "two\n\nparagraphs"
