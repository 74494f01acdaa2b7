"""Elementary functions made of + - * / only, so that every machine and both engines give the same bits."""

from collections.abc import MutableSequence, Sequence

from sim.rules import rule

ONE = 1048576.0
"""1 in fixed point."""
MOST_FEN = 70368744177664.0
"""2^46: what a community may be due in a month. Sums over all communities and years stay whole numbers of 64 bits."""


@rule
def exp(x: float) -> float:
    """e to the power x, for x in [-40, 40]; beyond, the value at the edge.

    The power series of x / 128 up to its seventh power, in pairs so that few operations wait for each other, seven times
    squared. Relative error below 1e-11 for abs(x) up to 10, 2e-9 up to 20, 4e-7 at the edge, where a chance is less than 32
    random bits can tell from 0.
    """
    r = min(max(x, -40.0), 40.0) * 0.0078125
    r2 = r * r
    low, high = (1.0 + r) + r2 * (0.5 + r * (1 / 6)), (1 / 24 + r * (1 / 120)) + r2 * (1 / 720 + r * (1 / 5040))
    y = low + r2 * r2 * high
    y = y * y
    y = y * y
    y = y * y
    y = y * y
    y = y * y
    y = y * y
    return y * y


@rule
def log(x: float) -> float:
    """Natural logarithm, for x in [2^-62, 2^62]; beyond, the value at the edge. Absolute error below 1e-13."""
    x = min(max(x, 2.168404344971009e-19), 4.611686018427388e18)
    small = x < 1.0
    y = 1.0 / x if small else x
    halvings = 0.0
    for power, factor in ((32.0, 4294967296.0), (16.0, 65536.0), (8.0, 256.0), (4.0, 16.0), (2.0, 4.0), (1.0, 2.0)):
        large = y >= factor
        halvings += power if large else 0.0
        y = y / factor if large else y
    s = (y - 1.4142135623730951) / (y + 1.4142135623730951)
    t = s * s
    series = 1.0 + t * (
        1 / 3 + t * (1 / 5 + t * (1 / 7 + t * (1 / 9 + t * (1 / 11 + t * (1 / 13 + t * (1 / 15 + t / 17))))))
    )
    value = 2.0 * s * series + (halvings + 0.5) * 0.6931471805599453
    return -value if small else value


@rule
def cube_root(x: float) -> float:
    """The cube root of x in [1e-12, 1e12], to the nearest number that a float can be; 0 below.

    A root by logarithm and two steps of Newton's, the second with the cube in twice the digits: products of halves are exact
    (Dekker 1971, Numerische Mathematik 18).
    """
    if x < 1e-12:
        return 0.0
    y = exp(log(x) / 3.0)
    return nearest_root(x, about=y - (y * y * y - x) / (3.0 * y * y))


@rule
def nearest_root(x: float, *, about: float) -> float:
    """The cube root of x to the nearest number that a float can be, from one that is nearly it: Newton with an exact cube."""
    square = about * about
    square_left = left_of_product(about, other=about, product=square)
    cube = square * about
    left = left_of_product(square, other=about, product=cube) + square_left * about
    return about - ((cube - x) + left) / (3.0 * square)


@rule
def left_of_product(one: float, *, other: float, product: float) -> float:
    """What the rounded product of two numbers lacks of the true one."""
    large = one * 134217729.0
    high = large - (large - one)
    low = one - high
    large = other * 134217729.0
    other_high = large - (large - other)
    other_low = other - other_high
    return ((high * other_high - product) + high * other_low + low * other_high) + low * other_low


@rule
def waiting_time(u: float) -> float:
    """-log(u) for u in [2^-32, 1], quicker than ``log``; below, the value at the edge. Absolute error below 1e-8.

    Of options whose waiting times are divided by e to the power of their utility, the first to come is the one of highest
    utility and Gumbel noise: -log of a waiting time is Gumbel's.
    """
    x, halvings = max(u, 2.3283064365386963e-10), 0.0
    for power, factor in ((16.0, 65536.0), (8.0, 256.0), (4.0, 16.0), (2.0, 4.0), (1.0, 2.0), (1.0, 2.0)):
        small = x * factor <= 1.0
        halvings += power if small else 0.0
        x = x * factor if small else x
    s = (x - 0.7071067811865476) / (x + 0.7071067811865476)
    t = s * s
    series = 1.0 + t * (1 / 3 + t * (1 / 5 + t * (1 / 7 + t * (1 / 9 + t / 11))))
    return (halvings + 0.5) * 0.6931471805599453 - 2.0 * s * series


