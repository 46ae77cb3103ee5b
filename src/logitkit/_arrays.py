"""What goes in and what comes out: one rule for every function of the package.

Everything is computed in float64. The answer is then rounded once, to the dtype of the array that
was given: float16, float32 and float64 are kept, integers and booleans become float64. Python
numbers give a plain `float`.
"""

from collections.abc import Callable, Sequence
from math import prod
from typing import Any, Protocol, TypeAlias

import numpy as np
from numpy.exceptions import AxisError
from numpy.lib.array_utils import normalize_axis_tuple
from numpy.typing import ArrayLike, NDArray

Float64: TypeAlias = NDArray[np.float64]
Floats: TypeAlias = NDArray[np.floating]
Axis: TypeAlias = int | tuple[int, ...] | None


class SupportsArray(Protocol):
    """Anything that NumPy can read as an array: an array, a NumPy scalar, a data frame's column."""

    def __array__(self) -> NDArray[Any]: ...


Numbers: TypeAlias = Sequence[Any] | SupportsArray
Rows: TypeAlias = Sequence[Numbers] | SupportsArray


def real_array(values: ArrayLike, name: str) -> NDArray[Any]:
    """Read *values* as an array of real numbers, or raise a `TypeError` that names them."""
    array = np.asarray(values)
    if array.dtype.kind not in "biuf" or array.dtype.itemsize > 8:
        raise TypeError(f"{name} must be real numbers of at most 64 bits, not {array.dtype}")
    return array


def rounded(result: Float64, given: ArrayLike) -> Floats:
    """Round *result* to the floating-point dtype of *given*, or keep float64 if it has none."""
    dtype = np.asarray(given).dtype
    return result.astype(dtype.type if dtype.kind == "f" else np.float64)


def answer(result: Float64, given: ArrayLike) -> float | Floats:
    """Like `rounded`, but a single number is a `float`, or a NumPy scalar if *given* is NumPy's."""
    array = rounded(result, given)
    if array.ndim == 0 and not isinstance(given, np.ndarray | np.generic):
        return float(array)
    return array[()]


def elementwise(
    formula: Callable[[Float64], Float64], values: ArrayLike, name: str
) -> float | Floats:
    """Apply *formula* to each number, in float64 and without warnings."""
    array = real_array(values, name)
    with np.errstate(all="ignore"):
        return answer(formula(array.astype(np.float64)), values)


def as_rows(array: NDArray[Any], axis: Axis) -> Float64:
    """Bring *axis* to the end, as one last axis, in float64.

    The rows are contiguous, so that the sum of a row does not depend on how the array was laid out.
    """
    axes = _axes(array, axis)
    moved = np.moveaxis(array, axes, range(-len(axes), 0))
    kept = moved.shape[: array.ndim - len(axes)]
    rows = np.ascontiguousarray(moved, dtype=np.float64)
    return rows.reshape(*kept, prod(moved.shape[len(kept) :]))


def from_rows(rows: Float64, array: NDArray[Any], axis: Axis) -> Float64:
    """Undo `as_rows`: give *rows* the shape of *array* again."""
    axes = _axes(array, axis)
    kept = rows.shape[:-1]
    moved = rows.reshape(*kept, *(array.shape[each] for each in axes))
    return np.moveaxis(moved, range(-len(axes), 0), axes)


def _axes(array: NDArray[Any], axis: Axis) -> tuple[int, ...]:
    if array.ndim == 0:
        raise AxisError(f"logits must have at least one axis, but {array} is a single number")
    return normalize_axis_tuple(range(array.ndim) if axis is None else axis, array.ndim)
