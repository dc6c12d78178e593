"""Proof by a second path: holds a plan's bound against code that shares nothing with the solver."""

from bundler.prove.proof import Claims, Proof, ProvedLevel, prove
from bundler.prove.watch import Step
from bundler.prove.words import proof_document, proof_lines

__all__ = ["Claims", "Proof", "ProvedLevel", "Step", "proof_document", "proof_lines", "prove"]
