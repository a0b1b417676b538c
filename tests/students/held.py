"""What tests of holds and dates share: one fail, one policy, and the words to change them."""

from datetime import date

from students.actions.policies import save_policy
from students.casefile import parse_policy
from students.gather_policies import gather_reference
from students.rules.case import Attempt, Outcome

FAIL = Attempt(date(2026, 10, 14), date(2026, 11, 11), Outcome.FAIL)
FIRST_PASS_BY = "on_fail[1].deadlines[1]"


def clause(**changes):
    return {
        "rotation": "withdraw",
        "resume_on": "pass",
        "meetings": ["Dean of Students"],
        "documents": ["remediation plan"],
        "approver": "Promotions Committee",
        "deadlines": [{"kind": "pass_by", "shape": "weeks_after", "event": "reported", "n": 20}],
    } | changes


def write_policy(school, *clauses, **changes):
    """A policy of the school, coded like it."""
    document = {
        "code": school.code,
        "name": "Example policy",
        "source": "https://example.org/policy",
        "on_fail": list(clauses) or [clause()],
    } | changes
    return save_policy(policy=parse_policy(document, gather_reference()), school=school)
