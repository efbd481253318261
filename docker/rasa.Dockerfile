# Rasa and the model it has learned. Private: only the front door and the action server can reach it.
FROM python:3.10-slim

# As in weerwoord/model.py: no telemetry, and no warnings that only Rasa's makers can mend. HOME is for
# the libraries that insist on a folder to write in; compose mounts /tmp in memory.
ENV RASA_TELEMETRY_ENABLED=false \
    SQLALCHEMY_SILENCE_UBER_WARNING=1 \
    TF_CPP_MIN_LOG_LEVEL=2 \
    PYTHONPATH=/app \
    PYTHONWARNINGS=ignore \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    HOME=/tmp
WORKDIR /app

# As in scripts/build.py: the lock is complete, and a few packages come as source and need build.lock.
COPY requirements/build.lock requirements/rasa.lock requirements/
RUN pip install --no-cache-dir --no-deps --require-hashes -r requirements/build.lock \
 && pip install --no-cache-dir --no-deps --no-build-isolation --require-hashes -r requirements/rasa.lock

# Trained here, so that a container is ready in seconds and every replica has the same model.
COPY config.yml domain.yml ./
COPY data/nlu data/nlu/
COPY data/rules data/rules/
COPY data/faq data/faq/
COPY data/follow_ups data/follow_ups/
COPY data/first_aid data/first_aid/
COPY engine engine/
RUN rasa train --data data/nlu data/rules --fixed-model-name weerwoord && rm -rf .rasa

# After the training, which does not need them: changing these does not train anew.
COPY endpoints.yml credentials.yml ./
COPY weerwoord/__init__.py weerwoord/settings.py weerwoord/yaml_file.py weerwoord/

USER 65534:65534
EXPOSE 5005
# The flags of weerwoord/stack.py, but listening on the private network. The shell is for the token only.
CMD ["sh", "-c", "exec rasa run --model models/weerwoord.tar.gz --interface 0.0.0.0 --port 5005 --enable-api --auth-token \"$RASA_TOKEN\" --response-timeout 30"]
