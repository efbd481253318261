# The front door with the widget: the only part that faces people.
FROM node:20-slim AS widget
WORKDIR /app/widget
COPY widget/package.json widget/package-lock.json ./
RUN npm ci --no-audit --no-fund
# The numbers that the widget shows when there is no connection are built into it.
COPY data/organisations.yml /app/data/
COPY widget ./
RUN npm run build

FROM python:3.12-slim

ENV PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    HOME=/tmp
WORKDIR /app

COPY requirements/front-door.lock requirements/
# The tables for masking names take a minute and are written beside the package, which is read-only later.
RUN pip install --no-cache-dir --no-deps --only-binary :all: --require-hashes -r requirements/front-door.lock \
 && python -c "from deduce import Deduce; Deduce()"

# Of engine/ only what is plain Python: Rasa is not here.
COPY engine/__init__.py engine/context.py engine/levels.py engine/phrases.py engine/decisions.py engine/topics.py engine/content_examples.py engine/
COPY migrations migrations/
COPY data data/
COPY docker/front-door.sh docker/
COPY weerwoord weerwoord/
COPY --from=widget /app/widget/dist widget/dist/

USER 65534:65534
EXPOSE 8000
CMD ["sh", "docker/front-door.sh"]
