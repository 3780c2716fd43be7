"""Whole releases: every quotation with its speaker, nothing else voiced, every block."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from presscast.model import Source
from presscast.plugins import reader
from presscast.stages.segment import segment
from presscast.text.release_form import release_form

_CASES = sorted(path.parent for path in Path(__file__).parent.glob("releases/*/in.txt"))


def _spoken(form: dict[str, Any], left_open: set[int]) -> set[tuple[str, str | None]]:
    return {
        (quote["text"], quote["speaker"])
        for quote in form["quotes"]
        if quote["is_speech"] and quote["start"] not in left_open
    }


def _blocks(form: dict[str, Any]) -> list[tuple[str, int, int]]:
    return [(block["type"], block["start"], block["end"]) for block in form["blocks"]]


@pytest.mark.parametrize("case", _CASES, ids=lambda case: case.name)
def test_release(case: Path) -> None:
    golden = json.loads((case / "golden.json").read_text(encoding="utf-8"))
    source = Source("in.txt", "text/plain", (case / "in.txt").read_bytes())
    form = json.loads(msgspec.json.encode(release_form(segment(reader("text").read(source)))))
    left_open = {quote["start"] for quote in golden["quotes"] if quote.get("optional")}
    assert _spoken(form, left_open) == _spoken(golden, left_open)
    assert form["title"] == golden["title"]
    assert form["dateline"] == golden["dateline"]
    assert [(kind, start) for kind, start, _ in _blocks(form)] == [
        (kind, start) for kind, start, _ in _blocks(golden)
    ]


def test_the_languages_are_there() -> None:
    assert {case.name[:2] for case in _CASES} == {"en", "es", "fr", "de"}
