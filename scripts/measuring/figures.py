"""Taking a figure and printing it: time, memory, and the loop by which machines are compared."""

import json
import os
import platform
import time
from collections.abc import Callable
from pathlib import Path

TURNS = 200_000


def report(
    name: str, value: float, unit: str, *, baseline: float, of: str, ratio: float, **details: object
) -> None:
    """Print one figure beside its baseline (`of` says what that is), with what was measured."""
    machine = {"python": platform.python_version(), "processors": os.cpu_count()}
    figure = {
        "name": name,
        "value": round(value, 3),
        "unit": unit,
        "baseline": round(baseline, 3),
        "baseline_is": of,
        "ratio": round(ratio, 2),
    }
    print(json.dumps({**figure, **details, **machine}), flush=True)


def seconds_of(act: Callable[[], object]) -> float:
    """How long one act takes."""
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


def core_seconds_of(act: Callable[[], object]) -> float:
    """How long one act keeps a core busy: what others do on the machine meanwhile is not in it."""
    begun = time.process_time()
    act()
    return time.process_time() - begun


def loop() -> None:
    """Count in plain Python: what the machine does just now, whatever else it is doing."""
    total = 0
    for number in range(TURNS):
        total += number * number % 7


def beside_the_loop(act: Callable[[], object], rounds: int = 15) -> tuple[float, float]:
    """Give the best time on a core of an act and of the loop, taken in turn so that noise meets
    both.
    """
    taken = [(core_seconds_of(act), core_seconds_of(loop)) for _ in range(rounds)]
    return min(pair[0] for pair in taken), min(pair[1] for pair in taken)


def megabytes_at_most(act: Callable[[], object]) -> float:
    """Do something, and give the most memory this process held meanwhile (resident, in MB)."""
    forget_peak()
    act()
    return peak()


def forget_peak() -> None:
    """Have the kernel measure this process's peak from now on."""
    Path("/proc/self/clear_refs").write_text("5")


def peak() -> float:
    """Give the peak since then, in MB."""
    status = Path("/proc/self/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024
