"""The score chart's data: each kind of exam on its own scale."""

from dataclasses import replace
from datetime import date

from students.rules.case import Gate
from students.score_chart import score_charts
from tests.reference_values import REFERENCE
from tests.students.cases import QUIET, policy, practice


def charts(*scores, exam_on=None, **changes):
    case = replace(QUIET, scores=scores, **changes)
    return score_charts(case, REFERENCE, exam_on=exam_on)


def test_the_first_chart_holds_the_gates_scale_and_nothing_else():
    uwsa = {"instrument": "uwsa", "scale": "three_digit"}
    first, *others = charts(
        practice(55, "2026-11-06"),
        practice(60, "2026-11-13", None, instrument="cbse"),
        practice(210, "2026-11-20", "2", **uwsa),
        practice(205, "2026-11-02", "1", **uwsa),
        practice(195, "2026-11-20", None, instrument="amboss_sa", scale="three_digit"),
    )

    assert first.rows == (
        ("Fri 6 Nov 2026", "NBME CBSSA form 28", "55 EPC, likely 51–59"),
        ("Fri 13 Nov 2026", "NBME CBSE (school-run)", "60 EPC, likely 56–64"),
    )
    assert [(chart.title, chart.key) for chart in others] == [
        ("UWorld Self-Assessment", "scores-1")
    ]
    assert others[0].rows == (
        ("Mon 2 Nov 2026", "UWorld Self-Assessment form 1", "205 three-digit"),
        ("Fri 20 Nov 2026", "UWorld Self-Assessment form 2", "210 three-digit"),
    )


def test_the_band_the_gate_and_the_exam_are_on_it():
    (chart,) = charts(practice(55, "2026-11-20"), exam_on=date(2027, 2, 3))

    assert "Usual gate: 66 EPC." in chart.summary
    assert "passing band 62–68 EPC" in chart.summary
    assert "Exam: Wed 3 Feb 2027" in chart.summary


def test_a_schools_gate_is_called_its_own_and_may_keep_its_minimum_to_itself():
    own = Gate(("cbssa",), "epc", 64)

    (chart,) = charts(practice(55, "2026-11-20"), policy=policy(gate=own))
    (silent,) = charts(practice(55, "2026-11-20"), policy=policy(gate=replace(own, min=None)))

    assert "School gate: 64 EPC." in chart.summary
    assert "gate" not in silent.summary


def test_a_repeat_is_drawn_as_less_reliable():
    (chart,) = charts(practice(55, "2026-11-20", first_use=False))

    assert chart.rows[0][2].endswith("less reliable")


def test_without_scores_the_chart_still_shows_what_is_asked():
    (chart,) = charts()

    assert chart.summary.startswith("No practice score yet.")
