"""A PostgreSQL and a Redis of one's own, for tests and measurements: on sockets in a private
folder, never on a port.
"""

import getpass
import os
import shutil
import socket
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from scripts.processes import DidNotStart, Processes

SECONDS_TO_START = 30.0
POSTGRES_FOLDERS = "/usr/lib/postgresql/*/bin"
SERVER_USER = "postgres"


class ServiceMissing(Exception):
    """A server program that is needed is not installed; the message says what to install."""


@dataclass(frozen=True)
class Addresses:
    """Where the private services answer."""

    database_url: str
    broker_url: str


class PrivateServices:
    """The two servers and the folder they live in, gone together when stopped."""

    def __init__(self) -> None:
        """Make the folder; PostgreSQL refuses to run as root, so it is handed to its own user."""
        self.folder = Path(tempfile.mkdtemp(prefix="cin-services-"))
        self.user = SERVER_USER if os.geteuid() == 0 else None
        self.processes = Processes(self.folder / "logs")

    def start(self) -> Addresses:
        """Start both and wait until they answer."""
        try:
            return Addresses(database_url=self.start_postgres(), broker_url=self._start_redis())
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """Stop both and leave nothing behind."""
        self.processes.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def start_postgres(self) -> str:
        """Start PostgreSQL alone, wait until it answers, and give its address."""
        programs = postgres_programs()
        data = self.folder / "postgres"
        data.mkdir(mode=0o700)
        if self.user:
            self.folder.chmod(0o755)
            shutil.chown(data, self.user)
        owner = self.user or getpass.getuser()
        subprocess.run(
            [
                programs / "initdb",
                f"--pgdata={data}",
                "--auth=trust",
                f"--username={owner}",
                "--encoding=UTF8",
                "--locale=C.UTF-8",
                "--no-sync",
                "--no-instructions",
            ],
            check=True,
            user=self.user,
            stdout=subprocess.DEVNULL,
            cwd="/",
        )
        self.processes.start("postgres", _postgres_command(programs, data), user=self.user)
        self.processes.wait_for(
            "postgres",
            lambda: _answers(data / ".s.PGSQL.5432") and _is_ready(programs, data),
            seconds=SECONDS_TO_START,
        )
        return f"postgresql://{owner}@/postgres?host={data}"

    def _start_redis(self) -> str:
        program = shutil.which("redis-server")
        if not program:
            raise ServiceMissing("redis-server is not installed: apt-get install redis-server")
        place = self.folder / "redis.sock"
        self.processes.start(
            "redis",
            [
                program,
                *("--port", "0"),
                *("--unixsocket", str(place)),
                *("--save", ""),
                *("--appendonly", "no"),
                *("--dir", str(self.folder)),
            ],
        )
        self.processes.wait_for("redis", lambda: _answers(place), seconds=SECONDS_TO_START)
        return f"redis+socket://{place}"


def postgres_programs() -> Path:
    """Find the newest PostgreSQL server; raise ServiceMissing when there is none."""
    folders = [place.parent for place in Path("/").glob(f"{POSTGRES_FOLDERS[1:]}/initdb")]
    if folders:
        return max(folders, key=lambda folder: int(folder.parent.name))
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    raise ServiceMissing("PostgreSQL is not installed: apt-get install postgresql")


def _postgres_command(programs: Path, data: Path) -> list[str]:
    """Nothing outlives the run, so nothing needs to be safe from a power cut."""
    settings = {
        "listen_addresses": "",
        "unix_socket_directories": str(data),
        "fsync": "off",
        "full_page_writes": "off",
        "synchronous_commit": "off",
        "max_connections": "100",
    }
    chosen = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    return [str(programs / "postgres"), "-D", str(data), *chosen]


def _is_ready(programs: Path, folder: Path) -> bool:
    asked = subprocess.run(
        [programs / "pg_isready", "-q", "-h", folder, "-d", "postgres"], check=False
    )
    return asked.returncode == 0


def _answers(place: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as caller:
        try:
            caller.connect(str(place))
        except OSError:
            return False
    return True


__all__ = ["Addresses", "DidNotStart", "PrivateServices", "ServiceMissing", "postgres_programs"]
