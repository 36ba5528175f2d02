"""What is computed of measurements, and held against the bar."""

from dataclasses import replace

from benchmarks.bar import bar
from benchmarks.measuring import Measurement, percentile
from benchmarks.results import Results
from benchmarks.tables import tables

ONE = Measurement(requests=100, cpu=1, database_cpu=1, per_second=1000, p50=2, p99=5)
MACHINE = {"cpu": "1 × x", "system": "Linux", "python": "3", "postgresql": "18"}


def measured(query: str, **cpu: tuple[float, ...]) -> Results:
    results = Results(MACHINE, {query: 10})
    for system, rounds in cpu.items():
        for each in rounds:
            results.add((system, query, 16), replace(ONE, cpu=each))
    return results


def test_a_percentile_is_one_of_the_values() -> None:
    assert [percentile([3, 1, 2, 4], percent) for percent in (1, 50, 51, 99)] == [1, 2, 3, 4]


def test_a_ratio_is_of_the_same_round() -> None:
    results = measured("q3", ours=(1, 10, 2), floor=(1, 5, 1))
    assert results.ratio("ours", "floor", "q3") == 2
    assert results.median("ours", "q3", "cpu") == 2
    assert results.spread("ours", "q3", "cpu") == 400


def test_the_bar_of_a_query() -> None:
    results = measured("q3", ours=(1.2,), floor=(1,), postgraphile=(2.3,), naive=(40,))
    assert {line.promise: line.met for line in bar(results)} == {
        "Q3 CPU, times the floor's": True,
        "Q3 database CPU, times the floor's": True,
        "Q3 p99 at 16 in flight, times p50": True,
        "Q3 CPU of PostGraphile, times ours": False,
        "Q3 CPU of naive Strawberry, times ours": True,
    }


def test_the_bar_of_a_mutation() -> None:
    results = measured("m1", ours=(0.35,), floor=(0.2,), postgraphile=(0.36,), naive=(1,))
    assert {line.promise: line.met for line in bar(results)} == {
        "M1 CPU, ms beyond the floor's": False,
        "M1 database CPU, times the floor's": True,
        "M1 p99 at 16 in flight, times p50": True,
        "M1 CPU of PostGraphile, times ours": True,
    }


def test_a_file_keeps_everything() -> None:
    results = measured("q1", ours=(1, 2), floor=(1, 1))
    assert Results.from_json(results.to_json()) == results


def test_what_was_not_measured_is_a_dash() -> None:
    results = measured("q1", ours=(1, 2))
    results.add(("floor", "q2", 16), ONE)
    results.sizes["q2"] = 5
    lines = tables(results).splitlines()
    assert [line.count("–") for line in lines if line.startswith("| Q1 1")] == [2, 2]