@rule
def logistic(x: float) -> float:
    """1 / (1 + e^-x), in (0, 1)."""
    return 1.0 / (1.0 + exp(-x))


@rule
def chosen(utility: float, *, noise: float, u: float) -> bool:
    """Whether a yes-or-no choice falls on yes: u < logistic(utility / noise), and a step at 0 where there is no noise."""
    if noise == 0.0:
        return utility >= 0.0
    return u * (1.0 + exp(-utility / noise)) < 1.0


@rule
def gumbel(u: float) -> float:
    """What chance adds to the utility of an option, standard Gumbel: -log(-log(u)), for u in (0, 1)."""
    return -log(-log(u))


@rule
def normal(u: float) -> float:
    """Standard normal quantile of u in (0, 1), about seven digits: Wichura 1988, Applied Statistics 37, AS 241 (PPND7)."""
    q = u - 0.5
    if q * q <= 0.180625:
        r = 0.180625 - q * q
        top = ((59.109374720 * r + 159.29113202) * r + 50.434271938) * r + 3.3871327179
        return q * top / (((67.187563600 * r + 78.757757664) * r + 17.895169469) * r + 1.0)
    r = exp(0.5 * log(-log(min(u, 1.0 - u))))
    if r <= 5.0:
        r = r - 1.6
        top = ((0.17023821103 * r + 1.3067284816) * r + 2.7568153900) * r + 1.4234372777
        z = top / ((0.12021132975 * r + 0.73700164250) * r + 1.0)
    else:
        r = r - 5.0
        top = ((0.017337203997 * r + 0.42868294337) * r + 3.0812263860) * r + 6.6579051150
        z = top / ((0.012258202635 * r + 0.24197894225) * r + 1.0)
    return -z if q < 0.0 else z


@rule
def approach(value: float, *, target: float, share: float) -> float:
    """The value after it has gone the given share of the way to its target."""
    return value + share * (target - value)


@rule
def lost_in_a_month(lost_in_a_year: float) -> float:
    """The monthly share that adds up to a yearly one: 1 - (1 - a)^(1/12)."""
    return 1.0 - exp(log(1.0 - lost_in_a_year) / 12.0) if lost_in_a_year < 1.0 else 1.0


@rule
def lost_at_half_life(half_life: float) -> float:
    """The share lost in one step at a half-life given in steps; all of it where the half-life is 0."""
    return 1.0 - exp(-0.6931471805599453 / half_life) if half_life > 0.0 else 1.0


@rule
def fixed(x: float) -> int:
    """A share as a whole number of 2^-20, so that sums over agents do not depend on their order."""
    return int(x * ONE + 0.5)


@rule
def fen(yuan: float) -> int:
    """Yuan, not negative, as whole fen; ``MOST_FEN`` at most, and who is due that much has the run stopped."""
    return int(min(yuan * 100.0, MOST_FEN) + 0.5)


@rule
def divide(amount: int, weights: Sequence[float], parts: MutableSequence[int]) -> int:
    """Divide a whole amount in proportion to weights; the parts add up to it exactly.

    Part k is the whole part of the running total up to k less that up to k - 1, so each is within one of its due, and it
    takes one pass, not a sort of remainders. Without any weight nothing is given.

    Returns
    -------
    int
        What was given: the amount, or 0.
    """
    total = 0.0
    for k in range(len(parts)):
        total += weights[k]
    running, given = 0.0, 0
    for k in range(len(parts)):
        running += weights[k]
        reached = int(amount * (running / total)) if total > 0.0 else 0
        parts[k] = reached - given
        given = reached
    return given
