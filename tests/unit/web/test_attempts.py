"""Who may try now: slow for who guesses, open for everybody else."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from pipeline.web.attempts import LONGEST_WAIT, PER_ADDRESS, PER_MINUTE, Attempts, pause_after


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_waiting_doubles_and_has_an_end() -> None:
    assert [pause_after(n) for n in range(6)] == [0, 0, 0, 2, 4, 8]
    assert pause_after(12) == LONGEST_WAIT == pause_after(10_000)


def test_a_name_waits_longer_each_time_and_another_name_does_not(clock: Clock) -> None:
    attempts = Attempts(clock)
    for _ in range(3):
        assert attempts.ask("anna", "kwaad") == 0
    assert attempts.ask("anna", "kwaad") == 2
    assert attempts.ask("anna", "elders") == 2, "een ander adres is geen omweg"
    assert attempts.ask("bram", "elders") == 0
    clock.now += 2
    assert attempts.ask("anna", "kwaad") == 0
    assert attempts.ask("anna", "kwaad") == 4
    clock.now += 3
    assert attempts.ask("anna", "kwaad") == 1, "te vroeg proberen maakt het niet langer"
    assert attempts.failures("anna") == 4


def test_her_own_browser_is_not_delayed_by_who_guesses(clock: Clock) -> None:
    attempts = Attempts(clock)
    for n in range(4 * PER_MINUTE):
        attempts.ask("anna", f"kwaad-{n}")
        attempts.ask(f"onzin-{n}", f"kwaad-{n}")
    assert attempts.ask("anna", "thuis") > 0
    assert attempts.ask("browser 1", "thuis", own_device=True) == 0


def test_one_address_leaves_room_for_others(clock: Clock) -> None:
    attempts = Attempts(clock)
    admitted = [attempts.ask(f"naam {n}", "kwaad") == 0 for n in range(500)]
    assert sum(admitted) == PER_ADDRESS < PER_MINUTE
    assert attempts.ask("bram", "thuis") == 0
    assert attempts.ask("nog een", "kwaad") == 60
    clock.now += 60
    assert attempts.ask("nog een", "kwaad") == 0


def test_all_together_get_no_more_than_the_cap(clock: Clock) -> None:
    attempts = Attempts(clock)
    assert sum(attempts.ask(f"naam {n}", f"adres {n}") == 0 for n in range(500)) == PER_MINUTE


def test_who_succeeds_takes_no_room(clock: Clock) -> None:
    attempts = Attempts(clock)
    for n in range(5 * PER_MINUTE):
        assert attempts.ask(f"coder {n % 20}", "school") == 0
        attempts.succeeded(f"coder {n % 20}", "school")
    attempts.ask("anna", "school")
    attempts.succeeded("anna", "school")
    assert attempts.failures("anna") == 0


def test_many_at_the_same_moment_are_no_way_round(clock: Clock) -> None:
    attempts = Attempts(clock)
    with ThreadPoolExecutor(16) as threads:
        found = list(threads.map(lambda n: attempts.ask("anna", f"adres {n}"), range(100)))
    assert found.count(0) == 3


def test_failures_are_forgotten_after_an_hour_and_take_no_memory(clock: Clock) -> None:
    attempts = Attempts(clock)
    for n in range(200):
        attempts.ask(f"naam {n}", f"adres {n}", own_device=True)
    clock.now += 3600
    attempts.ask("anna", "thuis")
    assert attempts.failures("naam 1") == 0
    assert len(attempts._failed) == 1
