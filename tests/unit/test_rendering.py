import pytest

from presscast.model import Markup, Span, SpokenToken, TokenKind
from presscast.text.rendering import PIPER, render
from presscast.text.speech import normalize_line, verbalize


def rendered(text: str, markup: Markup = PIPER) -> str:
    return render(verbalize(text, language="en"), markup).text


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("The ACLU said", "The A.C.L.U said"),
        ("The ACLU.", "The A.C.L.U."),
        ("The ACLU's case", "The A-C-L-U's case"),
        ("The TROs fell", "The T-R-O's fell"),
        # Between hyphens eSpeak would take the A for the article.
        ("The NCAA's rule", "The N.C.A.A's rule"),
        # A stop before a capital would end the sentence for eSpeak.
        ("The U.S. Senate", "The U-S Senate"),
        ("The US, too", "The U.S., too"),
        ("Q&A follows", "Q and A- follows"),
        ("Ford (NYSE: F) rose", "Ford, N.Y.S.E., F, rose"),
    ],
)
def test_letters_for_piper_and_espeak(written: str, text: str) -> None:
    assert rendered(written) == text


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("Said Ana Ruiz, director of the ACLU,", "Said Ana Ruiz, director of the A.C.L.U.,"),
        ("Ruiz said, “", "Ruiz said,"),
        ("Ruiz added:", "Ruiz added:"),
        ("She waited —", "She waited,"),
        ("Ana Ruiz (left)", "Ana Ruiz, left"),
    ],
)
def test_a_voice_stays_up_where_the_sentence_goes_on(written: str, text: str) -> None:
    assert rendered(written) == text
    assert normalize_line(text) == text


def test_letters_as_another_engine_wants_them() -> None:
    spaced = Markup(letter="{}", letter_joint=" ")
    assert rendered("The ACLU's case", spaced) == "The A C L U's case"


def test_phonemes_are_given_where_the_engine_takes_them() -> None:
    token = SpokenToken(Span(0, 4), "Ruiz", TokenKind.PHONEMES, ipa="ruˈis")
    assert render((token,), PIPER).text == "[[ ruˈis ]]"
    assert render((token,), Markup()).text == "Ruiz"


def test_ssml_is_escaped() -> None:
    token = SpokenToken(Span(0, 3), "a <b> & c")
    assert render((token,), Markup(xml=True)).text == "a &lt;b&gt; &amp; c"


def test_spans_point_into_the_text() -> None:
    tokens = verbalize("On May 5, 2021, the ACLU won (again).", language="en")
    result = render(tokens, PIPER)
    words = [span for span in result.spans if tokens[span[0]].kind is TokenKind.WORD]
    assert [tokens[index].spoken for index, _, _ in words] == [
        result.text[start:end] for _, start, end in words
    ]
    assert list(result.spans) == sorted(result.spans)


def test_a_normalized_line_is_one_line() -> None:
    assert normalize_line("Is it No. 3? Yes, at 5 p.m.") == "Is it number three? Yes, at five P.M."
    assert normalize_line("###") == ""
