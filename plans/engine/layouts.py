"""Put the hours of a plan to an exam day into its days, where they bring most."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile

from plans.engine.activities import LEAST_PRACTISE_QUESTIONS
from plans.engine.allocate import QUARTERS_PER_HOUR, best_gain, best_quarters
from plans.engine.drafting import Drafter
from plans.engine.drafts import LEAST_SHARE, SURE_SHARE, Draft, Layout
from plans.engine.followed import areas_in
from plans.engine.learning import Learner
from plans.engine.polish import MOST_AREAS, StudyDay
from plans.engine.prospects import MOST_SPARED, Reaches, is_sure_to_reach, most_gain
from plans.engine.spread import Spread, spread_areas
from plans.engine.timing import in_exam_blocks

_KEPT_SLOTS = (1, 0, 2)
_GOOD_ENOUGH = 0.997  # of the best gain
_HOPEFUL, _TOO_FAR = 0.98, 0.96  # of the best gain
_FEW_SPARED = 5  # days
_ROUNDING = 1e-9  # EPC
_LEAST_IN_BLOCKS = LEAST_PRACTISE_QUESTIONS / 100  # of the practise phase

_Key = tuple[tuple[StudyDay, ...], tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Arranger:
    """Makes layouts of one student's drafts. `weak` areas are favoured, the weakest first."""

    drafter: Drafter
    learner: Learner
    weak: tuple[int, ...]
    _known: dict[_Key, Layout | None] = field(default_factory=dict)

    def lay_out(self, draft: Draft) -> Layout | None:
        """Put the hours into the days; None if no way to do so keeps what is always true.

        Days too small for every area to return, or for the hours to go where they bring most,
        stay free.
        """
        drafts = _sparser(self.drafter, draft)
        layout = self._best_spread(next(drafts), _TOO_FAR)
        if layout is not None and not layout.is_near_best:
            layout = self._nearer(layout)
        if layout is None or not layout.is_worth_its_hours:
            layout = self._first_worth_its_hours(drafts)
        return self._timed(layout) if layout else None

    def surely_reaches(self, draft: Draft, reaches: Reaches) -> bool:
        """Whether there is a layout where any would reach what it should: then it is enough to
        find the one that takes the fewest tries."""
        drafts = _sparser(self.drafter, draft)
        sure = takewhile(lambda one: is_sure_to_reach(self.learner, one, reaches), drafts)
        return self._first_worth_its_hours(sure) is not None

    def _first_worth_its_hours(self, drafts: Iterable[Draft]) -> Layout | None:
        layouts = (self._best_spread(draft, LEAST_SHARE) for draft in drafts)
        return next((one for one in layouts if one and one.is_worth_its_hours), None)

    def _timed(self, layout: Layout) -> Layout:
        """The layout in blocks as long as the exam's from practise on, for who fears the exam,
        as long as that costs next to nothing.

        Short visits of the weak areas may leave too few blocks: then those are blocks too.
        """
        block = self.drafter.timed_block(layout.draft.exam)
        if block is None:
            return layout
        best = layout
        for whole_visits in (False, True) if self.weak else (False,):
            timed = self._in_blocks(layout, block, whole_visits=whole_visits)
            is_better = best is layout or timed.share_in_blocks(block) > best.share_in_blocks(block)
            if timed.is_near_best and is_better:
                best = timed
            if best.share_in_blocks(block) >= _LEAST_IN_BLOCKS:
                break
        return best

    def _in_blocks(self, layout: Layout, block: int, *, whole_visits: bool) -> Layout:
        draft, spread = layout.draft, layout.spread
        days = draft.agenda.study_days
        given = in_exam_blocks(
            spread.given,
            days,
            block,
            since=draft.phases.practise_from,
            keep=self.weak,
            kept={i for i, day in enumerate(days) if day.day in draft.kept},
            whole_visits=whole_visits,
        )
        return self._finished(draft, Spread(given, spread.due), layout.ideal)

    def _nearer(self, layout: Layout) -> Layout:
        """A layout nearer to the best split, a small day or two shorter, else the same.

        Where the study days are one short of a further return, planned returns take more of
        small days than they should; on a day less they fit. Other ways than the usual one are
        worth their time only where little is missing, and none where much is.
        """
        if layout.gain < _TOO_FAR * layout.ideal:
            return layout
        is_hopeful = layout.gain >= _HOPEFUL * layout.ideal
        for kept_slots in (_KEPT_SLOTS[:1], _KEPT_SLOTS) if is_hopeful else (_KEPT_SLOTS[:1],):
            draft = layout.draft
            for _ in range(MOST_SPARED if is_hopeful else _FEW_SPARED):
                smallest = draft.smallest_days()
                if not smallest:
                    break
                draft = self.drafter.without(draft, smallest[:1])
                shorter = self._best_spread(draft, SURE_SHARE, kept_slots)
                if shorter is not None and shorter.is_near_best:
                    return shorter
        return layout

    def _best_spread(
        self, draft: Draft, least: float, kept_slots: Sequence[int] = _KEPT_SLOTS
    ) -> Layout | None:
        """The best spread of a draft, found once for all drafts with the same study days.

        None where there is none, or where it is known beforehand not to reach the `least` share
        of the best gain.
        """
        if draft.kept:
            return self._find_spread(draft, kept_slots)
        if not self._can_reach(draft, least):
            return None
        key = (tuple(draft.agenda.study_days), tuple(kept_slots))
        if key not in self._known:
            self._known[key] = self._find_spread(draft, kept_slots)
        known = self._known[key]
        return replace(known, draft=draft) if known else None

    def _can_reach(self, draft: Draft, share: float) -> bool:
        """Whether a spread of a draft can bring a share of the best gain at all."""
        if not draft.lets_return(len(self.learner.areas)):
            return False
        return most_gain(self.learner, draft) + _ROUNDING >= share * self._ideal(draft)

    def _ideal(self, draft: Draft) -> float:
        """What the best split of the hours brings that lets every area return."""
        hours = draft.agenda.area_quarters / QUARTERS_PER_HOUR
        return best_gain(self.learner, hours, draft.floor_quarters / QUARTERS_PER_HOUR)

    def _find_spread(self, draft: Draft, kept_slots: Sequence[int]) -> Layout | None:
        """The first way to spread the hours that is good enough, else the best of all ways.

        Small days leave little room between planned returns and needed hours; who avoided the
        weakest areas sees them three times a week as long as that costs next to nothing.
        """
        targets = best_quarters(self.learner, draft.agenda.area_quarters, draft.floor_quarters)
        ideal = self._ideal(draft)
        best = self._with_kept_days(draft, targets, ideal)
        if best is not None and best.is_near_best:
            return best
        for weak, slots, share in self._ways(_distinct(kept_slots, draft)):
            if best is not None and best.gain >= share * ideal:
                break
            spread = spread_areas(draft.agenda.study_days, targets, weak, kept_slots=slots)
            layout = None if spread.overdue else self._finished(draft, spread, ideal)
            if layout and (best is None or layout.gain > best.gain):
                best = layout
        return best

    def _with_kept_days(self, draft: Draft, targets: Sequence[int], ideal: float) -> Layout | None:
        """The spread that leaves every kept day as it is; None if it cannot be."""
        if not draft.kept:
            return None
        given = {
            position: areas_in(draft.kept[day.day].blocks, self.learner.areas)
            for position, day in enumerate(draft.agenda.study_days)
            if day.day in draft.kept
        }
        kept = {position: areas for position, areas in given.items() if areas is not None}
        spread = spread_areas(draft.agenda.study_days, targets, self.weak, kept=kept)
        return None if spread.overdue else self._finished(draft, spread, ideal)

    def _ways(self, kept_slots: Sequence[int]) -> Iterator[tuple[tuple[int, ...], int, float]]:
        """Weak areas to favour, slots kept from returns, and the share of the best gain that
        makes this way unneeded."""
        for slots in kept_slots:
            yield self.weak, slots, _GOOD_ENOUGH
        if self.weak:
            for slots in kept_slots:
                yield (), slots, LEAST_SHARE

    def _finished(self, draft: Draft, spread: Spread, ideal: float) -> Layout:
        totals = spread.totals(len(self.learner.areas))
        hours = tuple(total / QUARTERS_PER_HOUR for total in totals)
        return Layout(draft, spread, hours, self.learner.gain(hours), ideal)


def _sparser(drafter: Drafter, draft: Draft) -> Iterator[Draft]:
    """A draft, then without its smallest days, again and again as long as it has any."""
    yield draft
    while smallest := draft.smallest_days():
        draft = drafter.without(draft, smallest)
        yield draft


def _distinct(kept_slots: Sequence[int], draft: Draft) -> Sequence[int]:
    """The numbers of kept slots that differ in effect: one slot of a day is never kept."""
    largest = max((day.quarters for day in draft.agenda.study_days), default=0)
    most = max(min(MOST_AREAS, largest) - 1, 0)
    return tuple(dict.fromkeys(min(slots, most) for slots in kept_slots))
