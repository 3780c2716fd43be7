"""docs/manifest.md names every field that a manifest holds."""

import dataclasses
import re
import typing
from collections.abc import Iterator
from pathlib import Path

import presscast.model
from presscast.library import ShowState
from presscast.model import Episode
from presscast.text.categories import APPLE_CATEGORIES

DOCS = Path(__file__).parents[2] / "docs"


def fields_of(kind: type, seen: set[type]) -> Iterator[str]:
    """Yield the names of the fields of a dataclass and of every dataclass below it."""
    seen.add(kind)
    hints = typing.get_type_hints(kind, vars(presscast.model))
    for field in dataclasses.fields(kind):
        yield field.name
        below = [hints[field.name]]
        while below:
            hint = below.pop()
            below += typing.get_args(hint)
            if dataclasses.is_dataclass(hint) and isinstance(hint, type) and hint not in seen:
                yield from fields_of(hint, seen)


def test_every_field_is_described() -> None:
    named = set(re.findall(r"`(\w+)`", (DOCS / "manifest.md").read_text(encoding="utf-8")))
    assert set(fields_of(Episode, set())) - named == set()
    assert {field.name for field in dataclasses.fields(ShowState)} - named == set()


def test_every_category_is_listed() -> None:
    page = (DOCS / "submit.md").read_text(encoding="utf-8")
    for category, below in APPLE_CATEGORIES.items():
        assert f"- **{category}**" + (": " + ", ".join(below) if below else "") in page
