"""A hard day: half of it, in order, and back again."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from plans.actions import halve_day, take_back_halving
from plans.halving import first_half
from plans.models import HalvedDay
from plans.queries import day_page
from tests.factories import TODAY
from tests.plans.life.living import FIRST_DAY_MINUTES, day, say_block_was, say_day_was, words_of

blocks = st.lists(st.integers(1, 20).map(lambda quarters: quarters * 15), max_size=12)


@pytest.mark.parametrize(
    ("minutes", "kept"),
    [
        ([], ()),
        ([60, 60], (60, 0)),
        ([60, 75, 45], (60, 30, 0)),
        ([15], (15,)),
        ([15, 15, 15], (15, 15, 0)),
        (FIRST_DAY_MINUTES, (60, 45, 60, 60, 15, 0, 0, 0, 0)),
    ],
)
def test_the_first_half_is_kept_in_order(minutes, kept):
    assert first_half(minutes) == kept


@given(blocks)
def test_half_is_half_to_a_quarter_hour_and_no_block_grows(minutes):
    kept = first_half(minutes)

    assert 0 <= 2 * sum(kept) - sum(minutes) <= 15
    assert all(0 <= part <= whole for part, whole in zip(kept, minutes, strict=True))
    assert all(part % 15 == 0 for part in kept)


@pytest.mark.django_db
def test_a_halved_day_asks_for_its_first_half(plan):
    halve_day(student=plan.student, today=TODAY)

    page = day_page(plan, today=TODAY)
    assert [block.minutes for block in page.blocks] == [60, 45, 60, 60, 15, 0, 0, 0, 0]
    assert [block.position for block in page.set_aside] == [5, 6, 7, 8]
    assert (page.minutes_asked, page.is_halved, page.can_be_halved) == (240, True, False)


@pytest.mark.django_db
def test_halving_twice_is_halving_once(plan):
    for _ in range(2):
        halve_day(student=plan.student, today=TODAY)

    assert HalvedDay.objects.count() == 1


@pytest.mark.django_db
def test_all_of_a_halved_day_is_all_of_its_half(plan):
    halve_day(student=plan.student, today=TODAY)
    say_day_was(plan, 0, "all")

    assert sum(minutes for *_, minutes in words_of(plan.student)) == 240
    assert {state for _, _, state, _ in words_of(plan.student)} == {"done"}


@pytest.mark.django_db
def test_asked_whole_again_a_block_cut_in_half_is_partly_done(plan):
    halve_day(student=plan.student, today=TODAY)
    say_day_was(plan, 0, "all")

    take_back_halving(student=plan.student, today=TODAY)

    assert words_of(plan.student)[4] == (TODAY, 4, "partly", 15)
    assert [s for _, _, s, _ in words_of(plan.student)] == ["done"] * 4 + ["partly"]
    assert day_page(plan, today=TODAY).now.position == 5


@pytest.mark.django_db
def test_asked_whole_again_a_cut_block_that_was_skipped_stays_skipped(plan):
    halve_day(student=plan.student, today=TODAY)
    say_block_was(plan, 4, "skipped")

    take_back_halving(student=plan.student, today=TODAY)

    assert words_of(plan.student) == [(TODAY, 4, "skipped", 0)]
    assert plan.student.block_logs.get().minutes_planned == 45


@pytest.mark.django_db
def test_work_done_beyond_the_half_still_counts(plan):
    say_block_was(plan, 8, "done")
    halve_day(student=plan.student, today=TODAY)

    page = day_page(plan, today=TODAY)
    assert (page.minutes_done, page.minutes_asked) == (45, 285)


@pytest.mark.django_db
def test_a_practice_exam_is_not_halved(plan):
    exam_day = next(
        number for number, row in enumerate(plan.plan["days"]) if row["kind"] == "practice_exam"
    )

    with pytest.raises(ValidationError, match="Half a practice exam measures nothing"):
        halve_day(student=plan.student, today=day(exam_day))
    assert not day_page(plan, today=day(exam_day)).can_be_halved


@pytest.mark.django_db
@pytest.mark.parametrize("number", [6, -1])
def test_a_day_without_work_is_not_halved(plan, number):
    with pytest.raises(ValidationError, match="Nothing is planned today"):
        halve_day(student=plan.student, today=day(number))
