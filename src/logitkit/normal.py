"""The probit and its inverse: the normal curve where the logit has the logistic one."""

from typing import overload

import numpy as np

from logitkit._arrays import Float64, Floats, Numbers, elementwise

# In powers of (y - 5) / (y + 5): (1 + y) exp(y * y / 2) normal_cdf(-y), for y from 0 to 39.
_TAIL = [
    *(-2.7701481656827913e-10, 1.6294822123482363e-11, 4.305928346122364e-09),
    *(2.6641470506077205e-09, -3.132082028087379e-08, -2.4964749749793523e-08),
    *(1.9716412822314452e-07, 1.2687978435110762e-07, -1.3083296242531128e-06),
    *(-6.989850792867112e-08, 9.06032311426407e-06, -9.896216310883174e-06),
    *(-5.36077545074153e-05, 0.00018233416164045794, 7.791634836196445e-06),
    *(-0.00167607234514747, 0.006522000662944827, -0.015170415402641402),
    *(0.024536963244022193, -0.026401042966293736, 0.010002352385218209),
    *(0.031030368425963278, -0.09155228183400893, 0.46151582985003775),
]
# In powers of q * q: probit(1/2 + q) / q, for q up to 0.35.
_CENTRE = [
    *(3288731715994.7075, -3174392081023.907, 1458856484694.8066, -415272898435.1369),
    *(81768853258.61969, -11703038514.591227, 1265930873.4775665, -102992639.80429415),
    *(6868519.955359996, -249205.0897567292, 32923.69487985224, 5525.34926435503),
    *(1697.3265318080703, 496.15728416097585, 149.8310690144551, 47.03577824468996),
    *(15.667609004149645, 5.772533538516336, 2.624934990953825, 2.5066282746310007),
]


@overload
def probit(p: float) -> float: ...
@overload
def probit(p: Numbers) -> Floats: ...
def probit(p: float | Numbers) -> float | Floats:
    """Return the probit of each probability in *p*: the standard normal quantile.

    `probit(p)` is the x for which `normal_cdf(x) = p`: `normal_cdf` is its inverse. Bliss counted
    from 5, so that no number he met was negative; nobody does so today.

    Args:
        p: Probabilities from 0 to 1, of any shape.

    Returns:
        Standard deviations from the mean, from minus infinity at 0 to infinity at 1, in the shape
            of *p*. A number outside 0 to 1 gives `nan`.

    Raises:
        TypeError: *p* is not made of real numbers.

    Examples:
        >>> round(probit(0.975), 4)
        1.96

        Near one half a probit is about 5/8 of the logit:

        >>> probit([0, 0.25, 0.5, 0.75, 1]).round(4)
        array([   -inf, -0.6745,  0.    ,  0.6745,     inf])

    Source: Definition.
    """
    return elementwise(_probit, p=p)


def _probit(p: Float64) -> Float64:
    q = p - 0.5
    result = q * _polynomial(_CENTRE, q * q)
    outer = ~(np.abs(q) <= 0.35)
    if outer.any():
        p = p[outer]
        result[outer] = np.copysign(_far_probit(np.where(p > 0.5, 1 - p, p)), q[outer])
    return result


def _far_probit(p: Float64) -> Float64:
    """Return the y above 1 for which `normal_cdf(-y) = p`."""
    log_p = np.log(p)
    root = np.sqrt(-log_p)
    y = np.sqrt(2) * root + _polynomial([-1.1034, 2.1884, -2.1963, -0.05], 1 / root)
    # Two steps of Halley's method for ln(normal_cdf(-y)) = ln(p), each of which triples the digits.
    for _ in range(2):
        ratio = _tail(y)
        hazard = np.sqrt(0.5 / np.pi) / ratio
        step = (np.log(ratio) - y * y / 2 - log_p) / hazard
        y = y + step / (1 + step * (hazard - y) / 2)
    return np.where(p == 0, np.inf, y)


@overload
def normal_cdf(x: float) -> float: ...
@overload
def normal_cdf(x: Numbers) -> Floats: ...
def normal_cdf(x: float | Numbers) -> float | Floats:
    """Return the probability that a standard normal number is at most each number in *x*.

    `normal_cdf(x)` is the area under `exp(-t * t / 2) / sqrt(2 * pi)` to the left of x. Its inverse
    is `probit`.

    Args:
        x: Standard deviations from the mean: any real numbers, of any shape.

    Returns:
        Probabilities from 0 to 1, in the shape of *x*.

    Raises:
        TypeError: *x* is not made of real numbers.

    Examples:
        >>> from logitkit import sigmoid
        >>> normal_cdf([float("-inf"), 0, float("inf")])
        array([0. , 0.5, 1. ])

        Far out it is much smaller than the sigmoid, but not yet 0:

        >>> f"{normal_cdf(-30):.4g}", f"{sigmoid(-30):.4g}"
        ('4.907e-198', '9.358e-14')

    Source: Definition.
    """
    return elementwise(_normal_cdf, x=x)


def _normal_cdf(x: Float64) -> Float64:
    y = np.minimum(np.abs(x), 40)  # beyond 39 the answer is 0 or 1
    square = y * y
    # exp turns what the square lost to rounding into lost digits: take it from the high and the
    # low half of y, exactly.
    high = y.astype(np.float32).astype(np.float64)
    lost = (high * high - square) + (y - high) * (y + high)
    bell = np.exp(-square / 2)
    tail: Float64 = (bell - bell * lost / 2) * _tail(y)
    return np.where(x > 0, 1 - tail, tail)


def _tail(y: Float64) -> Float64:
    """Return `normal_cdf(-y) * exp(y * y / 2)`, for y from 0 to 39."""
    return _polynomial(_TAIL, (y - 5) / (y + 5)) / (1 + y)


def _polynomial(coefficients: list[float], x: Float64) -> Float64:
    return np.asarray(np.polyval(coefficients, x), np.float64)
