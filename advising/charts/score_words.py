"""A score chart in words: its summary, its key and its table."""

from __future__ import annotations

from advising.charts.chart import KeyEntry
from advising.charts.score_history import Band, ForecastPoint, MarkKind, ScoreHistory, ScorePoint
from advising.words import say_day, say_day_with_left, say_number, say_range

COLUMNS = ("Day", "What", "Score")


def summarise(history: ScoreHistory) -> str:
    """What the chart shows, in sentences: the latest score, the forecast, the exam and deadlines."""
    sentences = [_say_latest(history), _say_gate(history), _say_forecast(history)]
    sentences += [
        f"{mark.label}: {say_day_with_left(mark.on, today=history.today)}."
        for mark in sorted(history.marks, key=lambda mark: mark.on)
        if mark.kind in {MarkKind.EXAM, MarkKind.DEADLINE}
    ]
    return " ".join(sentence for sentence in sentences if sentence)


def key_entries(history: ScoreHistory) -> tuple[KeyEntry, ...]:
    """A line for each kind of sign on the chart, and none that is not there."""
    unit = history.unit
    entries = []
    if any(point.counts for point in history.scores):
        entries.append(KeyEntry("score", f"Practice score and its likely range, {unit}"))
    if any(not point.counts for point in history.scores):
        entries.append(KeyEntry("hollow", "Less reliable: untimed, or seen before"))
    if band := history.band:
        entries.append(KeyEntry("band", f"{band.label} {_between(band.low, band.high)} {unit}"))
    if line := history.threshold:
        entries.append(KeyEntry("threshold", f"{line.label} {say_number(line.score)} {unit}"))
    if history.forecast:
        entries.append(KeyEntry("forecast", "Forecast and its 80% range, unofficial"))
    return tuple(entries)


def table_rows(history: ScoreHistory) -> tuple[tuple[str, str, str], ...]:
    """Every number of the chart, by day."""
    dated = [
        *((point.on, point.label, _say_score(point, history.unit)) for point in history.scores),
        *((mark.on, mark.label, "") for mark in history.marks),
        *(
            (row.on, "Forecast, unofficial", _say_expected(row, history.unit))
            for row in history.forecast
        ),
    ]
    return tuple(
        (say_day(on), what, value) for on, what, value in sorted(dated, key=lambda row: row[0])
    )


def _say_latest(history: ScoreHistory) -> str:
    if not history.scores:
        return "No practice score yet."
    newest = max(history.scores, key=lambda point: point.on)
    counting = [point for point in history.scores if point.counts] or [newest]
    latest = max(counting, key=lambda point: point.on)
    name = "Latest practice score" if latest.on == newest.on else "Last practice score that counts"
    sentence = f"{name} {_say_score(latest, history.unit)}, {say_day(latest.on)}"
    if history.band is not None:
        place, band = _place(latest, history.band), _say_band(history.band, history.unit)
        sentence = f"{sentence}: {place} {band}"
    if latest.on == newest.on:
        return f"{sentence}."
    later = f"{_say_score(newest, history.unit)}, {say_day(newest.on)}"
    return f"{sentence}. A later one does not count: {later}."


def _place(point: ScorePoint, band: Band) -> str:
    """Where a score's range lies against the band; a score without a range is a point."""
    low, high = point.likely_range or (point.score, point.score)
    if high < band.low:
        return "below the"
    if low > band.high:
        return "above the"
    return "reaching into the" if low < band.low else "starting inside the"


def _say_band(band: Band, unit: str) -> str:
    return f"{band.label[:1].lower()}{band.label[1:]} {_between(band.low, band.high)} {unit}"


def _say_gate(history: ScoreHistory) -> str:
    line = history.threshold
    return f"{line.label}: {say_number(line.score)} {history.unit}." if line else ""


def _say_forecast(history: ScoreHistory) -> str:
    if not history.forecast:
        return ""
    last = max(history.forecast, key=lambda row: row.on)
    expected = _say_expected(last, history.unit)
    return f"Unofficial forecast for {say_day(last.on)}: {expected}."


def _say_score(point: ScorePoint, unit: str) -> str:
    words = f"{say_number(point.score)} {unit}"
    if point.likely_range:
        words += f", {say_range(point.likely_range)}"
    return words if point.counts else f"{words}, less reliable"


def _say_expected(row: ForecastPoint, unit: str) -> str:
    return (
        f"{say_number(row.mean)} {unit}, between {say_number(row.low)} and {say_number(row.high)}"
    )


def _between(low: float, high: float) -> str:
    return f"{say_number(low)}–{say_number(high)}"
