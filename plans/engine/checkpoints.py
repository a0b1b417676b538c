"""When practice exams are taken: the chain of days for every exam date.

A chain starts with the baseline (or with a practice score of the last week), goes on every 7 to
16 days, and ends 3 to 7 days before the exam. One rhythm runs from the start, whatever the exam
date; only the last steps before an exam leave it. So moving the exam date moves nothing else.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from plans.engine.forms import FormShelf
from plans.engine.links import Link, Steps
from plans.engine.sittings import EXAM_QUARTERS, MIN_GAP, Sitting, Sittings, Span

LAST_WITHIN, LAST_BEFORE = 7, 3  # days before the exam
_LATE_LEAVES = 5  # practice exams of the rhythm worth trying before starting over


class Chains:
    """Every practice exam that can be reached, read off for any exam date."""

    def __init__(
        self,
        sittings: Sittings,
        shelf: FormShelf,
        *,
        after_score: Span | None,
        is_close: bool = False,
        baseline_room: tuple[int, int] = (EXAM_QUARTERS, 1),
    ) -> None:
        """`after_score` is the first span when a recent score stands in for the baseline.

        `is_close` asks for narrower gaps, `baseline_room` is how many quarters the baseline's
        day and its review's should have.
        """
        self.has_baseline = after_score is None
        self._calendar = sittings.calendar
        self._steps = Steps(sittings, shelf, is_close=is_close)
        if after_score is None:
            first = self._steps.baselines(*baseline_room)
        else:
            first = self._steps.after(after_score)
        self._after_score = after_score
        self._first = first
        self._trees = [_Tree(self._steps, first)]
        self._roots = [-1]
        self._rhythm = first[0] if first else None
        self._ending_on: dict[int, Link | None] = {}

    def ending_before(self, exam: int) -> Link | None:
        """The last practice exam of the best chain for an exam day, or None if there is none.

        It lies 3 to 7 days before the exam, else on the nearest earlier day that has the hours
        for it; either way a day with hours follows for its review.
        """
        if not self._trees[0].is_planted:
            return None
        self._keep_rhythm(exam - LAST_BEFORE)
        window = [
            day
            for day in range(exam - LAST_WITHIN, exam - LAST_BEFORE + 1)
            if self._is_reviewed(day, exam)
        ]
        return self._best(window, exam) or self._nearest(exam)

    def along(self, sittings: Sequence[Sitting], exam: int) -> tuple[Link, ...] | None:
        """The chain of practice exams planned before; None if they no longer follow each other.

        It may be empty where the next could only be too close to the exam.
        """
        if not sittings:
            is_over = self._after_score and self._after_score.first > exam - LAST_BEFORE
            return () if is_over else None
        links, following = list[Link](), iter(self._first)
        for sitting in sittings:
            link = next((item for item in following if item.sitting == sitting), None)
            if link is None:
                return None
            links.append(link)
            following = self._steps.from_link(link)
        return tuple(links)

    def _best(self, days: list[int], exam: int) -> Link | None:
        """The chain to one of the days that keeps the rhythm longest and no gap too wide."""
        best: Link | None = None
        for tree in self._trees_before(days[-1] if days else 0):
            links = [link for day in days if (link := tree.reach(day))]
            link = min(links, key=lambda item: (item.wide, item.cost_before(exam)), default=None)
            if link is not None and (best is None or link.wide < best.wide):
                best = link
            if best is not None and best.wide <= tree.wide:
                break
        return best

    def _trees_before(self, day: int) -> Iterator[_Tree]:
        """Where to leave the rhythm for a day: as late as can be, else right at the start."""
        count = bisect_right(self._roots, day)
        yield from reversed(self._trees[max(count - _LATE_LEAVES, 1) : count])
        yield self._trees[0]

    def _nearest(self, exam: int) -> Link | None:
        for day in range(exam - LAST_BEFORE, -1, -1):
            if self._is_reviewed(day, exam):
                if day not in self._ending_on:
                    self._ending_on[day] = self._best([day], exam)
                link = self._ending_on[day]
                if link is not None or self._steps.sittings.single(day):
                    return link
        return None

    def _is_reviewed(self, day: int, exam: int) -> bool:
        return day >= 0 and self._calendar.next_working[day] < exam

    def _keep_rhythm(self, until: int) -> None:
        """Go on in the usual gap; every practice exam of the rhythm is a place to leave it."""
        while self._rhythm is not None and self._rhythm.sitting.on <= until:
            tree = _Tree(self._steps, [self._rhythm])
            self._trees.append(tree)
            self._roots.append(self._rhythm.sitting.on)
            following = self._steps.from_link(self._rhythm)
            self._rhythm = min(following, key=lambda link: (link.wide, link.cost), default=None)


class _Tree:
    """The practice exams that can be reached from some, grown day by day as far as asked."""

    def __init__(self, steps: Steps, roots: list[Link]) -> None:
        self._steps = steps
        self._links: dict[int, Link] = {}
        for link in roots:
            self._links.setdefault(link.sitting.on, link)
        self._grown_to = min(self._links, default=0)
        self.wide = roots[0].wide if roots else 0
        self.is_planted = bool(roots)

    def reach(self, day: int) -> Link | None:
        """The best chain to a day, None if there is none."""
        grown_to = day - MIN_GAP + 1
        for earlier in range(self._grown_to, grown_to):
            link = self._links.get(earlier)
            if link is not None:
                for following in self._steps.from_link(link):
                    self._offer(following)
        if grown_to > self._grown_to:
            self._grown_to = grown_to
        return self._links.get(day)

    def _offer(self, link: Link) -> None:
        """Keep the best chain to each day; of two equal ones the one found first."""
        known = self._links.get(link.sitting.on)
        if known is None or (link.wide, link.cost) < (known.wide, known.cost):
            self._links[link.sitting.on] = link
