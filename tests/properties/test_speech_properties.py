from hypothesis import given, settings
from hypothesis import strategies as st

from presscast.model import Span
from presscast.text.rendering import PIPER, render
from presscast.text.sentences import split_long, split_sentences
from presscast.text.speech import normalize_line, verbalize

WRITTEN = """
    the ACLU TROs NASA's Title IX I A No. 22-506 $ 4.7 billion – - § 1158(b)(2) U.S.C. 8 Jan. 5,
    2021 10:30 p.m. ET % ½ ² [4] ( ) “ ” ’s @aclu #MeToo www.aclu.org a@b.org St. Dr. Ruiz é 🎉 °F
    km/h v. & / ... ! ? , ; ß ª ٣ 日本 PhD 24/7 '90s
    \u00ad \u0301
    """
PIECES = st.sampled_from(WRITTEN.split())
TEXT = st.one_of(
    st.text(max_size=60),
    st.lists(PIECES, max_size=14).map(" ".join),
    st.lists(PIECES, max_size=8).map("".join),
)
LANGUAGES = st.sampled_from(["en", "en-GB", "es", "fr", "de", "xx"])


@settings(deadline=None)
@given(text=TEXT, language=LANGUAGES, offset=st.integers(0, 999))
def test_tokens_are_in_order_and_leave_no_letter_out(text: str, language: str, offset: int) -> None:
    covered: set[int] = set()
    end = offset
    for token in verbalize(text, language=language, offset=offset):
        assert end <= token.span.start <= token.span.end <= offset + len(text)
        end = token.span.end
        covered.update(range(*token.span))
    for position, character in enumerate(text, offset):
        assert position in covered or not character.isalnum()


@settings(deadline=None)
@given(text=TEXT, language=LANGUAGES)
def test_normalizing_again_changes_nothing(text: str, language: str) -> None:
    once = normalize_line(text, language)
    assert normalize_line(once, language) == once


@settings(deadline=None)
@given(text=TEXT)
def test_no_digit_is_left_to_the_engine(text: str) -> None:
    assert not any(character.isdecimal() for character in normalize_line(text, "en"))


@settings(deadline=None)
@given(text=TEXT)
def test_rendered_spans_lie_in_the_text_in_order(text: str) -> None:
    tokens = verbalize(text, language="en")
    rendered = render(tokens, PIPER)
    end = 0
    for index, start, stop in rendered.spans:
        assert tokens[index].spoken
        assert end <= start <= stop <= len(rendered.text)
        end = stop
    assert [index for index, _, _ in rendered.spans] == [
        index for index, token in enumerate(tokens) if token.spoken
    ]


@settings(deadline=None)
@given(text=TEXT, language=LANGUAGES)
def test_sentences_hold_every_character(text: str, language: str) -> None:
    spans = split_sentences(text, language)
    inside = "".join(text[span.start : span.end] for span in spans)
    assert "".join(inside.split()) == "".join(text.split())
    for span in spans:
        assert text[span.start : span.end] == text[span.start : span.end].strip() != ""


@settings(deadline=None)
@given(text=TEXT, limit=st.integers(0, 40))
def test_a_cut_drops_nothing_and_cuts_no_word(text: str, limit: int) -> None:
    pieces = [
        text[piece.start : piece.end] for piece in split_long(text, Span(0, len(text)), limit)
    ]
    assert [word for piece in pieces for word in piece.split()] == text.split()
    for piece in pieces:
        assert limit == 0 or len(piece) <= limit or len(piece.split()) == 1
