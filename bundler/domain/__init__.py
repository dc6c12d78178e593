"""The problem and the plan as frozen values; nothing in here knows files or solvers."""

from bundler.domain.model import Location, Supplier, Task, TravelTime
from bundler.domain.plan import Job, Level, Result, Session, Unplaced
from bundler.domain.problem import Problem
from bundler.domain.scenario import Pin, Rules, Scenario, SolveOptions, Weights

__all__ = [
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
