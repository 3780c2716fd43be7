"""`presscast init`: set up a show."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from presscast.config import DEFAULT_BASE_URL, FILE_NAME
from presscast.errors import ConfigError, UsageError
from presscast.layout import plain_base_url
from presscast.text import show_values

TEMPLATE = """\
# The show. docs/configuration.md explains every key; each line here may be changed at any time.
[show]
title = {title}
author = {author}
{email}description = {description}
# One of Apple's categories; some have sub-categories (subcategory = "…").
category = {category}
language = {language}
# Where the output folder lies on the web; listeners subscribe to feed.xml there.
base_url = {base_url}
# copyright = "The owner's name"
# image = "cover.png"            # square, 1400 to 3000 px; one is made where there is none
# tags = ["housing"]

[voice]
# engine = "piper"               # presscast voices lists what is installed
# narrator = "piper:en_US-joe-medium"
# lexicon = "lexicon.pls"        # presscast lexicon add "Al Otro Lado" --say "al OH-tro LAH-doh"

[voice.quotes]
# "Ana Ruiz" = "piper:en_US-joe-medium+low"

[notice]
# text = "This release is read by synthetic voices."
# spoken = true
"""


Check = Callable[[str], str]


def _answer(stated: str | None, question: str, default: str, check: Check, ask: bool) -> str:
    """Return a checked answer: the one stated, or asked for until it is right."""
    if stated is not None or not ask:
        try:
            return check(default if stated is None else stated)
        except ValueError as error:
            raise UsageError(f"{question}: {error}", hint="see: presscast init --help") from error
    while True:
        answer: str = click.prompt(question, default=default, show_default=bool(default), err=True)
        try:
            return check(answer)
        except ValueError as error:
            click.echo(f"  {error}", err=True)


@click.command()
@click.argument("folder", metavar="[DIR]", type=click.Path(path_type=Path), default=Path())
@click.option("--title", envvar="PRESSCAST_TITLE", help="The name of the podcast.")
@click.option("--author", envvar="PRESSCAST_AUTHOR", help="The organisation that issues it.")
@click.option("--email", envvar="PRESSCAST_EMAIL", help="Public in the feed; may be left out.")
@click.option("--description", envvar="PRESSCAST_DESCRIPTION", help="One sentence about it.")
@click.option("--category", envvar="PRESSCAST_CATEGORY", help="One of Apple's categories.")
@click.option("--language", envvar="PRESSCAST_LANGUAGE", help="As en, en-GB or es.")
@click.option("--base-url", envvar="PRESSCAST_BASE_URL", help="Where the output folder will lie.")
@click.option("--yes", is_flag=True, help="Ask nothing; take the defaults for what is not stated.")
def command(
    folder: Path,
    *,
    title: str | None,
    author: str | None,
    email: str | None,
    description: str | None,
    category: str | None,
    language: str | None,
    base_url: str | None,
    yes: bool,
) -> None:
    """Set up a show: asks a few questions and writes presscast.toml.

    An existing file is never overwritten.

    \b
    Examples:
      presscast init
      presscast init --yes --title "Harbor Legal Aid" --base-url https://example.org/podcast/
    """
    path = folder / FILE_NAME
    if path.exists():
        raise ConfigError(f"{path}: is there already", hint="edit it, or choose another folder")
    ask = not yes
    shown = _answer(title, "Title of the podcast", "Press releases", show_values.filled, ask)
    issuer = _answer(author, "Organisation", shown, show_values.filled, ask)
    mail = _answer(email, "Public e-mail (may be empty)", "", show_values.email, ask)
    about = _answer(
        description,
        "One sentence about it",
        f"Press releases of {issuer}, read aloud.",
        show_values.filled,
        ask,
    )
    kind = _answer(category, "Category", "News", show_values.category, ask)
    tag = _answer(language, "Language", "en", show_values.language, ask)
    address = _answer(
        base_url, "Public address of the folder", DEFAULT_BASE_URL, plain_base_url, ask
    )
    text = TEMPLATE.format(
        title=_toml(shown),
        author=_toml(issuer),
        email=f"email = {_toml(mail)}\n" if mail else '# email = "press@example.org"\n',
        description=_toml(about),
        category=_toml(kind),
        language=_toml(tag),
        base_url=_toml(address),
    )
    from presscast.files import whole_file

    with whole_file(path) as part:
        part.write_text(text, encoding="utf-8")
    click.echo(f"{path}: written; next: presscast publish SOURCE")


def _toml(text: str) -> str:
    """Return a text as a TOML basic string."""
    escaped = "".join(
        f"\\u{ord(char):04x}" if ord(char) < 0x20 or ord(char) == 0x7F else char
        for char in text.replace("\\", "\\\\").replace('"', '\\"')
        if not 0xD800 <= ord(char) < 0xE000
    )
    return f'"{escaped}"'
