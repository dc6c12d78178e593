"""Everything that uses ortools or numba: from a problem to a plan with a proved bound."""

from bundler.solver.compile_cache import kernel_cache

with kernel_cache():
    from bundler.solver import (
        kernel_cuts,
        kernel_own,
        kernel_pack,
        kernel_pack_swap,
        kernel_pool,
        kernel_price,
        kernel_sets,
    )


from bundler.solver.solve import OnProgress, solve
from bundler.solver.watch import Progress

__all__ = [
    "OnProgress",
    "Progress",
    "kernel_cuts",
    "kernel_own",
    "kernel_pack",
    "kernel_pack_swap",
    "kernel_pool",
    "kernel_price",
    "kernel_sets",
    "solve",
]
