"""The one home of Jinja: templates, the show's own before the built-in ones."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup

from presscast.cache import cache_folder
from presscast.errors import ConfigError
from presscast.text.characters import fit
from presscast.writers._markup.clock import (
    clock_time,
    fragment_seconds,
    iso_duration,
    smil_clock,
    whole_clock,
)
from presscast.writers.locale import Phrases

if TYPE_CHECKING:
    from jinja2 import BytecodeCache, Environment

TEMPLATES = Path(__file__).parent.parent / "templates"


def render(name: str, templates: str | None = None, /, **values: object) -> bytes:
    """Return a template filled in, as UTF-8.

    `templates` is a folder whose files replace the built-in ones by name. Raises ConfigError,
    naming the file and the line, where one of those is wrong.
    """
    import jinja2

    try:
        text = _environment(templates).get_template(name).render(**values)
    except jinja2.TemplateSyntaxError as error:
        raise ConfigError(
            f"{error.filename}:{error.lineno}: {error.message}",
            hint="mend the template, or take it out of the folder to use the built-in one",
        ) from error
    except jinja2.TemplateError as error:
        raise ConfigError(
            f"{templates or 'built-in templates'}: {name}: {error}",
            hint="docs/theming.md lists what each template is given",
        ) from error
    return fit(text).encode()


@lru_cache(maxsize=8)
def _environment(templates: str | None) -> Environment:
    import jinja2

    if templates is not None and not Path(templates).is_dir():
        raise ConfigError(
            f"presscast.toml: [page] templates: no folder {templates}",
            hint="make the folder, or take the key out",
        )
    folders = [TEMPLATES] if templates is None else [Path(templates), TEMPLATES]
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(folders),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=jinja2.StrictUndefined,
        bytecode_cache=_compiled_templates(),
    )
    environment.filters["lang_attribute"] = _lang_attribute
    environment.filters["clock"] = clock_time
    environment.filters["iso_duration"] = iso_duration
    environment.filters["seconds"] = fragment_seconds
    environment.filters["smil_clock"] = smil_clock
    environment.filters["whole_clock"] = whole_clock
    return environment


def _compiled_templates() -> BytecodeCache | None:
    """Return where templates are kept as compiled: compiling takes longer than filling them in."""
    import jinja2

    folder = cache_folder() / "templates"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    return jinja2.FileSystemBytecodeCache(str(folder)) if os.access(folder, os.W_OK) else None


def _lang_attribute(language: str, words: Phrases) -> Markup:
    """Return the `lang` attribute for text in a language, empty where it is the page's own."""
    return Markup("") if language == words.language else Markup(' lang="{}"').format(language)
