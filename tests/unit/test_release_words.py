"""The words of the languages are written as the program looks for them."""

from __future__ import annotations

import re

import pytest

from presscast.text.languages import languages
from presscast.text.release_words import block_words


@pytest.mark.parametrize("language", languages())
def test_phrases_that_are_searched_in_lower_case_are_lower_case(language: str) -> None:
    words = block_words(language)
    phrases = (*words.legal, *words.cta_phrases, *words.self, *words.furniture_phrases)
    assert phrases
    letters = [re.sub(r"\\[A-Za-z]", "", phrase) for phrase in phrases]
    assert letters == [phrase.lower() for phrase in letters]
