"""Missed topics: one missed often earns an hour of its own, one missed once does not."""

from __future__ import annotations

from collections.abc import Mapping


def most_missed(missed_topics: Mapping[str, int], *, least: int) -> list[str]:
    """The topics missed at least so often, the most missed first."""
    often = [topic for topic, misses in missed_topics.items() if misses >= least]
    return sorted(often, key=lambda topic: (-missed_topics[topic], topic))
