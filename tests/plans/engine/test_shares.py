"""Hours go where they raise the score most: plans of many students against the best split.

`make bench` measures thousands. The oracle is checked against scipy in `test_allocate.py`.
"""

from tests.plans.engine.shares import (
    mean_and_tenth,
    shares_of_any_split,
    shares_of_returning_splits,
)

STUDENTS = range(40)
LEAST_MEAN, LEAST_TENTH, LEAST = 0.998, 0.995, 0.99


def test_ordinary_students_come_near_the_best_of_all_splits():
    mean, tenth = mean_and_tenth(shares_of_any_split(STUDENTS))

    assert mean >= LEAST_MEAN
    assert tenth >= LEAST_TENTH


def test_all_students_come_near_the_best_split_that_lets_areas_return():
    shares = shares_of_returning_splits(STUDENTS)
    mean, tenth = mean_and_tenth(shares)

    assert mean >= LEAST_MEAN
    assert tenth >= LEAST_TENTH
    assert shares[0] >= LEAST
