"""Separation, apart from any model: a direction that gains on some rows and loses on none."""

import pickle

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.testing import assert_array_equal

from logitkit.separation import SeparationError, refuse_separation


def separation(rows):
    """Return the error for *rows*, each coefficient of a column of its own, or None."""
    rows = np.array(rows, dtype=float)
    try:
        refuse_separation(rows, np.arange(rows.shape[1]))
    except SeparationError as error:
        return error
    return None


@pytest.mark.parametrize(
    ("rows", "columns", "complete"),
    [
        ([[1, 0], [0, 1]], (0, 1), True),
        ([[1, 0], [2, 0]], (0,), True),
        ([[0, 3], [0, 3]], (1,), True),
        ([[1, 1], [1, -1]], (0,), True),
        ([[1, 5], [-1, -5], [0, 1]], (0, 1), False),
        ([[1, 0], [0, 1], [0, -1]], (0,), False),
        ([[1, 2], [0, 0]], (0,), False),
        ([[1e-9, 0], [0, 1e9]], (0, 1), True),
    ],
)
def test_separated(rows, columns, complete):
    error = separation(rows)
    assert (error.columns, error.complete) == (columns, complete)


@pytest.mark.parametrize(
    "rows",
    [
        [[0, 0]],
        [[1], [-1]],
        [[1], [-1e-6]],
        [[1, 0], [0, 1], [-1, -1]],
        [[1, 0], [0, 1], [-1e5, -1e-5]],
        # Here the search takes a row that it must let go again.
        [[-2, 2], [0, 1], [0, -2], [1, 0], [-1, -2], [2, -1]],
    ],
)
def test_not_separated(rows):
    assert separation(rows) is None


@given(arrays(np.int64, st.tuples(st.integers(3, 9), st.just(3)), elements=st.integers(-3, 3)))
def test_in_space(rows):
    """Against all directions at right angles to two of the rows: the edges of what gains."""
    if np.linalg.matrix_rank(rows) < 3:
        return
    edges = np.cross(rows[:, None], rows[None, :]).reshape(-1, 3)
    gains = np.concatenate([edges, -edges]) @ rows.T
    good = gains[(gains >= 0).all(axis=1)].sum(axis=0)
    error = separation(rows)
    assert (error is not None) == good.any()
    assert error is None or error.complete == good.all()


@pytest.mark.parametrize("seed", range(20))
def test_in_many_dimensions(seed):
    random = np.random.default_rng(seed)
    direction, rows = random.normal(size=8), random.normal(size=(200, 8))
    rows *= np.sign(rows @ direction)[:, None]
    assert separation(rows).complete
    border = rows[:20] - np.outer(rows[:20] @ direction, direction) / (direction @ direction)
    assert not separation(np.concatenate([rows, border, -border])).complete
    assert separation(np.concatenate([rows, -rows.mean(axis=0, keepdims=True)])) is None


def test_the_error_survives_a_pickle():
    error = pickle.loads(pickle.dumps(SeparationError("why", columns=(2,), complete=False)))
    assert (str(error), error.columns, error.complete) == ("why", (2,), False)


def test_rows_are_left_alone():
    rows = np.array([[1.0, 2.0], [2.0, 1.0]])
    before = rows.copy()
    separation(rows)
    assert_array_equal(rows, before)
