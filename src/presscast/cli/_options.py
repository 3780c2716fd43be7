"""Options that several commands share, and the request that they make."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from presscast.config import FILE_NAME, Settings, load_settings
from presscast.errors import UsageError

if TYPE_CHECKING:
    from presscast.request import Request

Function = TypeVar("Function", bound=Callable[..., Any])

output = click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default=Path("output"),
    show_default=True,
    help="The folder of the feed and its episodes.",
)
base_url = click.option(
    "--base-url",
    metavar="URL",
    envvar="PRESSCAST_BASE_URL",
    help="The public address of the output folder.",
)
language = click.option(
    "--language", metavar="TAG", help="The language of the release, where it is taken for another."
)
allow_private = click.option(
    "--allow-private", is_flag=True, help="Fetch releases from private network addresses too."
)
json_form = click.option("--json", "as_json", is_flag=True, help="Print the JSON form.")


def voices(function: Function) -> Function:
    """Add the options that choose voices."""
    for option in (
        click.option(
            "--allow-network",
            is_flag=True,
            help="Let engines send the text to another company's servers (gtts).",
        ),
        click.option(
            "--quote-voice",
            "quote_voices",
            multiple=True,
            metavar="NAME=VOICE",
            help="The voice of one speaker; repeat for others.",
        ),
        click.option("--voice", metavar="VOICE", help="The narrator's voice."),
        click.option("--engine", metavar="ENGINE", help="The engine of all voices."),
    ):
        function = option(function)
    return function


def settings(ctx: click.Context, near: Path | None = None) -> tuple[Settings, Path]:
    """Return the show's settings and the folder that they lie in.

    They are in `--config`, in `presscast.toml` of the current folder, or in that of `near`.
    """
    path = settings_path(ctx, near)
    return (load_settings(path), path.parent) if path else (Settings(), Path())


def settings_path(ctx: click.Context, near: Path | None = None) -> Path | None:
    """Return the file of the show's settings, or None where there is none."""
    if ctx.obj["config"]:
        return Path(ctx.obj["config"])
    paths = (folder / FILE_NAME for folder in (Path(), *([near] if near else [])))
    return next((path for path in paths if path.is_file()), None)


def request(ctx: click.Context, **choices: Any) -> Request:
    """Return the request that the options of a command make."""
    import os

    from presscast.request import Request

    out = choices.get("output") or Path("output")
    chosen, folder = settings(ctx, out)
    if choices.pop("allow_network", False):
        os.environ["PRESSCAST_ALLOW_NETWORK"] = "1"
    pairs = choices.pop("quote_voices", ())
    for name in ("note", "voice", "slug"):
        if choices.get(name):
            choices[name] = _text(choices[name])
    return Request(
        settings=chosen,
        settings_folder=folder,
        quote_voices=dict(_pair(_text(pair)) for pair in pairs),
        **choices,
    )


def _text(option: str) -> str:
    """Return an option as text: what was typed in bytes that are none is replaced."""
    return option.encode(errors="surrogateescape").decode(errors="replace")


def _pair(text: str) -> tuple[str, str]:
    name, equals, voice = text.partition("=")
    if not equals or not name.strip() or not voice.strip():
        raise UsageError(
            f"--quote-voice {text!r} is not NAME=VOICE",
            hint='write it like this: --quote-voice "Melissa Crow=bf_emma"',
        )
    return name.strip(), voice.strip()
