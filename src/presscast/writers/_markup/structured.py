"""What search engines and link previews read: schema.org as JSON-LD."""

from __future__ import annotations

from typing import Any

import msgspec
from markupsafe import Markup

from presscast.layout import EPISODE_COVER, EPISODE_PAGE, FEED, SHOW_PAGE, episode_path, public_url
from presscast.model import Episode, Show
from presscast.text.characters import xml_text
from presscast.writers._markup.clock import iso_duration


def episode_graph(show: Show, episode: Episode) -> Markup:
    """Return an episode as `PodcastEpisode` and its release as `NewsArticle`."""
    page = public_url(show.base_url, episode_path(episode.slug, EPISODE_PAGE))
    recording = public_url(show.base_url, episode_path(episode.slug, episode.recording.path))
    cover = public_url(show.base_url, episode_path(episode.slug, EPISODE_COVER))
    publisher = {
        "@type": "Organization",
        "name": episode.release.issuer or show.author,
        "url": show.link or public_url(show.base_url, SHOW_PAGE),
    }
    said_by = [
        {
            "@type": "Organization" if speaker.kind == "organization" else "Person",
            "name": speaker.name,
            **({"jobTitle": speaker.role} if speaker.role and speaker.kind == "person" else {}),
        }
        for speaker in episode.script.speakers
        if speaker.kind != "narrator"
    ]
    return _script(
        {
            "@context": "https://schema.org",
            "@graph": [
                {
                    "@type": "PodcastEpisode",
                    "@id": f"{page}#episode",
                    "url": page,
                    "name": episode.title,
                    "description": episode.description,
                    "datePublished": episode.published,
                    "dateModified": episode.updated,
                    "inLanguage": episode.language,
                    "duration": iso_duration(episode.recording.duration_ms),
                    "author": publisher,
                    "image": cover,
                    "associatedMedia": {
                        "@type": "AudioObject",
                        "@id": f"{page}#recording",
                        "contentUrl": recording,
                        "encodingFormat": episode.recording.media_type,
                        "contentSize": str(episode.recording.bytes),
                        "duration": iso_duration(episode.recording.duration_ms),
                    },
                    "partOfSeries": {
                        "@type": "PodcastSeries",
                        "@id": _series(show),
                        "name": show.title,
                        "url": public_url(show.base_url, SHOW_PAGE),
                        "webFeed": public_url(show.base_url, FEED),
                    },
                    "accessMode": ["auditory", "textual"],
                    "accessibilityFeature": ["transcript", "synchronizedAudioText"],
                },
                {
                    "@type": "NewsArticle",
                    "@id": f"{page}#release",
                    "headline": episode.title,
                    "datePublished": episode.published,
                    "dateModified": episode.updated,
                    "inLanguage": episode.language,
                    "author": publisher,
                    "publisher": publisher,
                    "image": cover,
                    "mainEntityOfPage": page,
                    "audio": {"@id": f"{page}#recording"},
                    **({"mentions": said_by} if said_by else {}),
                    **({"sameAs": episode.url} if episode.url else {}),
                },
            ],
        }
    )


def show_graph(show: Show) -> Markup:
    """Return a show as `PodcastSeries`."""
    return _script(
        {
            "@context": "https://schema.org",
            "@type": "PodcastSeries",
            "@id": _series(show),
            "name": show.title,
            "description": show.description,
            "url": public_url(show.base_url, SHOW_PAGE),
            "webFeed": public_url(show.base_url, FEED),
            "inLanguage": show.language,
            "image": public_url(show.base_url, show.image),
            "author": {"@type": "Organization", "name": show.author or show.title},
        }
    )


def _series(show: Show) -> str:
    """Return what pages call the show, so that what they say of it is put together."""
    return public_url(show.base_url, SHOW_PAGE) + "#show"


def _script(graph: dict[str, Any]) -> Markup:
    """Return JSON that may stand in a `script` element: no `<` can end the element early."""
    return Markup(msgspec.json.encode(_clean(graph)).decode().replace("<", "\\u003c"))  # noqa: S704


def _clean(value: Any) -> Any:
    """Return a value of JSON whose texts are fit to be written."""
    if isinstance(value, str):
        return xml_text(value)
    if isinstance(value, dict):
        return {key: _clean(held) for key, held in value.items()}
    return [_clean(held) for held in value] if isinstance(value, list) else value
