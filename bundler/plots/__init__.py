"""Pictures of a plan, of scenarios and of a search, for analysts: matplotlib axes to go on with.

Free functions: each takes a ``bundler.Plan`` (or a table), draws in the axes that are given, or in a new
figure where ``ax`` is None, and returns the axes; ``plot_plan`` puts several in one figure. Words are in
English or Dutch. Suppliers are told by letter and hatching as well as colour; numbers stand with the
bars, so that nothing is told by colour alone. Nobody's matplotlib settings are changed.

Example:
    >>> import bundler as bd
    >>> plan = bd.solve(bd.Problem.example("dji"))
    >>> ax = bd.plots.plot_jobs(plan, lang="nl")
    >>> ax.get_xlabel()
    'uur per week'
"""

from bundler.plots.front import plot_front
from bundler.plots.gap import plot_gap
from bundler.plots.heat import plot_heatmap
from bundler.plots.jobs import plot_jobs
from bundler.plots.pairs import plot_supplier_pairs
from bundler.plots.plan import plot_plan
from bundler.plots.site import plot_site
from bundler.plots.social import plot_social_return
from bundler.plots.suppliers import plot_supplier_hours
from bundler.plots.week import plot_week

__all__ = [
    "plot_front",
    "plot_gap",
    "plot_heatmap",
    "plot_jobs",
    "plot_plan",
    "plot_site",
    "plot_social_return",
    "plot_supplier_hours",
    "plot_supplier_pairs",
    "plot_week",
]
