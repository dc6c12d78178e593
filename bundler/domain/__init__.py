"""The problem and the plan as frozen values; nothing in here knows files or solvers."""

from bundler.domain.model import Competency, Location, Supplier, Task, TravelTime
from bundler.domain.plan import Job, Level, Result, Session, Unplaced
from bundler.domain.problem import Problem
from bundler.domain.scenario import Attribution, Pin, Rules, Scenario, SolveOptions, Weights

__all__ = [
    "Attribution",
    "Competency",
    "Job",
    "Level",
    "Location",
    "Pin",
    "Problem",
    "Result",
    "Rules",
    "Scenario",
    "Session",
    "SolveOptions",
    "Supplier",
    "Task",
    "TravelTime",
    "Unplaced",
    "Weights",
]
