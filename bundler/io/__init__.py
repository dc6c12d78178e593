"""Reading the input and writing plans."""

from bundler.io.read import read_problem

__all__ = ["read_problem"]
