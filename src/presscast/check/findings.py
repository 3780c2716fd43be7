"""The findings that `presscast check` knows. docs/check.md explains each.

A code is never given a second meaning: the code of a rule that goes is retired with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

REBUILD: Final = "run: presscast feed"
REPUBLISH: Final = "publish the release again: presscast publish SOURCE"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that a listener, an app or a directory would stumble over."""

    code: str
    severity: str
    """`error` or `warning`."""
    place: str
    """The file, relative to the output folder, and what in it."""
    message: str
    mend: str


@dataclass(frozen=True, slots=True)
class Rule:
    """What a code stands for."""

    severity: str
    mend: str


def _error(mend: str) -> Rule:
    return Rule("error", mend)


def _warning(mend: str) -> Rule:
    return Rule("warning", mend)


RULES: Final = MappingProxyType(
    {
        "PC101": _error("publish a release, or run: presscast feed"),
        "PC102": _error(REBUILD),
        "PC103": _error("fill it in presscast.toml under [show], then run: presscast feed"),
        "PC104": _error(REBUILD),
        "PC105": _error(REBUILD),
        "PC106": _error("choose one of Apple's categories: docs/submit.md lists them"),
        "PC107": _error(REBUILD),
        "PC108": _error(REBUILD),
        "PC109": _warning("shorten it in presscast.toml or in the release"),
        "PC110": _error("set show.base_url in presscast.toml, then run: presscast feed"),
        "PC111": _warning(REBUILD),
        "PC112": _error(REBUILD),
        "PC113": _error("write show.language as a language code such as en, en-GB or es"),
        "PC114": _error(REBUILD),
        "PC115": _error("set show.base_url to where the folder lies, then run: presscast feed"),
        "PC116": _error(REBUILD),
        "PC117": _error("restore guid in show.json, then run: presscast feed"),
        "PC118": _warning("take the markup out of the title"),
        "PC201": _warning("set show.base_url to the folder's public address: presscast move URL"),
        "PC202": _warning("serve the folder over https, then run: presscast move https://…"),
        "PC203": _warning("set show.email in presscast.toml for as long as you submit the show"),
        "PC204": _warning("set show.author in presscast.toml to the organisation's name"),
        "PC205": _error("run: presscast feed"),
        "PC206": _error("use a JPEG or PNG, square, 1400 to 3000 px, RGB, without transparency"),
        "PC207": _warning("save the picture at a lower quality, under 500 KB"),
        "PC301": _error("restore episode.json from a backup, or publish the release again"),
        "PC302": _error(REPUBLISH),
        "PC303": _error(REPUBLISH),
        "PC304": _error(REPUBLISH),
        "PC305": _warning("publish the release again, or set audio.loudness_lufs to -16"),
        "PC306": _warning("publish the release again, or set audio.true_peak_dbtp to -1"),
        "PC307": _error(REBUILD),
        "PC308": _error(REBUILD),
        "PC309": _error(REBUILD),
        "PC310": _error(REBUILD),
        "PC311": _error(REPUBLISH),
        "PC312": _error(REPUBLISH),
        "PC313": _error(REPUBLISH),
        "PC314": _error(REPUBLISH),
        "PC315": _warning(REPUBLISH),
        "PC316": _error(REBUILD),
        "PC317": _error(REPUBLISH),
        "PC318": _warning("set notice in presscast.toml: listeners should be told"),
        "PC319": _error(REPUBLISH),
    }
)


def finding(code: str, place: str, message: str) -> Finding:
    """Return a finding of a rule. Raises KeyError for a code that no rule has."""
    rule = RULES[code]
    return Finding(code, rule.severity, place, message, rule.mend)
