from dataclasses import replace

from presscast.model import Block, BlockType, Person, Release, Span
from presscast.text.lexicon import EMPTY, Lexicon
from presscast.text.pronunciation import NameEntry, pronunciation_sheet

TEXT = """HARBOR TENANTS WIN
The Coalition of Harbor Tenants (CHT) sued the U.S. and ORZL in the harbor’s court.
“It is NOT over,” said Zdeněk Marsh of the Voluspa Fund. Write to info@chtorg.example.org."""


def release(*people: Person) -> Release:
    return Release(
        text=TEXT,
        title="Harbor tenants win",
        subtitle=None,
        dateline=None,
        issuer=None,
        published=None,
        embargo=None,
        language="en",
        blocks=(),
        sections=(),
        quotes=(),
        people=people,
        contacts=(),
        links=(),
    )


def sheet(lexicon: Lexicon = EMPTY) -> dict[str, NameEntry]:
    people = (
        Person("p1", "Voluspa Fund", "organization"),
        Person("p2", "Zdeněk Marsh", "person"),
    )
    return {entry.text: entry for entry in pronunciation_sheet(release(*people), lexicon)}


def test_people_come_first_then_organizations_then_acronyms() -> None:
    assert [(entry.kind, entry.text) for entry in sheet().values()] == [
        ("person", "Zdeněk Marsh"),
        ("organization", "Voluspa Fund"),
        ("acronym", "CHT"),
        ("acronym", "U.S."),
        ("acronym", "ORZL"),
    ]


def test_it_tells_how_each_is_said_and_how_sure_that_is() -> None:
    entries = sheet()
    assert entries["CHT"].spoken == "C H T"
    assert "Coalition of Harbor Tenants" in entries["CHT"].why
    assert entries["U.S."].spoken == "U S"
    assert entries["U.S."].sure > entries["CHT"].sure > entries["ORZL"].sure
    assert entries["Zdeněk Marsh"].sure < 0.5
    assert entries["Voluspa Fund"].why.startswith("Voluspa: ")


def test_the_lexicon_makes_sure() -> None:
    lexicon = EMPTY.add("Zdeněk", ipa="ˈzdɛɲɛk").add("ORZL", alias="orzel")
    entries = sheet(lexicon)
    assert entries["Zdeněk Marsh"].spoken == "/ˈzdɛɲɛk/ Marsh"
    assert entries["Zdeněk Marsh"].sure >= 0.9
    assert (entries["ORZL"].spoken, entries["ORZL"].sure) == ("orzel", 1.0)


def test_unknown_words_are_listed_and_addresses_are_not() -> None:
    entries = pronunciation_sheet(release())
    words = [entry.text for entry in entries if entry.kind == "word"]
    assert words == ["Zdeněk", "Voluspa"]


def test_organizations_that_are_only_named_are_listed_with_their_fullest_names() -> None:
    text = (
        "Mayor Ola Brandt of the Selby Council and the Orrin Water Trust sued Halvex Corp. and "
        "Tindra Mills Inc. on Monday. The Selby Council's clerk and the Office of River Safety on "
        "Maple Street agreed. The Trust won."
    )
    body = Block(BlockType.BODY, Span(0, len(text)))
    people = (Person("p1", "Ola Brandt", "person"),)
    named = replace(release(*people), text=text, blocks=(body,))
    entries = pronunciation_sheet(named)
    assert [entry.text for entry in entries if entry.kind == "organization"] == [
        "Selby Council",
        "Orrin Water Trust",
        "Halvex Corp.",
        "Tindra Mills Inc.",
        "Office of River Safety",
    ]


def test_a_headline_of_capitalised_words_names_no_organization() -> None:
    text = "Selby Council Approves Trust Plan"
    headline = Block(BlockType.HEADLINE, Span(0, len(text)))
    entries = pronunciation_sheet(replace(release(), text=text, blocks=(headline,)))
    assert not [entry for entry in entries if entry.kind == "organization"]


def test_british_spelling_and_regular_languages_are_not_guessed() -> None:
    british = replace(release(), text="The labour organisation moved the theatre two kilometres.")
    assert pronunciation_sheet(british) == ()
    spanish = replace(release(), text="Rechazan la denuncia de Zubiaurre.", language="es")
    assert [entry.text for entry in pronunciation_sheet(spanish)] == ["Rechazan", "Zubiaurre"]
