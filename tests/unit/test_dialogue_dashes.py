"""Dialogue dashes: lines that say who speaks are speech, the items of lists are not."""

from __future__ import annotations

import pytest

from presscast.model import BlockType, Span
from presscast.text.attribution_words import load_lexis
from presscast.text.dialogue_dashes import dialogue_speech
from presscast.text.quotation_paragraphs import Paragraph


def said(text: str, language: str, kind: BlockType = BlockType.BODY) -> list[str]:
    paragraphs = [Paragraph(Span(0, len(text)), kind)]
    found = dialogue_speech(text, paragraphs, (), load_lexis(language))
    return [text[slice(*quote.inner)] for quote in found]


@pytest.mark.parametrize(
    ("text", "language", "parts"),
    [
        (
            "—No nos vamos —dijo Ana Ruiz—. Tenemos contrato —añadió—. ¿Y usted?",
            "es",
            ["No nos vamos", "Tenemos contrato", "¿Y usted?"],
        ),
        ("— Enfin ! s’exclame Odile Marchand.", "fr", ["Enfin !"]),
        (
            "— Nous rouvrons, a dit Odile Marchand. La séance a été levée.",
            "fr",
            ["Nous rouvrons"],
        ),
        ("— Oui ? demande Odile Marchand.\n— Non, répond Luc Caron.", "fr", ["Oui ?", "Non"]),
        ("— We stay — said Ana Ruiz.", "en", []),
        ("—Una plaza —la mayor de la región— junto al río.", "es", []),
        ("—", "es", []),
        ("— …", "fr", []),
    ],
)
def test_parts(text: str, language: str, parts: list[str]) -> None:
    assert said(text, language) == parts


def test_an_item_of_a_list_must_sound_like_speech() -> None:
    item = "— Un bassin couvert, a annoncé le maire Luc Caron."
    assert said(item, "fr", BlockType.LIST_ITEM) == []
    assert said(item, "fr") == ["Un bassin couvert"]
    spoken = "— Nous aurons un bassin couvert, a annoncé le maire Luc Caron."
    assert said(spoken, "fr", BlockType.LIST_ITEM) == ["Nous aurons un bassin couvert"]
