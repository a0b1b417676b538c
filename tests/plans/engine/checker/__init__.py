"""What is always true of a plan, checked from the contract's sentences alone.

Reads the case and the result document and calls nothing of the engine, so that a mistake there
cannot hide here. `problems` lists every broken sentence.
"""

from tests.plans.engine.checker import causes, days, numbers, practice_exams
from tests.plans.engine.checker.reading import Checked

CHECKS = (*days.CHECKS, *practice_exams.CHECKS, *numbers.CHECKS, *causes.CHECKS)


def problems(case, reference, document, underway=None) -> list[str]:
    """Every sentence of the contract that a result's plan breaks.

    A plan that goes on from one `underway` starts where that resumes and owes it no second
    baseline; everything else holds all the same.
    """
    if document["plan"] is None:
        return []
    checked = Checked(case, reference, document, underway)
    return [
        f"{check.__name__}: {problem}" for check in CHECKS for problem in check(checked) if problem
    ]
