"""Make an organisation's written releases listenable."""

__version__ = "0.1.0"
