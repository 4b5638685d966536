"""What a fading rule is worth: points × 2^(-age/halving), rounded half to even to a thousandth, exactly.

Where the age is a whole number of halvings the value is a fraction and ties are possible; otherwise it is
irrational, no tie can happen, and 60 decimal digits decide the rounding.
"""
from decimal import Decimal, ROUND_HALF_EVEN, getcontext
from fractions import Fraction
from functools import lru_cache

getcontext().prec = 80


def round_half_even(x):
    """A Fraction to the nearest whole number, ties to the even one."""
    return round(x)


@lru_cache(maxsize=None)
def worth(points, age_days, halving):
    """points and the result in thousandths."""
    if age_days % halving == 0:
        k = age_days // halving
        return 0 if k > 100 else round_half_even(Fraction(points, 2**k))
    if age_days // halving > 100:
        return 0
    factor = (Decimal(2).ln() * Decimal(-age_days) / Decimal(halving)).exp()
    return int((Decimal(points) * factor).quantize(Decimal(1), rounding=ROUND_HALF_EVEN))
