"""The digits that are worked with where answers are measured against mpmath."""

import pytest
from mpmath import mp


@pytest.fixture(autouse=True)
def _fifty_digits():
    with mp.workdps(50):
        yield
