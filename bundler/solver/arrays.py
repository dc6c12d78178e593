"""Names for the arrays that go between Python and the compiled kernels."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

# a whole or real number inside a compiled kernel: a Python or a numpy scalar, as numba decides
Number = Any
Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Items = NDArray[np.int32]
Bits = NDArray[np.uint64]
Flag = NDArray[np.uint8]
Tables = tuple[Ints, Floats, Ints]
