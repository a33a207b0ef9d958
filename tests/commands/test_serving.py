"""Processes that start together stop together, and a taken port is known at once."""

import os
import socket
import sys
import time

import pytest

from scripts.processes import DidNotStart, Processes
from scripts.serve import HOST, listening

SLEEPER = [sys.executable, "-c", "import time; print('awake', flush=True); time.sleep(60)"]
DEAF = [
    sys.executable,
    "-c",
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN);"
    "print('awake', flush=True); time.sleep(60)",
]


@pytest.fixture
def processes(tmp_path):
    group = Processes(tmp_path)
    yield group
    group.stop()


def is_awake(processes, name):
    return lambda: "awake" in processes.last_words(name)


def test_everything_started_is_stopped(processes, tmp_path):
    for name in ("one", "two"):
        processes.start(name, SLEEPER)
        processes.wait_for(name, is_awake(processes, name), seconds=10)
    begun = time.monotonic()
    processes.stop()
    assert processes.ended() == ""
    assert time.monotonic() - begun < 5


def test_a_process_that_will_not_stop_is_killed(processes, monkeypatch):
    monkeypatch.setattr("scripts.processes.SECONDS_TO_STOP", 0.2)
    processes.start("deaf", DEAF)
    processes.wait_for("deaf", is_awake(processes, "deaf"), seconds=10)
    number = processes.number("deaf")
    processes.stop()
    with pytest.raises(ProcessLookupError):
        os.kill(number, 0)


def test_a_process_that_ends_early_is_named_with_its_last_words(processes):
    processes.start("web", [sys.executable, "-c", "raise SystemExit('no database')"])
    with pytest.raises(DidNotStart, match="web stopped:\nno database"):
        processes.wait_for("web", lambda: False, seconds=10)


def test_a_process_that_never_answers_is_named(processes):
    processes.start("web", SLEEPER)
    with pytest.raises(DidNotStart, match="web did not answer in 0 seconds"):
        processes.wait_for("web", lambda: False, seconds=0.2)


def test_a_taken_port_is_refused():
    with socket.socket() as other:
        other.bind((HOST, 0))
        other.listen()
        with pytest.raises(OSError, match="in use"):
            listening(other.getsockname()[1])
