"""What is found wrong with a policy, short enough to compare."""

from students.rules.policy_checks import check_policy
from tests.reference_values import REFERENCE
from tests.students.cases import day

TODAY = day("2026-11-23")


def found(of, *, warnings=False):
    """(where, field, message) of each problem of one sort."""
    return [
        (problem.where, problem.field, problem.message)
        for problem in check_policy(of, REFERENCE, on=TODAY)
        if problem.is_warning is warnings
    ]
