"""Everything that writes plans: made, proposed, gone back from, lived; never edited."""

from plans.actions.halving import halve_day, take_back_halving
from plans.actions.logging import Logged, PlanChangedMeanwhile, log_block, log_day, unlog_block
from plans.actions.making import (
    PlanNotPossible,
    PreviewIsOld,
    make_plan,
    restore_plan,
    short_by_days,
    use_preview,
)
from plans.actions.proposing import propose_plan

__all__ = [
    "Logged",
    "PlanChangedMeanwhile",
    "PlanNotPossible",
    "PreviewIsOld",
    "halve_day",
    "log_block",
    "log_day",
    "make_plan",
    "propose_plan",
    "restore_plan",
    "short_by_days",
    "take_back_halving",
    "unlog_block",
    "use_preview",
]
