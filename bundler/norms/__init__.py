"""Norms as dated data: what law, CAO's and municipalities say, since when, and how sure that is."""

from bundler.norms.catalogue import NORMS_FILE, Catalogue, catalogue, norms_file, read_catalogue
from bundler.norms.model import Confidence, Norm, Period, Reading, Step

__all__ = [
    "NORMS_FILE",
    "Catalogue",
    "Confidence",
    "Norm",
    "Period",
    "Reading",
    "Step",
    "catalogue",
    "norms_file",
    "read_catalogue",
]
