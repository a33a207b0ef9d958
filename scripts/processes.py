"""Processes started together and stopped together, so that nothing is left running."""

import ctypes
import os
import pwd
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import FrameType

SECONDS_TO_STOP = 10.0
PARENT_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG, from <sys/prctl.h>


class DidNotStart(Exception):
    """A process ended, or did not answer, before it was ready."""


class Processes:
    """A group of processes, each with its own log, that live and die as one."""

    def __init__(self, logs: Path) -> None:
        """Keep what each process says in the folder given."""
        self.logs = logs
        self.logs.mkdir(parents=True, exist_ok=True)
        self._running: list[tuple[str, subprocess.Popen[bytes]]] = []

    def start(
        self,
        name: str,
        command: Sequence[str],
        *,
        environment: Mapping[str, str] | None = None,
        user: str | None = None,
        keep_open: Sequence[int] = (),
    ) -> None:
        """Start one process; as another user when one is named, which only root can do."""
        account = pwd.getpwnam(user) if user else None
        with (self.logs / f"{name}.log").open("wb") as log:
            process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                env=environment,
                start_new_session=True,
                pass_fds=keep_open,
                preexec_fn=end_with_parent,
                user=account.pw_uid if account else None,
                group=account.pw_gid if account else None,
                extra_groups=[] if account else None,
            )
        self._running.append((name, process))

    def wait_for(self, name: str, is_ready: Callable[[], bool], *, seconds: float) -> None:
        """Wait until something answers; raise DidNotStart when a process ends or time runs out."""
        end = time.monotonic() + seconds
        while not is_ready():
            if ended := self.ended():
                raise DidNotStart(f"{ended} stopped:\n{self.last_words(ended)}")
            if time.monotonic() > end:
                raise DidNotStart(
                    f"{name} did not answer in {seconds:.0f} seconds:\n{self.last_words(name)}"
                )
            time.sleep(0.05)

    def ended(self) -> str:
        """Name the first process that has ended by itself, if any has."""
        return next((name for name, process in self._running if process.poll() is not None), "")

    def number(self, name: str) -> int:
        """The process id of one running process."""
        return next(process.pid for known, process in self._running if known == name)

    def last_words(self, name: str, lines: int = 15) -> str:
        """Read the end of one process's log."""
        text = (self.logs / f"{name}.log").read_text(errors="replace")
        return "\n".join(text.splitlines()[-lines:])

    def stop(self) -> None:
        """Ask every process to stop, the last started first, and insist after ten seconds."""
        for _, process in reversed(self._running):
            _signal_group(process, signal.SIGTERM)
            end = time.monotonic() + SECONDS_TO_STOP
            while process.poll() is None and time.monotonic() < end:
                time.sleep(0.02)
            _signal_group(process, signal.SIGKILL)
            process.wait()
        self._running.clear()


def stop_on_signals() -> None:
    """Turn a request to terminate, or a closed terminal, into the interrupt that Ctrl-C gives."""

    def interrupt(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, interrupt)


def _signal_group(process: subprocess.Popen[bytes], number: signal.Signals) -> None:
    try:
        os.killpg(process.pid, number)
    except ProcessLookupError:
        return


def end_with_parent() -> None:
    """Have the kernel stop this process when its parent is killed without a chance to tidy up."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PARENT_DEATH_SIGNAL, signal.SIGTERM)
