"""Why a plan is as it is, and what could be: every answer is checked or solved before it is given."""

from bundler.explain.alternatives import Alternatives, alternatives
from bundler.explain.elsewhere import Elsewhere, with_job, without_job
from bundler.explain.left_out import left_out
from bundler.explain.missing_list import ask_list, missing
from bundler.explain.model import Explanation
from bundler.explain.own_job import OwnJob, own_job
from bundler.explain.paragraphs import paragraphs
from bundler.explain.recommend import Recommendation, recommend
from bundler.explain.worth import Term, terms_of

__all__ = [
    "Alternatives",
    "Elsewhere",
    "Explanation",
    "OwnJob",
    "Recommendation",
    "Term",
    "alternatives",
    "ask_list",
    "left_out",
    "missing",
    "own_job",
    "paragraphs",
    "recommend",
    "terms_of",
    "with_job",
    "without_job",
]
