"""The figures by which plans are judged, each defined once: its name, unit, direction and formula.

Reports, comparisons, plots and the board read them from here.
"""

from bundler.kpis.catalogue import EUROS, KPI, KPIS
from bundler.kpis.facts import BAAN_HOURS, Facts
from bundler.kpis.measure import measure
from bundler.kpis.model import PERCENT, Better, Kpi, Measures

__all__ = ["BAAN_HOURS", "EUROS", "KPI", "KPIS", "PERCENT", "Better", "Facts", "Kpi", "Measures", "measure"]
