"""What goes in, what comes out, and in what pieces: one rule for every function of the package.

The answer has the dtype of the array that was given: float16, float32 and float64 are kept,
integers and booleans become float64. Python numbers give a plain `float`. Numbers that stand for
themselves are computed in float64 and rounded once; rows of logits are computed in float32 if they
came in float32 or float16, and in float64 if not.

Work is done in blocks that stay in the processor's cache: that is faster than whole arrays, and
needs no memory to speak of.
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

BLOCK = 2**14
SHORT = 16


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


def kept_dtype(array: NDArray[Any]) -> np.dtype[Any]:
    """Return the dtype of an answer about *array*: its own, in native byte order, or float64."""
    return np.dtype(array.dtype.type if array.dtype.kind == "f" else np.float64)


def answer(result: Floats, given: ArrayLike) -> float | Floats:
    """Make a single number a `float`, or a NumPy scalar if *given* is NumPy's."""
    if result.ndim == 0 and not isinstance(given, np.ndarray | np.generic):
        return float(result)
    return result[()]


def elementwise(
    formula: Callable[..., Float64],
    *,
    narrow: Callable[..., Float64] | None = None,
    **values: ArrayLike,
) -> float | Floats:
    """Apply *formula* to each of *values*, in float64 and without warnings.

    The first of them decides the dtype of the answer; the others broadcast. The formula must not
    write on what it gets. For dtypes below float64 *narrow*, if there is one, is accurate enough.
    """
    given = next(iter(values.values()))
    arrays = [real_array(each, name) for name, each in values.items()]
    dtype = kept_dtype(arrays[0])
    if len(arrays) > 1:
        arrays = list(np.broadcast_arrays(*arrays))
    result = np.empty(arrays[0].shape, dtype)
    flat = [np.reshape(array, -1) for array in arrays]
    chosen = formula if narrow is None or dtype == np.float64 else narrow
    _fill(result.reshape(-1), chosen, flat, np.dtype(np.float64))
    return answer(result, given)


def rowwise(
    formula: Callable[..., Floats],
    array: NDArray[Any],
    axis: Axis,
    *beside: NDArray[Any],
    empty: float | None = None,
) -> Floats:
    """Apply *formula* to the rows that lie along *axis* of *array*, without warnings.

    The formula gets a table of rows, then the same rows of whatever lies *beside* them, and must
    not write on them. It returns one entry for each entry or, if *empty* says what a row of no
    entries gives, one for each row.
    """
    axes = _axes(array, axis)
    rows, dtype = as_rows(array, axes), kept_dtype(array)
    result = np.full(rows.shape if empty is None else len(rows), empty or 0.0, dtype)
    if rows.size:
        working = np.dtype(np.float32 if dtype.itemsize < 8 else np.float64)
        _fill(result, formula, [rows, *beside], working, max(1, 4 * BLOCK // rows.shape[1]))
    kept = [length for each, length in enumerate(array.shape) if each not in axes]
    if empty is not None:
        return result.reshape(kept)
    moved = result.reshape(*kept, *(array.shape[each] for each in axes))
    return np.moveaxis(moved, range(-len(axes), 0), axes)


def as_rows(array: NDArray[Any], axis: Axis) -> NDArray[Any]:
    """Return *array* as a table whose rows lie along *axis*: a view if that can be, or a copy."""
    axes = _axes(array, axis)
    moved = np.moveaxis(array, axes, range(-len(axes), 0))
    width = prod(array.shape[each] for each in axes)
    return moved.reshape(prod(moved.shape[: array.ndim - len(axes)]), width)


def reduce_rows(ufunc: np.ufunc, rows: Floats) -> Floats:
    """Reduce each row by *ufunc*, in an order that depends on nothing but the row's length."""
    if rows.shape[1] > SHORT:
        return np.asarray(ufunc.reduce(rows, axis=1))
    result = rows[:, 0].copy()  # column by column: NumPy is slow at many short rows
    for column in rows.T[1:]:
        ufunc(result, column, out=result)
    return result


def float_rows(logits: Numbers) -> Floats:
    """Read *logits* as rows along the last axis, in their own floating-point dtype or float64."""
    array = real_array(logits, "logits")
    if array.ndim == 0:
        raise AxisError(f"logits must have at least one axis, but {array} is a single number")
    return array if array.dtype.kind == "f" else array.astype(np.float64)


def _axes(array: NDArray[Any], axis: Axis) -> tuple[int, ...]:
    if array.ndim == 0:
        raise AxisError(f"logits must have at least one axis, but {array} is a single number")
    return normalize_axis_tuple(range(array.ndim) if axis is None else axis, array.ndim)


def _fill(
    result: Floats,
    formula: Callable[..., Floats],
    arrays: Sequence[NDArray[Any]],
    working: np.dtype[Any],
    step: int = BLOCK,
) -> None:
    with np.errstate(all="ignore"):
        for start in range(0, len(result), step):
            block = slice(start, start + step)
            result[block] = formula(
                *(np.ascontiguousarray(each[block], working) for each in arrays)
            )
