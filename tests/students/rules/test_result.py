from dataclasses import dataclass
from datetime import date

from students.rules.result import Scenario, as_json


@dataclass(frozen=True)
class Stretch:
    from_: date
    sizes: tuple[float, ...]
    reading: Scenario | None


def test_a_result_is_written_in_jsons_own_types():
    stretch = Stretch(date(2027, 2, 3), (51.0, 58.5, 3), Scenario.AT_RISK)

    assert as_json({"stretch": stretch, "met": True, "none": None}) == {
        "stretch": {"from": "2027-02-03", "sizes": [51, 58.5, 3], "reading": "at_risk"},
        "met": True,
        "none": None,
    }


def test_a_whole_number_is_written_without_a_fraction():
    assert [str(as_json(number)) for number in (51.0, 58.5, 3)] == ["51", "58.5", "3"]
