"""Missed topics: a topic missed six times earns an hour, one missed once does not (seed 003)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

MISSES_FOR_AN_HOUR: Final = 6


def most_missed(missed_topics: Mapping[str, int]) -> list[str]:
    """The topics missed often enough to earn an hour, the most missed first."""
    often = [topic for topic, misses in missed_topics.items() if misses >= MISSES_FOR_AN_HOUR]
    return sorted(often, key=lambda topic: (-missed_topics[topic], topic))
