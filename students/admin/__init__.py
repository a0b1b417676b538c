"""Reference data in the admin: staff keep it true without a programmer."""

from students.admin import evidence, exams, flags, outline, people, policies, practice, support

__all__ = ["evidence", "exams", "flags", "outline", "people", "policies", "practice", "support"]
