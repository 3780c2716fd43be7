"""Check: coded findings on what is published, each with its place and how to mend it."""

from presscast.check.findings import Finding
from presscast.check.published import check

__all__ = ["Finding", "check"]
