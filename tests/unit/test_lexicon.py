from pathlib import Path

import pytest

from presscast.errors import ConfigError
from presscast.model import SpokenToken, TokenKind
from presscast.text.lexicon import EMPTY, Lexicon, load_lexicon, write
from presscast.text.speech import verbalize

PLS = """<?xml version="1.0" encoding="UTF-8"?>
<lexicon version="1.0" xmlns="http://www.w3.org/2005/01/pronunciation-lexicon"
    alphabet="ipa" xml:lang="en-US">
  <lexeme><grapheme>Ruiz</grapheme><phoneme>ruˈis</phoneme></lexeme>
  <lexeme><grapheme>W3C</grapheme><grapheme>WWWC</grapheme>
    <alias>World Wide Web Consortium</alias></lexeme>
</lexeme></lexicon>"""


def said(text: str, lexicon: Lexicon) -> str:
    tokens = verbalize(text, language="en-US", lexicon=lexicon)
    return " ".join(token.spoken for token in tokens if token.spoken)


def token_of(text: str, lexicon: Lexicon) -> SpokenToken:
    return verbalize(text, language="en-US", lexicon=lexicon)[0]


def test_a_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "lexicon.pls"
    path.write_text(PLS.replace("</lexeme></lexicon>", "</lexicon>"), encoding="utf-8")
    lexicon = load_lexicon(path)
    assert lexicon.language == "en-US"
    assert said("The W3C and the WWWC", lexicon) == (
        "The World Wide Web Consortium and the World Wide Web Consortium"
    )
    assert token_of("Ruiz spoke", lexicon).ipa == "ruˈis"


def test_no_file_is_an_empty_lexicon(tmp_path: Path) -> None:
    assert load_lexicon(tmp_path / "none.pls") == EMPTY


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    lexicon = (
        Lexicon(language="en-US")
        .add("Al Otro Lado", alias="al oh-tro lah-doh")
        .add("Ruiz", "Ruíz", ipa="ruˈis", language="es", match_case=True)
        .add("R&D <unit>", alias="R and D")
    )
    path = tmp_path / "lexicon.pls"
    path.write_bytes(write(lexicon))
    assert load_lexicon(path) == lexicon


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (PLS, ":7: not valid XML"),
        ("", "not valid XML"),
        ("<a/>", ":1: not a PLS lexicon"),
        ('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "document type"),
        (
            '<lexicon xmlns="http://www.w3.org/2005/01/pronunciation-lexicon" alphabet="x-sampa"/>',
            "x-sampa",
        ),
        (
            """<lexicon xmlns="http://www.w3.org/2005/01/pronunciation-lexicon">
            <lexeme><grapheme>a</grapheme></lexeme></lexicon>""",
            ":2: a lexeme without a phoneme or alias",
        ),
    ],
)
def test_a_wrong_file_is_named_with_its_line(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "lexicon.pls"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=r"lexicon\.pls") as caught:
        load_lexicon(path)
    assert words in str(caught.value)
    assert caught.value.hint


def test_a_possessive_and_spaces_are_the_same_words() -> None:
    lexicon = EMPTY.add("Al Otro Lado", alias="al otro lah-doh")
    assert said("Al  Otro\nLado's staff", lexicon) == "al otro lah-doh's staff"
    assert token_of("Ruiz's staff", EMPTY.add("Ruiz", ipa="ruˈis")).ipa == "ruˈisɪz"
    assert token_of("Lado’s staff", EMPTY.add("Lado", ipa="ˈlɑdo")).ipa == "ˈlɑdoz"


def test_only_whole_words_are_meant() -> None:
    lexicon = EMPTY.add("Lado", alias="X")
    assert said("Ladon and Colado and lado", lexicon) == "Ladon and Colado and X"


def test_capitals_and_match_case_mean_that_case_only() -> None:
    assert said("the us and US", EMPTY.add("US", alias="X")) == "the us and X"
    assert said("may and May", EMPTY.add("May", alias="X", match_case=True)) == "may and X"


def test_the_longest_entry_wins_and_a_later_one_replaces() -> None:
    lexicon = EMPTY.add("Al Otro", alias="short").add("Al Otro Lado", alias="long")
    assert said("Al Otro Lado", lexicon) == "long"
    assert said("Al Otro Lado", lexicon.add("Al Otro Lado", alias="new")) == "new"
    assert lexicon.find("Al Otro Lado") == lexicon.entries[1]
    assert lexicon.without("Al Otro Lado").find("Al Otro Lado") is None


def test_an_entry_of_another_language_is_left() -> None:
    lexicon = EMPTY.add("Lado", alias="X", language="es")
    assert said("Lado", lexicon) == "Lado"


def test_other_sentences_are_untouched() -> None:
    lexicon = EMPTY.add("Lado", alias="X")
    text = "On May 5, the ACLU won."
    assert verbalize(text, language="en", lexicon=lexicon) == verbalize(text, language="en")


def test_an_entry_without_a_pronunciation_is_refused() -> None:
    with pytest.raises(ConfigError):
        EMPTY.add("Lado")


def test_a_phonemic_word_has_a_fallback() -> None:
    token = token_of("Ruiz spoke", EMPTY.add("Ruiz", ipa="ruˈis"))
    assert (token.kind, token.spoken) == (TokenKind.PHONEMES, "Ruiz")
