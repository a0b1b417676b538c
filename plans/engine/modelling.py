"""From a case, the rules' facts and the exam's outline to the student as the engine sees them."""

from __future__ import annotations

from dataclasses import replace

from plans.engine.causes import Shape
from plans.engine.facts import Facts
from plans.engine.forms import build_shelf
from plans.engine.level import build_learner, start_level
from plans.engine.student import StudentModel
from plans.engine.tracking import paced, track_scores
from plans.engine.underway import Underway
from students.rules.case import Availability, Case
from students.rules.reference import Outline, Reference


def model_of(
    case: Case,
    reference: Reference,
    facts: Facts,
    outline: Outline,
    underway: Underway | None = None,
) -> StudentModel:
    """The student as the engine sees them, for an exam with an outline."""
    level = start_level(case, facts, reference)
    learner = build_learner(outline, level, facts, reference)
    track = track_scores(case, facts, reference, level, learner)
    learner = paced(learner, track.growth)
    done = [underway.done.get(area, 0.0) if underway else 0.0 for area in learner.areas]
    return StudentModel(
        case=case,
        facts=facts,
        reference=reference,
        outline=outline,
        level=level,
        track=track,
        measured=learner,
        learner=learner.after(done) if underway else learner,
        shelf=build_shelf(case, reference),
        shape=Shape.of(case.causes),
        underway=underway,
        gained=learner.gain(done),
    )


def with_hours(model: StudentModel, availability: Availability) -> StudentModel:
    """The same student with other hours: those of the past too, which tell how fast they learn."""
    case = replace(model.case, availability=availability)
    return model_of(case, model.reference, model.facts, model.outline, model.underway)
