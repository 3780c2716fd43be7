"""The register: every form of a name leads to the fullest one."""

from __future__ import annotations

import pytest

from presscast.model import BlockType, Span
from presscast.text.attribution_words import load_lexis
from presscast.text.names import name_runs
from presscast.text.narration import tokenize
from presscast.text.people import Passage, Register
from presscast.text.roles import roles_match


def register(text: str, language: str = "en") -> Register:
    lexis = load_lexis(language)
    tokens = tuple(tokenize(text, Span(0, len(text)), (), lexis))
    return Register([Passage(BlockType.BODY, tokens)], lexis)


def runs(text: str, language: str = "en") -> list[str]:
    lexis = load_lexis(language)
    return [run.text for run in name_runs(tokenize(text, Span(0, len(text)), (), lexis), lexis)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("said Ana Ruiz.", ["Ana Ruiz"]),
        ("said Sen. Byron O’Neil today", ["Byron O’Neil"]),
        ("said J. T. McAllister, Jr., of", ["J. T. McAllister, Jr."]),
        ("said Ludwig van der Meer and", ["Ludwig van der Meer"]),
        ("said Salma al-Rashid of", ["Salma al-Rashid"]),
        ("Mary-Kate Ødegård’s plan", ["Mary-Kate Ødegård"]),
        ("said FDIC-appointed receiver Lorna Beck", ["Lorna Beck"]),
    ],
)
def test_a_name_is_found_without_its_titles(text: str, names: list[str]) -> None:
    assert runs(text) == names


@pytest.mark.parametrize("form", ["Ruiz", "Ana", "Ana Ruiz", "A. Ruiz"])
def test_every_form_leads_to_the_fullest_name(form: str) -> None:
    people = register("Ana Maria Ruiz, director of the port, met Tom Hall. Ruiz spoke.")
    entry = people.person(form.split(), 60, None)
    assert entry is not None
    assert entry.name == "Ana Maria Ruiz"
    assert entry.role == "director of the port"


def test_spanish_surnames_lead_to_the_full_name() -> None:
    people = register("Habló Erika Guevara Luna, directora de la red.", "es")
    entry = people.person(("Guevara", "Luna"), 50, None)
    assert entry is not None
    assert entry.name == "Erika Guevara Luna"


def test_a_title_and_a_surname_are_somebody() -> None:
    people = register("Chairman Lee opened the hearing.")
    entry = people.person(("Lee",), 40, None)
    assert entry is not None
    assert entry.name == "Chairman Lee"


def test_a_pronoun_goes_back_to_the_subject_that_fits() -> None:
    people = register("Mr. Alan Frith met Ms. Joan Abel. Nobody else came.")
    him, her = people.recent(40, "he", None), people.recent(40, "she", None)
    assert him is not None
    assert her is not None
    assert (him.name, her.name) == ("Alan Frith", "Joan Abel")


def test_an_acronym_leads_to_its_organisation() -> None:
    people = register("The National Association of River Pilots (NARP) met.")
    assert people.organization(("NARP",)) == "National Association of River Pilots"


def test_an_office_leads_to_its_holder() -> None:
    people = register("Health Minister Rosalie Dunn met Education Minister Peter Akande.")
    holder = people.by_role("minister", 70, None, ("the", "health", "minister"))
    assert holder is not None
    assert holder.name == "Rosalie Dunn"


def test_offices_match_by_their_short_and_compound_forms() -> None:
    assert roles_match("sen.", "senator")
    assert roles_match("ministerin", "gesundheitsministerin")
    assert not roles_match("mayor", "minister")


@pytest.mark.parametrize(
    ("language", "text", "name", "role"),
    [
        ("de", "Der scheidende Leiter, Stefan Marek, ging.", "Stefan Marek", "scheidende Leiter"),
        ("de", "Es kam Sportminister Timo Bach.", "Timo Bach", "Sportminister"),
        ("de", "Ilse Korn (Leiterin des Archivs) kam.", "Ilse Korn", "Leiterin des Archivs"),
        (
            "it",
            "Ecco la ministra della Salute Elena Farris.",
            "Elena Farris",
            "ministra della Salute",
        ),
        ("en", "Sen. Jo Lake (R-Ohio) came.", "Jo Lake", "Sen. (R-Ohio)"),
    ],
)
def test_a_role_stands_as_the_text_gives_it(language: str, text: str, name: str, role: str) -> None:
    assert register(text, language).entries[name].role == role
