"""The environment of this process, read once, or the process stopped with one line."""

import os
import sys

from config.environment import (
    WrongSetting,
    database_settings,
    mail_settings,
    read_environment,
)

try:
    INSTALLATION = read_environment(os.environ)
    DATABASE = database_settings(INSTALLATION.database_url)
    MAIL = mail_settings(INSTALLATION.email_url)
except WrongSetting as wrong:
    sys.stderr.write(f"cin: {wrong}\n")
    raise SystemExit(2) from None
