"""bundler for analysts: problems and plans as objects with DataFrames, that show themselves in a notebook."""

from bundler.api.asking import Explanations, Recommendations, explain, recommend
from bundler.api.checking import check
from bundler.api.comparing import compare
from bundler.api.comparison import Comparison
from bundler.api.findings import Findings
from bundler.api.job_week import JobWeek
from bundler.api.own import cost, rule
from bundler.api.plan import Plan
from bundler.api.problem import Problem
from bundler.api.reading import read
from bundler.api.replanning import Replanned, replan
from bundler.api.reporting import report
from bundler.api.solving import solve
from bundler.api.sweep import Sweep

__all__ = [
    "Comparison",
    "Explanations",
    "Findings",
    "JobWeek",
    "Plan",
    "Problem",
    "Recommendations",
    "Replanned",
    "Sweep",
    "check",
    "compare",
    "cost",
    "explain",
    "read",
    "recommend",
    "replan",
    "report",
    "rule",
    "solve",
]
