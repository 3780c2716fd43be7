"""What it costs to rebuild the feeds of 10,000 episodes: RSS with topics, JSON Feed and OPML.

Run it as `python tests/bench/feed_bench.py`. Seconds are of the processor, so that other programs
on the machine do not count.
"""

from __future__ import annotations

import sys
import time
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from published_episodes import SHOW, build_episode, feed_of

from presscast.plugins import writer

EPISODES = 10_000
TAGS = (("housing",), ("labor law", "port"), ("labor law",))


def main() -> None:
    """Print a line for each writer: documents, megabytes, seconds."""
    base = build_episode()
    episodes = tuple(
        replace(
            base,
            slug=f"episode-{number}",
            guid=str(number),
            published=f"{1980 + number // 300}-06-{number % 28 + 1:02}T09:00:00+00:00",
            tags=TAGS[number % len(TAGS)],
        )
        for number in range(EPISODES, 0, -1)
    )
    started = time.process_time()
    feed = feed_of(SHOW, *episodes)
    print(f"entries {time.process_time() - started:40.2f} s")
    for name in ("feed", "json_feed", "opml"):
        started = time.process_time()
        made = list(writer(name).write_show(feed))
        seconds = time.process_time() - started
        megabytes = sum(len(artifact.data) for artifact in made) / 1e6
        print(f"{name:10} {len(made):4} documents {megabytes:6.1f} MB {seconds:5.2f} s")


if __name__ == "__main__":
    main()
