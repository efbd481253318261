#!/bin/sh
# Brings the database up to date and opens the front door. With `account` it makes the desk's first
# account instead: by hand, because its password is shown once and must not stay behind in a log.
set -eu

# Not `python -m weerwoord`, which writes a .env: here the settings come from outside and /app is read-only.
call() {
  python -c "from weerwoord.__main__ import $1; from weerwoord.settings import get_settings; $1(get_settings())"
}

if [ "${1:-}" = account ]; then
  call first_account
  exit
fi
call migrate

# The flags of weerwoord/stack.py, but listening to the published port. uvicorn wants levels in lower case.
exec python -m uvicorn weerwoord.app:build --factory --host 0.0.0.0 --port 8000 \
  --log-level "$(echo "$LOG_LEVEL" | tr '[:upper:]' '[:lower:]')" --no-access-log --timeout-graceful-shutdown 3
