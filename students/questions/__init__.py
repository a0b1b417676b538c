"""The question log: what a student misses, topic by topic."""
