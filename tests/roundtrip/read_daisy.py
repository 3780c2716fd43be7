"""Opens a talking book with daisy-dtb and prints what it finds; run by the clients' own Python."""

import json
import sys
import typing

# daisy-dtb says that it runs on Python 3.11, which has no `typing.override`.
if not hasattr(typing, "override"):
    setattr(typing, "override", lambda method: method)  # noqa: B010

from daisy_dtb import DaisyBook, FolderDtbSource, ZipDtbSource
from loguru import logger

logger.remove()
place = sys.argv[1]
book = DaisyBook((ZipDtbSource if place.endswith(".zip") else FolderDtbSource)(place))
parts = []
for entry in book.toc_entries:
    sections = [
        {
            "text": section.text.content,
            "clips": [
                {"begin": clip.begin, "end": clip.end, "bytes": len(clip.get_sound())}
                for clip in section.clips
            ],
        }
        for section in entry.smil.sections
    ]
    parts.append({"heading": entry.text, "smil": entry.smil.reference.resource, "said": sections})
print(json.dumps({"title": book.title, "depth": book.navigation_depth, "parts": parts}))
