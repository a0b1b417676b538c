"""From one practice exam to the next: where it may be, with which form, and what that costs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from plans.engine.forms import Choice, FormShelf
from plans.engine.sittings import MIN_GAP, Options, Sitting, Sittings, Span

CLOSE_GAP = 11  # for who skipped or ignored practice exams before
USUAL_GAP, USUAL_CLOSE_GAP = 14, 10
BEST_LAST = 5  # days before the exam
_OFF_BEST = 4  # a day off the best last day weighs as much as two days off the usual gap


@dataclass(slots=True, eq=False)
class Link:
    """A practice exam with the chain that leads to it; each is its own.

    `wide` counts gaps wider than the student should have, `cost` how far gaps are from usual.
    """

    sitting: Sitting
    before: Link | None
    steps: Steps
    wide: int = 0
    cost: int = 0
    _choice: Choice | None = None
    _planned: dict[Choice, date] | None = None

    @property
    def choice(self) -> Choice:
        """The form of the practice exam: looked for when it is asked for, as few links are kept."""
        if self._choice is None:
            self._choice = self.steps.form_of(self)
        return self._choice

    @property
    def planned(self) -> dict[Choice, date]:
        """Every form of the chain with the day it is planned last."""
        if self._planned is None:
            before = self.before.planned if self.before else {}
            on = self.steps.sittings.calendar.date_of(self.sitting.on)
            self._planned = {**before, self.choice: on}
        return self._planned

    def chain(self) -> list[Link]:
        """All practice exams up to this one, in order."""
        links: list[Link] = []
        link: Link | None = self
        while link is not None:
            links.append(link)
            link = link.before
        return links[::-1]

    def cost_before(self, exam: int) -> int:
        """How far from usual the chain is if it ends with this one before an exam."""
        return self.cost + _OFF_BEST * (exam - BEST_LAST - self.sitting.on) ** 2


class Steps:
    """From one practice exam to those that may follow, with a form for each."""

    def __init__(self, sittings: Sittings, shelf: FormShelf, *, is_close: bool) -> None:
        self.sittings = sittings
        self._shelf = shelf
        self._widest = CLOSE_GAP if is_close else len(sittings.calendar)
        self._usual = USUAL_CLOSE_GAP if is_close else USUAL_GAP
        date_of = sittings.calendar.date_of
        self._is_full = shelf.is_full(date_of(0), date_of(len(sittings.calendar) - 1))

    def form_of(self, link: Link) -> Choice:
        """The form of a practice exam of a chain."""
        choice = self._form_for(link)
        if choice is None:
            raise LookupError(f"no form is left on day {link.sitting.on}")
        return choice

    def _form_for(self, link: Link) -> Choice | None:
        """The form for a practice exam after those before it; None if none is left."""
        date_of = self.sittings.calendar.date_of
        planned = link.before.planned if link.before else {}
        return self._shelf.pick(planned, date_of(link.sitting.begins), date_of(link.sitting.on))

    def baselines(self, quarters_wanted: int, review_wanted: int) -> list[Link]:
        """The places of the baseline: the earliest first, but those where it and its review have
        room enough before others."""
        links = self._links(self.sittings.baselines(), None, None)
        calendar = self.sittings.calendar
        quarters = (*calendar.quarters, 0)

        def is_tight(link: Link) -> tuple[bool, bool]:
            review = quarters[calendar.next_working[link.sitting.on]]
            return quarters[link.sitting.begins] < quarters_wanted, review < review_wanted

        return sorted(links, key=is_tight)

    def after(self, span: Span) -> list[Link]:
        """The first practice exams after a score that stands in for the baseline."""
        day = span.first - MIN_GAP
        links = self._links(self.sittings.options_in(span), None, day)
        return sorted(links, key=lambda link: (link.wide, link.cost))

    def from_link(self, link: Link) -> Iterator[Link]:
        """The practice exams that may follow one."""
        day = link.sitting.on
        return self._links(self.sittings.options_after(day), link, day)

    def _links(self, options: Options, before: Link | None, day: int | None) -> Iterator[Link]:
        """Any sitting inside the span that a form is left for, else the first that can be."""
        found = False
        for sitting in options.inside:
            link = self._link(sitting, before, day)
            if link is not None:
                found = True
                yield link
        if not found:
            link = self._first_that_can(options, before, day)
            if link is not None:
                yield link

    def _first_that_can(
        self, options: Options, before: Link | None, day: int | None
    ) -> Link | None:
        """The practice exam that ends soonest among those that begin on or after a day."""
        best: Link | None = None
        for sitting in self.sittings.from_day(options.look_from, may_split=options.may_split):
            if best is not None and sitting.begins >= best.sitting.on:
                break
            if best is None or sitting.on < best.sitting.on:
                best = self._link(sitting, before, day) or best
        return best

    def _link(self, sitting: Sitting, before: Link | None, day: int | None) -> Link | None:
        gap = sitting.on - day if day is not None else self._usual
        link = Link(
            sitting,
            before,
            self,
            wide=(before.wide if before else 0) + (gap > self._widest),
            cost=(before.cost if before else 0) + (gap - self._usual) ** 2,
        )
        return link if self._is_full or self._form_for(link) else None
