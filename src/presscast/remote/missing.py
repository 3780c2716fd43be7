"""What is said where the packages that upload are not installed."""

from presscast.errors import PublishError


def extra_missing() -> PublishError:
    """Return the error that tells how to install them."""
    return PublishError(
        "what uploads is not installed", hint='pip install "presscast[deploy]", then try again'
    )
