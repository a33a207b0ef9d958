"""Serve the demonstration: the web server and one worker with its beat, stopped together."""

import argparse
import fcntl
import socket
import sys
import time
import urllib.request
from pathlib import Path
from urllib.error import URLError

from scripts.processes import DidNotStart, Processes, stop_on_signals

HOST = "127.0.0.1"
VAR = Path("var")
PEOPLE = {
    "rochdale.sw": "social worker",
    "rochdale.sw2": "social worker",
    "rochdale.tm": "team manager",
    "rochdale.sm": "service manager",
    "rochdale.hos": "head of service",
    "rochdale.admin": "procedure administrator",
}
SECONDS_TO_START = 60.0


def main() -> int:
    """Serve until told to stop; answer with the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    port = parser.parse_args().port
    stop_on_signals()
    with (VAR / "running").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return refuse("this demonstration is running already")
        return serve(port)


def serve(port: int) -> int:
    """Start everything, say where it is, and stop everything at the end."""
    processes = Processes(VAR / "logs")
    try:
        with listening(port) as place:
            start(processes, place)
        address = f"http://{HOST}:{port}/"
        processes.wait_for("web", lambda: answers(address), seconds=SECONDS_TO_START)
        announce(address)
        while not (ended := processes.ended()):
            time.sleep(0.5)
        return refuse(f"{ended} stopped by itself:\n{processes.last_words(ended)}")
    except DidNotStart as failed:
        return refuse(str(failed))
    except OSError as taken:
        return refuse(f"port {port} cannot be used ({taken.strerror}); try: make run PORT=8001")
    except KeyboardInterrupt:
        print("\nStopping.")
        return 0
    finally:
        processes.stop()


def listening(port: int) -> socket.socket:
    """Take the port before anything is started, so that a taken one is known at once."""
    place = socket.socket()
    place.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    place.bind((HOST, port))
    place.listen(128)
    return place


def start(processes: Processes, place: socket.socket) -> None:
    """Start the web server on the port taken, and the worker with its beat."""
    worker = ["celery", "--app", "config", "worker", "--beat", "--pool", "solo"]
    quietly = ["--loglevel", "WARNING", "--without-gossip", "--without-mingle"]
    processes.start("web", web_server(place), keep_open=[place.fileno()])
    processes.start("worker", [sys.executable, "-m", *worker, *quietly])


def web_server(place: socket.socket) -> list[str]:
    """The command that serves the house on a port already taken."""
    bound = ["--bind", f"fd://{place.fileno()}", "--threads", "8", "--no-control-socket"]
    return [sys.executable, "-m", "gunicorn", "config.wsgi", *bound]


def answers(address: str) -> bool:
    """Whether the health page says ok."""
    try:
        with urllib.request.urlopen(f"{address}health/", timeout=5) as page:  # noqa: S310 (ours)
            return page.status == 200
    except (URLError, ConnectionError, TimeoutError):
        return False


def announce(address: str) -> None:
    """Say where to look, who to sign in as, and how to stop."""
    password = (VAR / "demonstration-password").read_text().strip()
    print(f"\n  cin is at {address}\n\n  Sign in as:")
    for name, role in PEOPLE.items():
        print(f"    {name:<16}{role}")
    print(f"  Password for all: {password}\n")
    print("  Ctrl-C stops it. Logs are in var/logs.\n", flush=True)


def refuse(reason: str) -> int:
    """Say why it does not run."""
    print(f"cin: {reason}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
