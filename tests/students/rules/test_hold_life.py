from dataclasses import replace

import pytest

from students.rules.case import Outcome
from students.rules.conclude import conclude_rules
from students.rules.hold_life import Ground, ground_for_release
from tests.reference_values import REFERENCE
from tests.students.cases import QUIET, clause, fail, policy, sitting, with_attempts

ON_PASS, ON_SAT = policy(clause()), policy(clause(resume_on="sat"))
PASSED = replace(fail("2026-11-01", "2026-11-20"), outcome=Outcome.PASS)
AGAIN = sitting("2026-11-20")
STOPPED = replace(AGAIN, outcome=Outcome.INCOMPLETE)


@pytest.mark.parametrize(
    ("policy", "attempts", "ground"),
    [
        (ON_PASS, QUIET.attempts, None),
        (ON_PASS, (*QUIET.attempts, PASSED), Ground.PASSED),
        (policy(clause(resume_on="never")), (*QUIET.attempts, PASSED), Ground.PASSED),
        (ON_PASS, (*QUIET.attempts, AGAIN), None),
        (ON_SAT, (*QUIET.attempts, AGAIN), Ground.SAT),
        (ON_SAT, (*QUIET.attempts, STOPPED), None),
        (ON_SAT, (sitting("2026-01-05"), *QUIET.attempts), None),
        (ON_SAT, (*QUIET.attempts, fail("2026-11-15")), None),
        (ON_PASS, (AGAIN,), Ground.CAUSE_GONE),
        (None, QUIET.attempts, Ground.NOT_ASKED),
    ],
)
def test_the_rules_find_a_ground_to_lift_a_hold(policy, attempts, ground):
    case = replace(with_attempts(QUIET, *attempts), policy=policy)

    assert ground_for_release(case, conclude_rules(case, REFERENCE)) == ground
