"""The retake plan: a pure, deterministic engine. No Django, no clock, no randomness.

`conclude` turns a case into the whole result; `result_to_json` writes it as the contract's
document. docs/plan-engine.md explains the model and the algorithm.
"""

from plans.engine.conclude import conclude, result_to_json
from plans.engine.underway import Underway, read_underway

__all__ = ["Underway", "conclude", "read_underway", "result_to_json"]
