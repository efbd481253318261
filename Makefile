# `make` or `make help` lists what can be done.
.DEFAULT_GOAL := help
SHELL := /bin/sh
PY := .venv/bin/python
BENCH := PYTHONPATH=. TF_CPP_MIN_LOG_LEVEL=3 RASA_TELEMETRY_ENABLED=false PYTHONWARNINGS=ignore .venv-rasa/bin/python
LOCK := ../.venv/bin/uv pip compile --quiet --generate-hashes --no-emit-index-url --custom-compile-command 'make lock'

.PHONY: .env help run test check build unit rasa-tests widget-tests stack-tests bench bench-quality bench-speed \
  bench-chat bench-models tune accept lock clean

help:  ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: .env  ## start everything: the example website, the desk, the bot
	@exec $(PY) -m weerwoord run

test: build check unit widget-tests rasa-tests stack-tests  ## every check and every test

build:  ## the two Python environments and the widget, where not current
	@rasa=$$(sh scripts/find-python 3.10) && main=$$(sh scripts/find-python 3.11+) && \
	  "$$main" scripts/build.py "$$rasa" "$$main"

.env: build
	@$(PY) -m weerwoord env

check: .env  ## formatting, types, training data
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	@$(PY) -m weerwoord validate

unit: .env  ## tests of single parts and of the content
	$(PY) -m pytest -n auto tests/unit tests/content

widget-tests: build  ## tests of the widget's code
	cd widget && npm run --silent typecheck && npm test --silent

rasa-tests: .env  ## tests of engine, actions, dialogue and understanding, in Rasa's environment
	@$(PY) -m weerwoord train
	.venv-rasa/bin/python -m pytest -W ignore tests/rasa  # Rasa warns of much that only its makers can mend

stack-tests: .env  ## the whole stack running, and a browser
	@$(PY) -m weerwoord train
	@chromium=$$(sh scripts/find-chromium) && CHROMIUM=$$chromium $(PY) -m pytest tests/live tests/browser

bench: bench-quality bench-speed  ## quality and speed beside stock Rasa (an hour; docs/model-card.md has the last figures)

bench-quality: .env  ## understanding beside stock Rasa; FILES="a.jsonl" measures on other messages
	@$(PY) -m weerwoord train
	@$(BENCH) -m bench.quality $(FILES)

bench-speed: .env  ## speed beside stock Rasa and an echo bot
	@$(PY) -m weerwoord train
	@$(PY) -m bench.speed

bench-chat: .env  ## 500 teens at once: what is lost, doubled and answered
	@$(PY) -m weerwoord train
	@$(PY) -m bench.chat_load

bench-models: .env  ## ways to read the level, side by side
	.venv-rasa/bin/pip install --quiet --no-deps --require-hashes -r requirements/bench.lock
	@$(BENCH) -m bench.models

tune: .env  ## tune the sentence encoder on the training messages (20 minutes, PyTorch)
	@test -d .venv-tune || python3 -m venv .venv-tune
	.venv-tune/bin/pip install --quiet -r requirements/tune.in
	.venv-tune/bin/python -m tuning

accept: .env  ## keep what the present model reads in the held-out messages as what later ones are compared with
	@$(BENCH) -m bench.gate

lock: build  ## lock all packages anew from requirements/*.in
	cd requirements && $(LOCK) --python-version 3.10 rasa.in -o rasa.lock
	cd requirements && $(LOCK) --python-version 3.10 -c rasa.lock actions.in -o actions.lock
	cd requirements && $(LOCK) --python-version 3.10 -c rasa.lock bench.in -o bench.lock
	cd requirements && $(LOCK) --python-version 3.10 build.in -o build.lock
	cd requirements && $(LOCK) --python-version 3.11 --universal main.in -o main.lock
	cd requirements && $(LOCK) --python-version 3.11 --universal -c main.lock front-door.in -o front-door.lock

clean:  ## remove what was built (not .env, not the databases)
	rm -rf .venv .venv-rasa .venv-tune .rasa models widget/node_modules widget/dist
