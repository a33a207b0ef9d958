"""One line of JSON for each thing logged, without the words of any error."""

import json
import logging
import traceback
from datetime import UTC, datetime
from types import TracebackType

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class PrivateFormatter(logging.Formatter):
    """Writes where an error arose and its kind, but not its message.

    A database error repeats the row it refused: a child's name must not reach a log that way.
    """

    def format(self, record: logging.LogRecord) -> str:
        """Write one record as one line."""
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "from": record.name,
            "message": self.message(record),
        }
        if record.exc_info and record.exc_info[0]:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)

    def message(self, record: logging.LogRecord) -> str:
        """Say what happened; Celery's own line about a failed task would quote the error."""
        if record.name == "celery.app.trace" and isinstance(record.args, dict):
            described = {**record.args, "exc": "see the error's kind", "traceback": ""}
            return (str(record.msg) % described).strip()
        if isinstance(record.args, tuple):
            args = tuple(_without_words(arg) for arg in record.args)
            return str(record.msg) % args if args else str(record.msg)
        return record.getMessage()

    def formatException(self, ei: ExcInfo) -> str:  # noqa: N802 (the name is logging's)
        """Write the lines that the error passed through, and its kind."""
        kind, _, trace = ei
        frames = [f"{at.filename}:{at.lineno} {at.name}" for at in traceback.extract_tb(trace)]
        return " > ".join([*frames, kind.__qualname__ if kind else "no error"])


def _without_words(arg: object) -> object:
    """Name an error by its kind: its words may repeat a record."""
    return type(arg).__qualname__ if isinstance(arg, BaseException) else arg
