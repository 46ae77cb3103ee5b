"""Data to fit."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from logitkit.data import beetle, challenger, rotenone

sets = pytest.mark.parametrize("load", [beetle, rotenone, challenger])


@sets
class TestEvery:
    def test_counts_fit_their_trials(self, load):
        data = load()
        trials, counts = {
            "Beetle": ("exposed", "killed"),
            "Rotenone": ("treated", "affected"),
            "Challenger": ("rings", "damaged"),
        }[type(data).__name__]
        assert len({len(column) for column in data}) == 1
        assert data[0].dtype == np.float64
        assert data._fields[1:] == (trials, counts)
        assert data[1].dtype == data[2].dtype == np.int64
        assert (data[2] >= 0).all()
        assert (data[2] <= data[1]).all()

    def test_is_made_anew(self, load):
        load()[2][:] = -1
        assert (load()[2] >= 0).all()

    def test_names_its_source_and_its_trap(self, load):
        assert "Source:" in load.__doc__
        assert "Warning:" in load.__doc__


def test_beetle():
    data = beetle()
    assert_allclose(10 ** data.log10_dose[[0, -1]], [49.06, 76.54], atol=0.005)
    assert (data.exposed.sum(), data.killed.sum()) == (481, 291)
    assert data.killed[-1] == data.exposed[-1] == 60


def test_rotenone():
    data = rotenone()
    assert (data.treated.sum(), data.affected.sum()) == (243, 132)
    assert (data.dose > 0).all()
    assert (np.diff(data.dose) < 0).all()


def test_challenger():
    data = challenger()
    assert_array_equal(data.rings, 6)
    assert len(data.rings) == 23
    assert_array_equal(data.fahrenheit[data.damaged > 0], [53, 57, 58, 63, 70, 70, 75])
    assert_array_equal(data.damaged[data.damaged > 0], [5, 1, 1, 1, 1, 1, 1])
