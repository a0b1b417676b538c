"""Results of ordinary cases, for tests that read them."""

from functools import cache

from plans.document import Names
from plans.engine import conclude, result_to_json
from students.casefile import parse_case
from tests.factories import case_document
from tests.reference_values import AREAS, REFERENCE

NAMES = Names(
    areas={area.code: area.name for area in AREAS},
    disciplines={},
    resources={},
    instruments={"cbssa": "NBME CBSSA", "free120": "Free 120"},
)


def result_of(**changes):
    """The result document of `case_document(**changes)`."""
    case = parse_case(case_document(**changes), REFERENCE)
    return result_to_json(conclude(case, REFERENCE))


@cache
def ordinary_result():
    return result_of()
