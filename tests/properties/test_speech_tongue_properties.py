"""What holds for any text read in Spanish, French or German."""

from hypothesis import given, settings
from hypothesis import strategies as st

from presscast.text.speech import normalize_line, verbalize

WRITTEN = """
    la ONU Sr. D.ª siglo XXI A n.º 22-506 1.º 3.er 21.ª $ € 4,7 millones – - § 5 Abs. 2 3 mai
    3/5/2023 14:30 14h30 h Uhr % ½ ² [4] ( ) “ ” l'ONU d'1 l'art. @onu #Ya www.a.org a@b.org 🎉 °C
    km/h & / ... ! ? , ; ß ª ٣ 24/7 '90s M€ 2,5 C-123/19 1er XXIe Louis XIV VIII. am 3. Mai der
    z. B. EE. UU. p. ex. Nr. 0 00 1/2 +34 600 123 456 01 02 03 \u00ad \u0301 1.234,5 5- x × A.B.
    É ¿ St- M. Mio. ① US$ Hauptstr. 10-jährig 90er
    """
PIECES = st.sampled_from(WRITTEN.split())
TEXT = st.one_of(
    st.text(max_size=60),
    st.lists(PIECES, max_size=14).map(" ".join),
    st.lists(PIECES, max_size=8).map("".join),
)
LANGUAGES = st.sampled_from(["es", "es-MX", "fr", "de"])


@settings(deadline=None)
@given(text=TEXT, language=LANGUAGES)
def test_every_letter_and_digit_is_in_one_token_in_order(text: str, language: str) -> None:
    covered: set[int] = set()
    end = 0
    for token in verbalize(text, language=language):
        assert end <= token.span.start <= token.span.end <= len(text)
        end = token.span.end
        covered.update(range(*token.span))
    for position, character in enumerate(text):
        assert position in covered or not character.isalnum()


@settings(deadline=None)
@given(text=TEXT, language=LANGUAGES)
def test_what_is_said_holds_no_digit_and_is_said_the_same_again(text: str, language: str) -> None:
    once = normalize_line(text, language)
    assert not any(character.isdecimal() for character in once)
    assert normalize_line(once, language) == once
