"""The words a record may hold, in the order a person reads them. Values are the contract's."""

from django.db.models import TextChoices

from students.rules import case, hold_life
from students.rules.flags import Limit


class Track(TextChoices):
    MD = case.Track.MD.value, "MD (LCME school)"
    DO = case.Track.DO.value, "DO (COCA school)"
    IMG = case.Track.IMG.value, "International (IMG)"


class Outcome(TextChoices):
    FAIL = case.Outcome.FAIL.value, "Did not pass"
    PASS = case.Outcome.PASS.value, "Passed"
    INCOMPLETE = case.Outcome.INCOMPLETE.value, "Incomplete (started, not finished)"


class AreaLevel(TextChoices):
    LOWER = case.Level.LOWER.value, "Lower"
    SAME = case.Level.SAME.value, "Same"
    HIGHER = case.Level.HIGHER.value, "Higher"


class RotationRule(TextChoices):
    FINISH = case.RotationRule.FINISH.value, "Finishes the current rotation"
    CHOICE = case.RotationRule.CHOICE.value, "Chooses to finish or withdraw"
    WITHDRAW = case.RotationRule.WITHDRAW.value, "Withdraws at once"
    NOT_STARTED = case.RotationRule.NOT_STARTED.value, "Has not started clerkships"


class ResumeOn(TextChoices):
    SAT = case.ResumeOn.SAT.value, "Having sat again"
    PASS = case.ResumeOn.PASS.value, "A reported pass"
    NEVER = case.ResumeOn.NEVER.value, "Nothing: the committee decides"


class DeadlineKind(TextChoices):
    SIT_BY = case.DeadlineKind.SIT_BY.value, "Sit by"
    PASS_BY = case.DeadlineKind.PASS_BY.value, "Pass by"
    MEET_BY = case.DeadlineKind.MEET_BY.value, "Meet by"


class DeadlineShape(TextChoices):
    DAYS_AFTER = case.DeadlineShape.DAYS_AFTER.value, "Days after an event"
    WEEKS_AFTER = case.DeadlineShape.WEEKS_AFTER.value, "Weeks after an event"
    MONTHS_AFTER = case.DeadlineShape.MONTHS_AFTER.value, "Months after an event"
    ON_DATE = case.DeadlineShape.ON_DATE.value, "On a date"
    MONTH_DAY = case.DeadlineShape.MONTH_DAY.value, "On a month and day of an event's year"
    BEFORE_BLOCK = case.DeadlineShape.BEFORE_BLOCK.value, "Before a block"


class TestingOnLeave(TextChoices):
    ALLOWED = case.TestingOnLeave.ALLOWED.value, "Allowed"
    FORBIDDEN = case.TestingOnLeave.FORBIDDEN.value, "Forbidden"


class NoteTopic(TextChoices):
    """What a policy's words are about where no rule computes them."""

    FIRST_SITTING = "first_sitting", "Before the first sitting"
    CLERKSHIPS = "clerkships", "Before clerkships"
    GATE = "gate", "Practice exams"
    FAIL = "fail", "After a fail"
    TIME_LIMIT = "time_limit", "Time limit"
    STUDY = "study", "Time to study"
    LEAVE = "leave", "Leave"
    DELAY = "delay", "Delay and extension"
    APPROVAL = "approval", "Who decides"
    AID = "aid", "Financial aid"
    REQUIRED_FOR = "required_for", "What a pass is needed for"
    ASSUMED = "assumed", "Assumed here: the source does not say"
    OTHER = "other", "Also"


class Scenario(TextChoices):
    """NBME's reading of a score report, or that there is nothing to read yet."""

    AT_RISK = "at_risk", "Below the passing band"
    BORDERLINE = "borderline", "Borderline"
    CLOSE = "close", "Close"
    LIKELY_READY = "likely_ready", "Likely ready"
    NOT_ENOUGH_DATA = "not_enough_data", "Not enough data"


