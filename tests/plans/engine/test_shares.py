"""Hours go where they raise the score most: plans of many students against the best split.

`make bench` measures thousands. The oracle is checked against scipy in `test_allocate.py`.
"""

import pytest

from tests.plans.engine.shares import mean_and_tenth, shares_of

STUDENTS = range(30)
LEAST_MEAN, LEAST_TENTH, LEAST = 0.998, 0.995, 0.99
MOST_LOST = 0.0003  # of what a plan that lets every area return could have of any split


@pytest.fixture(scope="module")
def ordinary():
    return shares_of(STUDENTS, is_odd=False)


@pytest.fixture(scope="module")
def shares(ordinary):
    """Of odd and ordinary students alike."""
    return [*ordinary, *shares_of(STUDENTS, is_odd=True)]


def test_ordinary_students_come_near_the_best_of_all_splits(ordinary):
    mean, tenth = mean_and_tenth(share.of_any for share in ordinary)

    assert mean >= LEAST_MEAN
    assert tenth >= LEAST_TENTH


def test_all_students_come_near_the_best_split_that_lets_areas_return(shares):
    mean, tenth = mean_and_tenth(share.of_returning for share in shares)

    assert mean >= LEAST_MEAN
    assert tenth >= LEAST_TENTH
    assert min(share.of_returning for share in shares) >= LEAST


def test_what_they_miss_of_all_splits_is_what_returning_takes(shares):
    """Who has an hour a day spends most of it on areas that must come back: no plan has more."""
    mean, tenth = mean_and_tenth(share.of_any for share in shares)
    attainable, _ = mean_and_tenth(share.attainable for share in shares)

    assert mean >= attainable - MOST_LOST
    assert tenth >= LEAST_TENTH
