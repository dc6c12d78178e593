"""Fixtures for explanations: no words are looked for where no plan exists."""

from tests.solver.conftest import terse

__all__ = ["terse"]
