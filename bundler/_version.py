"""The one place where the version is written; the build and `bundler versions` read it here."""

__version__ = "0.1.0"
