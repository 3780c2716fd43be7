"""Writers, one kind of file a module."""
