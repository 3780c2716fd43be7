import pytest

from presscast.text.acronyms import AcronymReading, Acronyms, by_shape, learn_acronyms

WORD, LETTERS = AcronymReading.WORD, AcronymReading.LETTERS


@pytest.mark.parametrize(
    ("capitals", "reading"),
    [
        ("NASA", WORD),
        ("DACA", WORD),
        ("ICE", WORD),
        ("TRO", LETTERS),
        ("SPLC", LETTERS),
        ("USCIS", LETTERS),
        ("CHICAGO", WORD),
        ("NOT", WORD),
        ("RZP", LETTERS),
    ],
)
def test_built_in_and_guessed_readings(capitals: str, reading: AcronymReading) -> None:
    assert Acronyms().reading(capitals) is reading


@pytest.mark.parametrize("capitals", ["MIRELA", "TOVAR", "LUMEN"])
def test_what_sounds_like_a_word_is_one(capitals: str) -> None:
    assert by_shape(capitals) is WORD


@pytest.mark.parametrize("capitals", ["ORA", "SPTF", "NCLTR", "BGCK"])
def test_what_cannot_be_said_is_spelled(capitals: str) -> None:
    assert by_shape(capitals) is LETTERS


def test_a_release_teaches_its_own() -> None:
    text = (
        "The Coalition of Harbor Tenants (CHT) and the Legal Aid Network of Ohio (LANO) sued "
        "Customs and Border Protection (“CBP”). The vote (YES) was close."
    )
    learned = learn_acronyms(text, "en-US")
    assert dict(learned.names) == {
        "CHT": "Coalition of Harbor Tenants",
        "LANO": "Legal Aid Network of Ohio",
        "CBP": "Customs and Border Protection",
    }
    assert learned.known("CHT") is LETTERS
    assert learned.known("LANO") is WORD
    assert learned.known("YES") is None


def test_what_is_learned_wins() -> None:
    assert Acronyms(letters=frozenset({"NASA"})).spelled("NASA")


def test_in_an_address_only_what_is_sure_is_spelled() -> None:
    acronyms = Acronyms()
    assert acronyms.spelled("ACLU", in_address=True)
    assert not acronyms.spelled("MEDIA", in_address=True)
    assert not acronyms.spelled("ORA", in_address=True)
