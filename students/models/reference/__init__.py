"""Reference data: every fact about the exams, dated, with its source."""

from students.models.reference.attempts import AttemptRule, StateBoardLimit
from students.models.reference.base import Confidence, DatedFact, DatedFactQuerySet, Edition, Term
from students.models.reference.evidence import (
    Improvement,
    PassRate,
    ProgramDirectorAnswer,
    ProgramDirectorFactor,
    StudyDuration,
)
from students.models.reference.exams import Exam, ExamFormat, Fee, PassingStandard, Scale
from students.models.reference.instruments import DefaultGate, ExamForm, Instrument
from students.models.reference.outline import (
    AreaShare,
    ContentArea,
    Discipline,
    DisciplineShare,
    Resource,
    ResourceLimit,
    TopicRule,
)
from students.models.reference.readiness import (
    ForecastCurve,
    LearningModel,
    LevelPrior,
    ReadinessBand,
    ReadinessPoint,
    ReadinessScenario,
    ReadinessSettings,
)
from students.models.reference.releases import QuietHoliday, ScoreRelease, Weekday
from students.models.reference.statements import (
    CalendarDate,
    Fact,
    LeaveRule,
    SmallGroupRule,
    SourceDocument,
)
from students.models.reference.support import (
    CrisisLine,
    ReflectionQuestion,
    RootCause,
    ScreeningTool,
    StudentEventKind,
)
from students.models.reference.version import ReferenceVersion

__all__ = [
    "AreaShare",
    "AttemptRule",
    "CalendarDate",
    "Confidence",
    "ContentArea",
    "CrisisLine",
    "DatedFact",
    "DatedFactQuerySet",
    "DefaultGate",
    "Discipline",
    "DisciplineShare",
    "Edition",
    "Exam",
    "ExamForm",
    "ExamFormat",
    "Fact",
    "Fee",
    "ForecastCurve",
    "Improvement",
    "Instrument",
    "LearningModel",
    "LeaveRule",
    "LevelPrior",
    "PassRate",
    "PassingStandard",
    "ProgramDirectorAnswer",
    "ProgramDirectorFactor",
    "QuietHoliday",
    "ReadinessBand",
    "ReadinessPoint",
    "ReadinessScenario",
    "ReadinessSettings",
    "ReferenceVersion",
    "ReflectionQuestion",
    "Resource",
    "ResourceLimit",
    "RootCause",
    "Scale",
    "ScoreRelease",
    "ScreeningTool",
    "SmallGroupRule",
    "SourceDocument",
    "StateBoardLimit",
    "StudentEventKind",
    "StudyDuration",
    "Term",
    "TopicRule",
    "Weekday",
]
