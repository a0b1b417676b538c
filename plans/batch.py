"""Cases in, results out: one document at a time or a stream, on one core or several."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from typing import Any

from plans.engine import conclude, result_to_json
from students.casefile import CaseNotValid, parse_case
from students.casefile.text import read_json
from students.rules.reference import Reference

# Enough lines under way to keep every worker busy, few enough that a long stream stays flat.
LINES_PER_JOB = 8


def result_of(text: str | bytes, reference: Reference) -> dict[str, Any]:
    """The result document of one case document. Raises `CaseNotValid` with every error found."""
    return result_to_json(conclude(parse_case(read_json(text), reference), reference))


def result_line(line: str | bytes, reference: Reference) -> str:
    """One line's result, or what is wrong with it, as one line of JSON."""
    try:
        return _one_line(result_of(line, reference))
    except CaseNotValid as error:
        return _one_line(error.as_json())


def _one_line(document: dict[str, Any]) -> str:
    return json.dumps(document, separators=(",", ":"))


def result_lines(
    lines: Iterable[str | bytes], reference: Reference, *, jobs: int = 1
) -> Iterator[str]:
    """Each line's result in the order of the lines, holding only a few lines at a time."""
    if jobs == 1:
        yield from (result_line(line, reference) for line in lines)
        return
    with ProcessPoolExecutor(jobs, initializer=_start_worker, initargs=(reference,)) as pool:
        under_way: deque[Future[str]] = deque()
        for line in lines:
            under_way.append(pool.submit(_work, line))
            if len(under_way) >= jobs * LINES_PER_JOB:
                yield under_way.popleft().result()
        while under_way:
            yield under_way.popleft().result()


_worker_reference: list[Reference] = []


def _start_worker(reference: Reference) -> None:
    _worker_reference.append(reference)


def _work(line: str | bytes) -> str:
    return result_line(line, _worker_reference[0])
