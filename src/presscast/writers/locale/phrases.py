"""Every phrase that a page or a book shows; a language is complete or does not type-check."""

from __future__ import annotations

from datetime import datetime

import msgspec


# A dataclass of so many fields takes 15 ms to make, each time that a page is written.
class Phrases(msgspec.Struct, frozen=True, kw_only=True):
    """One language's words; `{…}` stands for what is filled in."""

    language: str
    """RFC 5646 tag."""
    months: tuple[str, ...]
    date: str
    """With `{day}`, `{month}` and `{year}`."""
    decimal_mark: str
    megabytes: str

    skip_to_text: str
    skip_to_player: str
    all_episodes: str
    listen: str
    listen_to: str
    audio_unplayable: str
    synthetic_voices: str
    corrected_on: str
    chapters: str
    chapters_of: str
    release_text: str
    issued_by: str
    quoted_in: str
    read_by: str
    published_on: str
    original_release: str
    tags: str

    downloads: str
    download_audio: str
    download_epub: str
    download_daisy: str
    transcript_page: str
    transcript_captions: str
    transcript_subtitles: str
    transcript_data: str

    subscribe: str
    subscribe_intro: str
    feed_address: str
    open_in: str
    qr_alternative: str
    qr_caption: str
    on_iphone: str
    on_iphone_steps: str
    on_android: str
    on_android_steps: str
    on_computer: str
    on_computer_steps: str
    on_speaker: str
    on_speaker_steps: str
    other_app: str
    other_app_steps: str

    settings: str
    speed: str
    text_size: str
    size_small: str
    size_medium: str
    size_large: str
    size_largest: str
    spacing: str
    spacing_normal: str
    spacing_wide: str
    spacing_widest: str
    typeface: str
    typeface_serif: str
    typeface_clear: str
    typeface_dyslexic: str
    appearance: str
    appearance_device: str
    appearance_light: str
    appearance_dark: str
    appearance_contrast: str
    follow: str
    use_keys: str
    mark_words: str
    reset: str

    keys: str
    keys_intro: str
    key_space: str
    play_or_pause: str
    key_arrows: str
    back_or_forward: str
    next_paragraph: str
    previous_paragraph: str
    next_sentence: str
    previous_sentence: str
    next_chapter: str
    previous_chapter: str
    slower_faster: str
    key_enter: str
    play_sentence: str
    sentence_hint: str

    now_playing_chapter: str
    playing_from: str
    speed_is: str

    latest: str
    search_label: str
    search_hint: str
    results_none: str
    results_one: str
    results_many: str
    search_failed: str
    from_to: str
    newer: str
    older: str
    pages: str
    no_episodes: str
    minutes: str
    one_minute: str
    made_with: str
    whole_episode: str
    embed_of: str
    embed_note: str

    transcript_of: str
    transcript_note: str
    narrator: str

    contents: str
    start_of_text: str
    accessibility_summary: str
    said_only: str

    def date_text(self, iso: str) -> str:
        """Return the day of an ISO 8601 date as people write it; other text as it stands."""
        try:
            day = datetime.fromisoformat(iso)
        except ValueError:
            return iso
        return self.date.format(day=day.day, month=self.months[day.month - 1], year=day.year)

    def size_text(self, size_bytes: int) -> str:
        """Return a file's size in megabytes, with one decimal."""
        number = f"{max(size_bytes, 100_000) / 1_000_000:.1f}".replace(".", self.decimal_mark)
        return self.megabytes.format(number=number)

    def length_text(self, duration_ms: int) -> str:
        """Return a length in whole minutes, at least one."""
        count = max(1, round(duration_ms / 60_000))
        return self.one_minute if count == 1 else self.minutes.format(count=count)
