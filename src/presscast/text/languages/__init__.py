"""What is peculiar to a language, kept as data: one TOML file a language, one table a job."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any, TypeVar

import msgspec

FALLBACK = "en"

Words = TypeVar("Words", bound=msgspec.Struct)


@cache
def languages() -> tuple[str, ...]:
    """Return the primary subtags of the languages that have a file, in alphabetical order."""
    folder = resources.files(__package__)
    names = (entry.name for entry in folder.iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))


def primary(language: str) -> str:
    """Return the primary subtag of an RFC 5646 tag where it has a file, else English."""
    subtag = language.replace("_", "-").split("-")[0].lower()
    return subtag if subtag in languages() else FALLBACK


@cache
def _file(subtag: str) -> dict[str, Any]:
    text = resources.files(__package__).joinpath(f"{subtag}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def _table(subtag: str, table: str, kind: type[Words]) -> Words:
    words: Words = msgspec.convert(_file(subtag).get(table, {}), kind)
    return words


def load_table(language: str, table: str, kind: type[Words]) -> Words:
    """Return a table of a language's file as a frozen value, read once.

    A region or script is ignored (`es-MX` is `es`); a language without a file is read as English.
    """
    words: Words = _table(primary(language), table, kind)
    return words
