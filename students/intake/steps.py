"""The steps of the intake, in order, as data."""

from __future__ import annotations

from dataclasses import dataclass

from students.intake import forms
from students.intake.document import ON_SUBMIT
from students.intake.forms.base import StepForm

NEVER_COMMITTEE = f"{ON_SUBMIT} Nobody who judges your progress sees these answers."


@dataclass(frozen=True, slots=True)
class Step:
    """One page of the intake: what it is called, why it is asked, who will read it."""

    title: str
    why: str
    readers: str
    form: type[StepForm]
    intro: str = ""

    @property
    def readers_of_amendment(self) -> str:
        """Who sees what, once there is a submission beside what is changed now."""
        return self.readers.replace(
            ON_SUBMIT,
            "Your advisor and your dean see what you submitted. What you change is yours alone "
            "until you submit again.",
        )

    @property
    def slug(self) -> str:
        return self.form.slug


STEPS = (
    Step(
        title="Your result",
        why="Everything else is counted from here, so look whether it is right.",
        readers="Your advisor and your dean see reported results already.",
        form=forms.ResultForm,
        intro="students/_intake_result.html",
    ),
    Step(
        title="Your program",
        why="Your school's rules and some deadlines depend on it.",
        readers=ON_SUBMIT,
        form=forms.ProgramForm,
    ),
    Step(
        title="Your clerkships",
        why="Study and a rotation at once rarely work, so the plan goes around them.",
        readers=ON_SUBMIT,
        form=forms.ClerkshipsForm,
    ),
    Step(
        title="Your time",
        why="A plan that fits your week is a plan you can keep.",
        readers=ON_SUBMIT,
        form=forms.TimeForm,
    ),
    Step(
        title="What you study from",
        why="The plan uses what you know and own.",
        readers=ON_SUBMIT,
        form=forms.ResourcesForm,
    ),
    Step(
        title="Looking back",
        why="Not to blame you: what happened is what the next plan can do differently.",
        readers=NEVER_COMMITTEE,
        form=forms.ReflectionForm,
    ),
    Step(
        title="What got in the way",
        why="Each one you tick changes your plan, and says how.",
        readers=NEVER_COMMITTEE,
        form=forms.CausesForm,
    ),
    Step(
        title="Your date",
        why="A wish, not a promise: the plan tells you whether it is safe.",
        readers=ON_SUBMIT,
        form=forms.WishForm,
    ),
)
BY_SLUG = {step.slug: step for step in STEPS}


def number_of(step: Step) -> int:
    """The step's place, counted from 1."""
    return STEPS.index(step) + 1


def step_after(step: Step) -> Step | None:
    """The next step, or None after the last."""
    return next(iter(STEPS[number_of(step) :]), None)


def step_before(step: Step) -> Step | None:
    """The step before, or None for the first."""
    return STEPS[number_of(step) - 2] if number_of(step) > 1 else None
