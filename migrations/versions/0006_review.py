"""review: a digest of each conversation with its words for searching; judgements, reviews, examples

The digests are kept by triggers, whoever writes. SQLite: `batch_alter_table` makes a table anew and loses its
triggers; a later migration that does so to conversations or messages must create them again.

Revision ID: 0006
Revises: 0005
Create Date: 2026-11-24 22:00:00
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

PEOPLE = "('teen', 'counsellor')"
LONGEST = 200_000  # characters of a conversation that can be searched; PostgreSQL refuses a tsvector above 1 MB

SQLITE_WORDS = f"""
  UPDATE digest_words SET body = substr(coalesce((
    SELECT group_concat(text, char(10)) FROM (
      SELECT text FROM messages WHERE conversation_id = {{row}}.conversation_id AND author IN {PEOPLE} ORDER BY seq
    )), ''), 1, {LONGEST})
  WHERE rowid = (SELECT id FROM digests WHERE conversation_id = {{row}}.conversation_id);
"""
SQLITE_DOUBT = """
  UPDATE digests SET doubtful = 1 WHERE conversation_id = new.conversation_id
    AND new.author = 'teen' AND new.payload IS NULL AND new.answered
    AND (coalesce(json_extract(new.triage, '$.intent'), '') = 'nlu_fallback'
      OR coalesce(json_extract(new.triage, '$.confidence'), 0) < 0.5);
"""
DIGEST = """
  INSERT INTO digests (conversation_id, begun_at, level, topic, rating)
  SELECT id, created_at, level, topic, rating FROM conversations WHERE {which}
"""
NEW = "id = new.conversation_id AND NOT EXISTS (SELECT 1 FROM digests WHERE conversation_id = new.conversation_id)"
SQLITE = [
    "CREATE VIRTUAL TABLE digest_words USING fts5(body, tokenize = 'unicode61 remove_diacritics 2', prefix = '3')",
    """CREATE TRIGGER digest_begins AFTER INSERT ON digests BEGIN
      INSERT INTO digest_words (rowid, body) VALUES (new.id, '');
    END""",
    "CREATE TRIGGER digest_ends AFTER DELETE ON digests BEGIN DELETE FROM digest_words WHERE rowid = old.id; END",
    f"""CREATE TRIGGER digest_hears AFTER INSERT ON messages WHEN new.author IN {PEOPLE} BEGIN
      {DIGEST.format(which=NEW + " AND new.author = 'teen'")};
      {SQLITE_WORDS.format(row="new")} {SQLITE_DOUBT}
    END""",
    f"""CREATE TRIGGER digest_reads AFTER UPDATE OF triage, answered ON messages WHEN new.author = 'teen' BEGIN
      {SQLITE_DOUBT}
    END""",
    f"""CREATE TRIGGER digest_rewords AFTER UPDATE OF text ON messages WHEN new.author IN {PEOPLE} BEGIN
      {SQLITE_WORDS.format(row="new")}
    END""",
    f"""CREATE TRIGGER digest_unhears AFTER DELETE ON messages WHEN old.author IN {PEOPLE} BEGIN
      {SQLITE_WORDS.format(row="old")}
    END""",
    """CREATE TRIGGER digest_follows AFTER UPDATE OF level, topic, rating ON conversations BEGIN
      UPDATE digests SET level = new.level, topic = new.topic, rating = new.rating WHERE conversation_id = new.id;
    END""",
]

POSTGRES_WORDS = f"""
  UPDATE digest_words SET words = to_tsvector('dutch', left(coalesce((
    SELECT string_agg(text, E'\\n' ORDER BY seq) FROM messages
    WHERE conversation_id = {{row}}.conversation_id AND author IN {PEOPLE}), ''), {LONGEST}))
  WHERE digest_id = (SELECT id FROM digests WHERE conversation_id = {{row}}.conversation_id);
"""
POSTGRES_DOUBT = """
  UPDATE digests SET doubtful = true WHERE conversation_id = new.conversation_id AND NOT doubtful
    AND new.author = 'teen' AND new.payload IS NULL AND new.answered
    AND (coalesce(new.triage ->> 'intent', '') = 'nlu_fallback'
      OR coalesce((new.triage ->> 'confidence')::float, 0) < 0.5);
