"""A student's sittings of the exam: reporting a result and putting it right."""