class FlagLimitCode(TextChoices):
    """The numbers of the flags' rules, in the order of the caseload."""

    DEADLINE_NEAR_DAYS = Limit.DEADLINE_NEAR_DAYS.value, "A deadline is near: days ahead"
    SAFE_DAY_NEAR_DAYS = Limit.SAFE_DAY_NEAR_DAYS.value, "The latest safe day is near: days ahead"
    GATE_BEFORE_EXAM_DAYS = (
        Limit.GATE_BEFORE_EXAM_DAYS.value,
        "The gate is not met before the exam: days ahead",
    )
    MEETING_NEAR_DAYS = Limit.MEETING_NEAR_DAYS.value, "A meeting is due: days ahead"
    REPEAT_FAILS = Limit.REPEAT_FAILS.value, "A repeated fail: from this fail on"
    NOTHING_SINCE_FAIL_DAYS = Limit.NOTHING_SINCE_FAIL_DAYS.value, "Nothing since the fail: days"
    SCORE_FALL_POINTS = Limit.SCORE_FALL_POINTS.value, "A falling score: EPC"
    SCORE_FLAT_POINTS = Limit.SCORE_FLAT_POINTS.value, "Flat scores: within so many EPC"
    SCORE_FLAT_COUNT = Limit.SCORE_FLAT_COUNT.value, "Flat scores: how many in a row"
    NO_SCORE_DAYS = Limit.NO_SCORE_DAYS.value, "No practice score: days"
    NO_PLAN_DAYS = Limit.NO_PLAN_DAYS.value, "No plan: days since the intake was submitted"
    PLAN_STALLED_DAYS = Limit.PLAN_STALLED_DAYS.value, "A plan without a word: days"
    INTAKE_UNFINISHED_DAYS = Limit.INTAKE_UNFINISHED_DAYS.value, "An unfinished intake: days"
    INTAKE_NOT_STARTED_DAYS = Limit.INTAKE_NOT_STARTED_DAYS.value, "No intake: days"


class HoldState(TextChoices):
    ACTIVE = hold_life.HoldState.ACTIVE.value, "In force"
    RELEASE_PROPOSED = hold_life.HoldState.RELEASE_PROPOSED.value, "Ready to be lifted"
    RELEASED = hold_life.HoldState.RELEASED.value, "Lifted"
    OVERRIDDEN = hold_life.HoldState.OVERRIDDEN.value, "Lifted early"
    SUPERSEDED = hold_life.HoldState.SUPERSEDED.value, "Replaced by another fail's hold"


class ReleaseGround(TextChoices):
    """Why a hold may be lifted."""

    PASSED = hold_life.Ground.PASSED.value, "A pass is on record"
    SAT = hold_life.Ground.SAT.value, "The student has sat again, which is what the policy asks for"
    CAUSE_GONE = hold_life.Ground.CAUSE_GONE.value, "The fail it came from is no longer on record"
    NOT_ASKED = hold_life.Ground.NOT_ASKED.value, "No policy in force asks for it any more"


class TaskKind(TextChoices):
    MEETING = "meeting", "Meeting"
    DOCUMENT = "document", "Document"


class OverrideKind(TextChoices):
    SIT_BEFORE_GATE = "sit_before_gate", "Sitting before the gate is met"
    LIFT_EARLY = "lift_early", "Hold lifted before its release"


class StandingDateKind(TextChoices):
    """What a day in the caseload's calendar is."""

    SIT_BY = case.DeadlineKind.SIT_BY.value, "Sit by"
    PASS_BY = case.DeadlineKind.PASS_BY.value, "Pass by"
    MEET_BY = case.DeadlineKind.MEET_BY.value, "Meet by"
    LATEST_SAFE = "latest_safe", "Last safe day to sit"
    EXAM = "exam", "Planned exam"
    HOLD_STARTS = "hold_starts", "Hold begins"


class ChangeKind(TextChoices):
    """What a line of the history says happened."""

    SITTING_WITHDRAWN = "sitting_withdrawn", "Sitting withdrawn"
    HOLD_BEGUN = "hold_begun", "Hold begun"
    HOLD_REOPENED = "hold_reopened", "Hold in force again"
    HOLD_SUPERSEDED = "hold_superseded", "Hold replaced"
    RELEASE_PROPOSED = "release_proposed", "Hold ready to be lifted"
    PROPOSAL_WITHDRAWN = "proposal_withdrawn", "Hold not ready to be lifted any more"
    RELEASED = "released", "Hold lifted"
    OVERRIDDEN = "overridden", "Hold lifted early"
    LIFT_WITHDRAWN = "lift_withdrawn", "Early lift taken back"
    DATES_CHANGED = "dates_changed", "Dates changed"
    TASKS_CHANGED = "tasks_changed", "Meetings and documents changed"
    TASK_DONE = "task_done", "Done"
    TASK_REOPENED = "task_reopened", "Not done after all"
    EXTENDED = "extended", "Extension granted"
    EXTENSION_WITHDRAWN = "extension_withdrawn", "Extension taken back"
    ALLOWED = "allowed", "Sitting before the gate allowed"
    ALLOWANCE_WITHDRAWN = "allowance_withdrawn", "Sitting before the gate no longer allowed"
