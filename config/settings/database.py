"""Where records are kept: one SQLite file by default, PostgreSQL for an authority."""

from config.settings.installation import DATABASE, INSTALLATION

_DATABASE = DATABASE

if INSTALLATION.database_url.startswith("sqlite:"):
    # IMMEDIATE takes the write lock at the start of a transaction: without it two writers that
    # have both read would refuse each other ("database is locked") instead of queueing.
    _DATABASE["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
    # Threads share a database only when it is a file.
    _DATABASE["TEST"] = {"NAME": f"{_DATABASE['NAME']}.test"}
else:
    _DATABASE["CONN_MAX_AGE"] = 60
    _DATABASE["CONN_HEALTH_CHECKS"] = True

# Never a transaction around a whole request: with IMMEDIATE every page view would wait to write.
_DATABASE["ATOMIC_REQUESTS"] = False

DATABASES = {"default": _DATABASE}
