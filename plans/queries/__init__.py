"""What the plan's pages read."""

from plans.queries.days import DayOfPlan, days_of_plan, unlogged_days
from plans.queries.findings import told_findings
from plans.queries.moved import say_moved
from plans.queries.needs import Need, can_be_planned, what_a_plan_needs
from plans.queries.pages import PlanPage, current_plan, ended_plan, names, plan_page, progress_chart
from plans.queries.preview import Preview, digest_of, preview_plan
from plans.queries.sitting import Sitting, sitting_of
from plans.queries.today import DayPage, day_page
from plans.queries.underway import Conclusion, conclude_today
from plans.queries.versions import DiffPage, diff_page, plan_versions, undoable_version
from plans.queries.week import WeekPage, week_page
from plans.queries.what_if import WhatIfPage, answer_what_if, what_if_page
from plans.queries.work import WorkDone, work_done

__all__ = [
    "Conclusion",
    "DayOfPlan",
    "DayPage",
    "DiffPage",
    "Need",
    "PlanPage",
    "Preview",
    "Sitting",
    "WeekPage",
    "WhatIfPage",
    "WorkDone",
    "answer_what_if",
    "can_be_planned",
    "conclude_today",
    "current_plan",
    "day_page",
    "days_of_plan",
    "diff_page",
    "digest_of",
    "ended_plan",
    "names",
    "plan_page",
    "plan_versions",
    "preview_plan",
    "progress_chart",
    "say_moved",
    "sitting_of",
    "told_findings",
    "undoable_version",
    "unlogged_days",
    "week_page",
    "what_a_plan_needs",
    "what_if_page",
    "work_done",
]
