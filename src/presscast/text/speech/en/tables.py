"""The tables of English in `data/speech/en.toml`."""

from __future__ import annotations

import tomllib
from importlib.resources import files

_TABLES = tomllib.loads(
    (files("presscast.text") / "data" / "speech" / "en.toml").read_text(encoding="utf-8")
)
TITLES: dict[str, str] = _TABLES["titles"]
STOPPED: dict[str, str] = _TABLES["stopped"]
ANYWHERE: dict[str, str] = _TABLES["anywhere"]
STREETS: dict[str, str] = _TABLES["streets"]
DIRECTIONS: dict[str, str] = _TABLES["directions"]
STATES: dict[str, str] = _TABLES["states"]
STATE_ABBREVIATIONS: dict[str, str] = _TABLES["state_abbreviations"]
DOTTED_STATES: dict[str, str] = _TABLES["dotted_states"]
COUNTED = frozenset(_TABLES["numerals"]["counted"].split())
REGNAL = frozenset(_TABLES["numerals"]["regnal"].split())
WORDS: dict[str, frozenset[str]] = {
    name: frozenset(words.split()) for name, words in _TABLES["words"].items()
}
