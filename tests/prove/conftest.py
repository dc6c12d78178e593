"""The command run in this process, as the tests of the command line do it."""

from tests.cli.conftest import english, run

__all__ = ["english", "run"]
