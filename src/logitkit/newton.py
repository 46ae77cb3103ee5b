"""What every fit shares: how it reads its numbers, and Newton's method."""

from collections.abc import Callable
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from logitkit._arrays import Float64, Floats, real_array

Bools: TypeAlias = NDArray[np.bool]
Integers: TypeAlias = NDArray[np.intp]
Objective: TypeAlias = Callable[[Float64], tuple[float, Float64, Float64]]


class Maximum(NamedTuple):
    """Where Newton's method ended, and whether on ground so flat that there may be no top."""

    point: Float64
    value: float
    information: Float64
    converged: bool
    iterations: int
    doubtful: bool


def require(valid: Bools, values: NDArray[Any], name: str, wanted: str) -> None:
    """Raise a `ValueError` that names the first of *values* that is not *valid*."""
    if not valid.all():
        place = tuple(int(index) for index in np.argwhere(~valid)[0])
        raise ValueError(f"{name}{list(place)} is {values[place]}, not {wanted}")


def require_length(values: NDArray[Any], name: str, rows: int) -> None:
    """Raise a `ValueError` unless *values* has one number for each of the *rows* of x."""
    if values.shape != (rows,):
        raise ValueError(f"{name} of shape {values.shape} does not fit the {rows} rows of x")


def read_table(x: ArrayLike) -> Float64:
    """Read *x* as a table of finite numbers; a single axis is a single column."""
    table = real_array(x, "x").astype(np.float64)
    if table.ndim not in (1, 2):
        raise ValueError(f"x must be a column or a table of columns, not of shape {table.shape}")
    require(np.isfinite(table), table, "x", "a finite number")
    return table[:, np.newaxis] if table.ndim == 1 else table


def read_integers(values: ArrayLike, name: str) -> Integers:
    """Read *values* as whole numbers, or raise a `TypeError`."""
    array = np.asarray(values)
    if array.dtype.kind not in "iub":
        raise TypeError(f"{name} must be integers, not {array.dtype}")
    return array.astype(np.intp)


def read_classes(values: ArrayLike, name: str, rows: int) -> Integers:
    """Read *values* as class numbers, one for each row, of which none is left out."""
    classes = read_integers(values, name)
    require_length(classes, name, rows)
    wanted = "the number of a class; classes are counted from 0 without a gap"
    require((classes >= 0) & (classes < rows), classes, name, wanted)
    sizes = np.bincount(classes, minlength=2)
    if not sizes.all():
        raise ValueError(f"no {name} is {int(sizes.argmin())}; classes are counted without a gap")
    return classes


def with_intercept(table: Float64, intercept: bool) -> Float64:
    """Put a column of ones before *table*, or none."""
    ones = np.ones((*table.shape[:-1], int(intercept)))
    return np.concatenate([ones, table], axis=-1)


def orthonormal(design: Float64, intercept: bool = False) -> tuple[Float64, Float64]:
    """Factor *design* into orthonormal columns and the triangle that makes it of them.

    In these columns the length of a step is how far it moves the fitted values, in any units of x.
    """
    rows, columns = design.shape
    if not 0 < columns <= rows:
        raise ValueError(f"{columns} coefficients cannot be fitted to {rows} rows of x")
    basis, triangle = np.linalg.qr(design)
    idle = np.abs(np.diag(triangle)) <= 1e-8 * np.linalg.norm(design, axis=0)
    if idle.any():
        before = "the intercept and the columns" if intercept else "the columns"
        raise ValueError(
            f"column {int(idle.argmax()) - intercept} of x adds nothing to {before} before it: "
            "it is a combination of them"
        )
    return basis, triangle


def in_units_of_x(point: Float64, information: Float64, back: Floats) -> tuple[Float64, Float64]:
    """Return coefficients and covariance; *back* leads from orthonormal columns to those of x."""
    return back @ point, back @ np.linalg.inv(information) @ back.T


def maximize(objective: Objective, start: Float64, limit: int = 50) -> Maximum:
    """Climb to the top of a concave *objective* by Newton's method.

    *objective* gives its value, its gradient, and minus its matrix of second derivatives. What must
    become small is the step: on the endless slope of separated outcomes the value stops rising and
    the gradient vanishes, but the steps go on.
    """
    with np.errstate(all="ignore"):
        point, length, iterations = start, np.inf, 0
        value, gradient, information = objective(point)
        flat = 1e-8 * np.linalg.norm(information)
        while length > 1e-8 and iterations < limit:
            step = np.linalg.lstsq(information, gradient)[0]
            length, iterations = float(np.linalg.norm(step)), iterations + 1
            # Far from the top a whole step may lead downhill, but a part of it leads uphill.
            while not (new := objective(point + step))[0] >= value - 1e-10 * abs(value):
                step = step / 2
            point, (value, gradient, information) = point + step, new
        converged = length <= 1e-8
        doubtful = not converged or bool(np.linalg.eigvalsh(information)[0] < flat)
        return Maximum(point, float(value), information, converged, iterations, doubtful)
