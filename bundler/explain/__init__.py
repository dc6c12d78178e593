"""Why a plan is as it is: answers that were checked before they are given."""

from bundler.explain.left_out import left_out
from bundler.explain.missing_list import ask_list, missing
from bundler.explain.model import Explanation
from bundler.explain.paragraphs import paragraphs

__all__ = ["Explanation", "ask_list", "left_out", "missing", "paragraphs"]