"""


def function(name: str, body: str) -> str:
    return f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} RETURN NULL; END $$"


def trigger(name: str, event: str, table: str, condition: str = "") -> str:
    when = f"WHEN ({condition}) " if condition else ""
    return f"CREATE TRIGGER {name} AFTER {event} ON {table} FOR EACH ROW {when}EXECUTE FUNCTION {name}()"


POSTGRES = [
    """CREATE TABLE digest_words (
      digest_id integer PRIMARY KEY REFERENCES digests ON DELETE CASCADE, words tsvector NOT NULL
    )""",
    "CREATE INDEX digest_words_by_word ON digest_words USING gin (words)",
    function("digest_begins", "INSERT INTO digest_words VALUES (new.id, '');"),
    trigger("digest_begins", "INSERT", "digests"),
    function(
        "digest_hears",
        f"""IF new.author = 'teen' THEN
          {DIGEST.format(which=NEW)};
        END IF; {POSTGRES_WORDS.format(row="new")} {POSTGRES_DOUBT}""",
    ),
    trigger("digest_hears", "INSERT", "messages", f"new.author IN {PEOPLE}"),
    function("digest_reads", POSTGRES_DOUBT),
    trigger("digest_reads", "UPDATE OF triage, answered", "messages", "new.author = 'teen'"),
    function("digest_rewords", POSTGRES_WORDS.format(row="new")),
    trigger("digest_rewords", "UPDATE OF text", "messages", f"new.author IN {PEOPLE}"),
    function("digest_unhears", POSTGRES_WORDS.format(row="old")),
    trigger("digest_unhears", "DELETE", "messages", f"old.author IN {PEOPLE}"),
    function(
        "digest_follows",
        """UPDATE digests SET level = new.level, topic = new.topic, rating = new.rating
        WHERE conversation_id = new.id;""",
    ),
    trigger("digest_follows", "UPDATE OF level, topic, rating", "conversations"),
]
NAMES = {
    "digest_begins": "digests", "digest_ends": "digests", "digest_hears": "messages", "digest_reads": "messages",
    "digest_rewords": "messages", "digest_unhears": "messages", "digest_follows": "conversations",
}  # fmt: skip
ONLY_SQLITE = {"digest_ends"}  # PostgreSQL has a foreign key for that


def labels() -> list[sa.Column]:
    return [
        sa.Column("level", sa.String(length=12), nullable=False),
        sa.Column("topic", sa.String(length=32), nullable=False),
        sa.Column("answer", sa.String(length=120), nullable=True),
    ]


def upgrade() -> None:
    op.create_table(
        "digests",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("conversation_id", sa.String(length=36), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("level", sa.String(length=12), nullable=False),
        sa.Column("topic", sa.String(length=32), nullable=True),
        sa.Column("rating", sa.String(length=8), nullable=True),
        sa.Column("doubtful", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("reviewed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("second_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversations.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["second_by"], ["accounts.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("conversation_id"),
    )
    op.create_index("digests_by_begun_at", "digests", ["begun_at"])
    op.create_table(
        "reviews",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("digest_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"]),
        sa.ForeignKeyConstraint(["digest_id"], ["digests.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("digest_id", "account_id"),
    )
    op.create_table(
        "judgements",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        *labels(),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"]),
        sa.ForeignKeyConstraint(["message_id"], ["messages.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("message_id", "account_id"),
    )
    op.create_table(
        "examples",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.Integer(), nullable=False),
        *labels(),
        sa.Column("proposed_by", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["message_id"], ["messages.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["proposed_by"], ["accounts.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("message_id"),
    )
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in SQLITE if on_sqlite else POSTGRES:
        op.get_bind().exec_driver_sql(statement)
    # The conversations that are there already: each row is read as if it had just come in.
    op.execute(
        DIGEST.format(
            which="id IN (SELECT conversation_id FROM messages WHERE author = 'teen') ORDER BY created_at, id"
        )
    )
    op.execute(f"UPDATE messages SET text = text, triage = triage WHERE author IN {PEOPLE}")


def downgrade() -> None:
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    for name, table in NAMES.items():
        if on_sqlite:
            op.execute(f"DROP TRIGGER {name}")
        elif name not in ONLY_SQLITE:
            op.execute(f"DROP TRIGGER {name} ON {table}")
            op.execute(f"DROP FUNCTION {name}")
    for table in ("digest_words", "examples", "judgements", "reviews", "digests"):
        op.drop_table(table)
