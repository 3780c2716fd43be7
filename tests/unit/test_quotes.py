"""Quoted words that nobody said stay with the narrator."""

from __future__ import annotations

import pytest

from presscast.model import Block, BlockType, Span
from presscast.text.attribution import find_quotes


def voiced(text: str, language: str = "en", kind: BlockType = BlockType.BODY) -> list[bool]:
    found = find_quotes(text, (Block(kind, Span(0, len(text))),), language)
    return [quote.is_speech for quote in found.quotes]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Northwind plc (the “Company”) agreed.", "en"),
        ("Robert “Bobby” Santangelo won.", "en"),
        ("a report titled “Counting Every Drop in the Valley,” finds", "en"),
        ("under the slogan “Read to me tonight,” starts", "en"),
        ("the so-called “opt-out” never worked", "en"),
        ("The word “sustainable” appears.", "en"),
        ("Judge Feld called it “arbitrary” in May.", "en"),
        ("bajo el lema «Ciudades para vivir», reunió", "es"),
        ("Un rapport intitulé « Villes et forêts » paraît.", "fr"),
        ("Unter dem Motto „Gemeinsam wachsen“ lädt er ein.", "de"),
    ],
)
def test_terms_titles_nicknames_and_slogans_are_not_speech(text: str, language: str) -> None:
    assert voiced(text, language) == [False]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("“Absolutely,” said Ana Ruiz.", "en"),
        ("“Who pays?” Senator Abbott asked.", "en"),
        ("“Tonight they go home.”", "en"),
        ("Ana Ruiz: “We waited for nine years.”", "en"),
        ("„Das Urteil ist ein Erfolg“, sagte Ana Ruiz.", "de"),
        ("«La lectura nos salva», defiende Ana Ruiz.", "es"),
        ("« La mesure est juste », a souligné Ana Ruiz.", "fr"),
    ],
)
def test_what_somebody_says_is_speech(text: str, language: str) -> None:
    assert voiced(text, language) == [True]


@pytest.mark.parametrize("kind", [BlockType.FOOTER, BlockType.FURNITURE, BlockType.LEGAL])
def test_page_furniture_does_not_speak(kind: BlockType) -> None:
    assert voiced("“This text was never said by anyone.”", kind=kind) == [False]
