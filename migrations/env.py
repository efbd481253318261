"""Alembic's entry: the database that `python -m weerwoord migrate` names."""

from __future__ import annotations

from alembic import context

from weerwoord.accounts import models as accounts_models
from weerwoord.alerts import models as alerts_models
from weerwoord.cases import models as cases_models
from weerwoord.chat import models as chat_models
from weerwoord.db import Base, make_engine
from weerwoord.duty import models as duty_models
from weerwoord.review import models as review_models

# importing them is what fills Base.metadata
KNOWN = (accounts_models, alerts_models, cases_models, chat_models, duty_models, review_models)


def has_a_model(name: str | None, kind: str, _parents: object) -> bool:
    """Whether a table is compared with the models: those of full-text search are the database's own."""
    return kind != "table" or not (name or "").startswith("digest_words")


engine = make_engine(context.config.attributes["url"])
with engine.connect() as connection:
    context.configure(
        connection, target_metadata=Base.metadata, render_as_batch=True, compare_type=True, include_name=has_a_model
    )
    with context.begin_transaction():
        context.run_migrations()
engine.dispose()
