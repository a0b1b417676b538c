"""What is always true of a plan, checked from the contract's sentences alone.

Reads the case and the result document and calls nothing of the engine, so that a mistake there
cannot hide here. `problems` lists every broken sentence.
"""

from tests.plans.engine.checker import (
    absent,
    causes,
    days,
    forecast,
    numbers,
    phases,
    practice_exams,
    remedies,
)
from tests.plans.engine.checker.reading import Checked

CHECKS = (
    *days.CHECKS,
    *practice_exams.CHECKS,
    *numbers.CHECKS,
    *forecast.CHECKS,
    *causes.CHECKS,
    *phases.CHECKS,
    *remedies.CHECKS,
)
# Of a plan that goes on only a part is left, and it starts from what was learned since.
FIRST_PLAN_CHECKS = (*forecast.FIRST_PLAN_CHECKS, *phases.FIRST_PLAN_CHECKS)


def problems(case, reference, document, underway=None) -> list[str]:
    """Every sentence of the contract that a result breaks.

    A plan that goes on from one `underway` starts where that resumes and owes it no second
    baseline; everything else holds all the same.
    """
    broken = [
        f"{check.__name__}: {problem}"
        for check in absent.CHECKS
        for problem in check(case, reference, document)
    ]
    if document["plan"] is None:
        return broken
    checked = Checked(case, reference, document, underway)
    checks = CHECKS if underway else (*CHECKS, *FIRST_PLAN_CHECKS)
    return broken + [
        f"{check.__name__}: {problem}" for check in checks for problem in check(checked) if problem
    ]
