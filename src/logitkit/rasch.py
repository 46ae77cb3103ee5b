"""The Rasch model: persons and test items on one scale, whose unit is the logit."""

from dataclasses import dataclass

import numpy as np

from logitkit._arrays import Float64, Numbers, real_array
from logitkit.links import log_sigmoid, sigmoid
from logitkit.newton import maximize, require
from logitkit.separation import SeparationError


@dataclass(frozen=True, eq=False)
class RaschFit:
    """What `rasch` found, in logits.

    Attributes:
        difficulties: One for each item; they sum to 0.
        covariance: The covariance matrix of the difficulties, by the conditional likelihood.
        abilities: The likeliest ability for each number of right answers, from none to all: minus
            infinity for none, infinity for all.
        log_likelihood: That of the answers, given each person's number of right ones.
        converged: Whether the last step of Newton's method was next to nothing.
        iterations: How many steps it took.
    """

    difficulties: Float64
    covariance: Float64
    abilities: Float64
    log_likelihood: float
    converged: bool
    iterations: int

    @property
    def standard_errors(self) -> Float64:
        """The square roots of the variances of the difficulties."""
        return np.asarray(np.sqrt(np.diag(self.covariance)))


def rasch(answers: Numbers) -> RaschFit:
    """Fit the difficulties of test items, and the ability that each number of right answers shows.

    `P(right) = sigmoid(ability - difficulty)`: both are measured in logits. The difficulties are
    those of greatest *conditional* likelihood, given how many answers each person had right. That
    number holds all that the answers say of the ability, so abilities drop out, however they are
    spread. The *joint* likelihood of abilities and difficulties would exaggerate the difficulties,
    however many the persons: for two items they come out twice as far apart.

    Args:
        answers: One row for each person, one column for each item: 1 for right, 0 for wrong.

    Returns:
        A `RaschFit`. Its standard errors are those of the observed information, which in the
            conditional likelihood is the expected one. Persons with none or all right say nothing
            about the items, and count for nothing. The abilities are the likeliest ones if the
            difficulties are taken as known.

    Raises:
        TypeError: *answers* is not made of real numbers.
        ValueError: *answers* is not a table with two columns or more, of 0 and 1 alone.
        SeparationError: The items fall into two groups, and whoever got any of the one right got
            all of the other right: no finite distance between the groups fits best.

    Examples:
        >>> fit = rasch([[1, 0, 0], [1, 1, 0], [1, 0, 1], [0, 1, 0], [1, 0, 0], [0, 0, 1]])
        >>> fit.difficulties.round(4)
        array([-0.67 ,  0.335,  0.335])
        >>> fit.abilities.round(4)
        array([   -inf, -0.7264,  0.7345,     inf])

        Of two items, only those who got just one right tell: three against one is ln 3 apart.

        >>> rasch([[1, 0], [1, 0], [1, 0], [0, 1], [1, 1]]).difficulties.round(4)
        array([-0.5493,  0.5493])

    Source: Rasch (1960).
    """
    table = real_array(answers, "answers").astype(np.float64)
    if table.ndim != 2 or table.shape[1] < 2:
        raise ValueError(
            f"answers must be a table of two items or more, not of shape {table.shape}"
        )
    require((table == 0) | (table == 1), table, "answers", "0 or 1")
    _refuse_separation(table)
    items = table.shape[1]
    persons = np.bincount(table.sum(axis=1).astype(np.intp), minlength=items + 1)[1:items]
    right = table[(table.sum(axis=1) > 0) & (table.sum(axis=1) < items)].sum(axis=0)

    def objective(point: Float64) -> tuple[float, Float64, Float64]:
        log_ways, single, pair = _given_score(-point)
        expected = persons @ single
        information = np.einsum("r,rij->ij", persons, pair) - (single.T * persons) @ single
        # The likelihood leaves the mean of the difficulties free. The last term holds it at 0.
        information = information + 1 / items
        return -(right @ point) - persons @ log_ways, expected - right, information

    best = maximize(objective, np.zeros(items))
    difficulties = best.point - best.point.mean()
    return RaschFit(
        difficulties=difficulties,
        covariance=np.linalg.inv(best.information) - 1 / items,
        abilities=_abilities(difficulties),
        log_likelihood=best.value,
        converged=best.converged,
        iterations=best.iterations,
    )


def _given_score(easiness: Float64) -> tuple[Float64, Float64, Float64]:
    """Return what follows from having r right answers, for r from 1 to all but one.

    The logarithm of the summed weights of all ways to have r right, then the probabilities that an
    item, and that a pair of items, are among them. The weights of the ways without items i and j
    are the coefficients of the product of `1 + weight_m t` over the other items m.
    """
    items, weight = len(easiness), np.exp(easiness)
    without = np.zeros((items, items, items + 1))
    without[:, :, 0] = 1
    for m in range(items):
        factor = np.full((items, items), weight[m])
        factor[m, :] = factor[:, m] = 0
        without[:, :, 1:] += factor[:, :, np.newaxis] * without[:, :, :-1]
    one = np.diagonal(without).T  # items by score
    ways = one[0, 1:items] + weight[0] * one[0, : items - 1]
    single = weight * one[:, : items - 1].T / ways[:, np.newaxis]
    shifted = np.concatenate([np.zeros((items, items, 1)), without[:, :, : items - 2]], axis=2)
    pair = np.outer(weight, weight) * np.moveaxis(shifted, 2, 0) / ways[:, np.newaxis, np.newaxis]
    pair[:, np.arange(items), np.arange(items)] = single
    return np.log(ways), single, pair


def _abilities(difficulties: Float64) -> Float64:
    scores = np.arange(1, len(difficulties))

    def objective(abilities: Float64) -> tuple[float, Float64, Float64]:
        margins = abilities[:, np.newaxis] - difficulties
        p = sigmoid(margins)
        value = scores @ abilities + log_sigmoid(-margins).sum()
        return value, scores - p.sum(axis=1), np.diag((p * sigmoid(-margins)).sum(axis=1))

    best = maximize(objective, np.zeros(len(scores)))
    return np.concatenate([[-np.inf], best.point, [np.inf]])


def _refuse_separation(table: Float64) -> None:
    """Raise a `SeparationError` unless the items hang together.

    "Someone got i right and j wrong" is an arrow from i to j; arrows must lead from each to each.
    """
    reached = table.T @ (1 - table) > 0
    for _ in range(len(reached)):
        reached = reached | (reached @ reached)
    np.fill_diagonal(reached, True)
    if not reached.all():
        first = int(reached.sum(axis=1).argmin())
        group = tuple(int(item) for item in np.flatnonzero(reached[first]))
        raise SeparationError(
            f"whoever got one of items {list(group)} right got all the others right: "
            "no finite distance between them fits best",
            columns=group,
            complete=False,
        )
