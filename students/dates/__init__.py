"""A student's dates as people read them: each day with what it asks, what follows, and why."""
