# The action server: the Rasa SDK without Rasa, so it is small, starts at once and cannot read a tracker.
FROM python:3.10-slim

ENV PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    HOME=/tmp
WORKDIR /app

# Wheels only: nothing of this lock needs building, and so nothing runs while it is installed.
COPY requirements/actions.lock requirements/
RUN pip install --no-cache-dir --no-deps --only-binary :all: --require-hashes -r requirements/actions.lock

# Of engine/ only what is plain Python: the rest imports Rasa.
COPY engine/__init__.py engine/levels.py engine/topics.py engine/
COPY weerwoord/__init__.py weerwoord/settings.py weerwoord/
COPY actions actions/

USER 65534:65534
EXPOSE 5055
CMD ["python", "-m", "rasa_sdk", "--actions", "actions", "--port", "5055"]
