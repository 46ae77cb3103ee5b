"""Units of log-odds and of information: one quantity, counted in logarithms of different bases."""

from math import log
from typing import overload

from logitkit._arrays import Float64, Floats, Numbers, elementwise

# The size of each unit in nats.
_NATS = {"nat": 1.0, "bit": log(2), "ban": log(10), "deciban": log(10) / 10}


@overload
def convert(value: float, unit: str, to: str) -> float: ...
@overload
def convert(value: Numbers, unit: str, to: str) -> Floats: ...
def convert(value: float | Numbers, unit: str, to: str) -> float | Floats:
    """Return each *value*, which is counted in *unit*, counted in the unit *to*.

    A nat is a factor of e in the odds, or in a probability; a bit is a factor of 2, a ban of 10,
    and a deciban of the tenth root of 10: 1 bit is `ln(2)` nats, 1 ban is `ln(10)` nats or 10
    decibans. Every other function of this package counts in nats.

    Args:
        value: Log-odds, losses, or log-probabilities: any real numbers, of any shape.
        unit: The unit of *value*: "nat", "bit", "ban" or "deciban".
        to: The unit of the answer, one of the same four.

    Returns:
        Numbers in the shape of *value*.

    Raises:
        TypeError: *value* is not made of real numbers.
        ValueError: *unit* or *to* is no such unit.

    Examples:
        >>> round(convert(1, "bit", "nat"), 4)
        0.6931

        Odds of 100 to 1 are 2 bans, or 20 decibans:

        >>> convert([2, 0.5], "ban", "deciban")
        array([20.,  5.])

    Source: Good (1979) for bans and decibans.
    """
    for each in (unit, to):
        if each not in _NATS:
            raise ValueError(f"unit must be one of {', '.join(_NATS)}, not {each!r}")
    return elementwise(lambda value: _converted(value, _NATS[unit], _NATS[to]), value=value)


def _converted(value: Float64, size: float, new_size: float) -> Float64:
    # Towards a larger unit by division: 30 decibans are 3 bans to the last digit.
    return value * (size / new_size) if size >= new_size else value / (new_size / size)
