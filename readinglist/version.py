"""The version, in a file of its own so that `--version` answers before anything else is imported."""

__version__ = "0.1.0"
