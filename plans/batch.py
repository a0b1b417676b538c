"""Cases in, results out: one document at a time or a stream, on one core or several."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from typing import Any

from plans.engine import conclude, result_to_json
from students.casefile import CaseNotValid, parse_case
from students.rules.reference import Reference

# Enough lines under way to keep every worker busy, few enough that a long stream stays flat.
LINES_PER_JOB = 8


def read_json(text: str | bytes) -> Any:
    """Decode a JSON document. Raises `CaseNotValid` where it is none, saying where it breaks."""
    try:
        return json.loads(text, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise CaseNotValid.from_text(f"This is not JSON: {error}.") from error


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not a number")


def result_of(text: str | bytes, reference: Reference) -> dict[str, Any]:
    """The result document of one case document. Raises `CaseNotValid` with every error found."""
    return result_to_json(conclude(parse_case(read_json(text), reference), reference))


def result_line(line: str | bytes, reference: Reference) -> str:
    """One line's result, or what is wrong with it, as one line of JSON."""
    try:
        document = result_of(line, reference)
    except CaseNotValid as error:
        document = error.as_json()
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))


def result_lines(lines: Iterable[str], reference: Reference, *, jobs: int = 1) -> Iterator[str]:
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


def _work(line: str) -> str:
    return result_line(line, _worker_reference[0])
