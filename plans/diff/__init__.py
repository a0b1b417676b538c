"""What is different between two versions of a plan, in words that blame nobody. Pure."""

from plans.diff.compare import PlanDiff, Side, compare
from plans.diff.days import DayChange, WeekChange
from plans.diff.story import say_forecast

__all__ = ["DayChange", "PlanDiff", "Side", "WeekChange", "compare", "say_forecast"]
