"""What a show says of itself: each value checked, with what is wrong with it in plain words."""

from __future__ import annotations

import re

from presscast.text.categories import APPLE_CATEGORIES

_EMAIL = re.compile(r"[^@\s<>]+@[^@\s<>]+\.[^@\s.<>]+")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def filled(value: str) -> str:
    """Return a value without white space at its edges; raises ValueError for an empty one."""
    if not value.strip():
        raise ValueError("an answer is needed")
    return value.strip()


def email(value: str) -> str:
    """Return an e-mail address, or nothing for nothing; raises ValueError for what is none."""
    value = value.strip()
    if value and not _EMAIL.fullmatch(value):
        raise ValueError("that is not an e-mail address; leave it empty to keep it private")
    return value


def category(value: str) -> str:
    """Return a category in Apple's spelling; raises ValueError, naming all, for any other."""
    for known in APPLE_CATEGORIES:
        if known.casefold() == value.strip().casefold():
            return known
    raise ValueError(f"choose one of: {', '.join(APPLE_CATEGORIES)}")


def subcategory(value: str, of: str) -> str:
    """Return a sub-category of a category, in Apple's spelling; raises ValueError for any other."""
    below = APPLE_CATEGORIES[category(of)]
    for known in below:
        if known.casefold() == value.strip().casefold():
            return known
    if not below:
        raise ValueError(f"{of} has none: leave it out")
    raise ValueError(f"choose one of: {', '.join(below)}")


def language(value: str) -> str:
    """Return a language code; raises ValueError for what is none."""
    if not _LANGUAGE.fullmatch(value.strip()):
        raise ValueError("write a language code such as en, en-GB or es")
    return value.strip()
