"""The words to search by: of titles, of the long texts, of comments.

They are kept by triggers in tables of their own. An index over `cards` itself would cost every move:
PostgreSQL writes all indexes of a row anew when one of its indexed columns changes. Titles have a
table of their own, so that a new title does not have the long texts taken apart again.

Revision: 0007, after 0006
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

COLLATIONS = ("und-x-icu", "pg_c_utf8", "C.utf8")
"""Those of PostgreSQL's that know letters beyond ASCII, whatever the database's own collation."""


def upgrade() -> None:
    sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in SQLITE_UP if sqlite else _postgresql_up():
        op.execute(sa.text(statement.replace(":", r"\:")))


def downgrade() -> None:
    sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in SQLITE_DOWN if sqlite else POSTGRESQL_DOWN:
        op.execute(statement)


# SQLite: three indexes of words that keep no text (FTS5, "Contentless Tables"). They know their rows
# by numbers of ours: the numbers that SQLite gives rows change when the file is vacuumed.

_OLD_TITLE = """
    INSERT INTO card_title_words (card_title_words, rowid, words)
      SELECT 'delete', id, OLD.title FROM card_word_ids WHERE card_id = OLD.id;
"""
_OLD_TEXTS = """
    INSERT INTO card_text_words (card_text_words, rowid, words)
      SELECT 'delete', id, OLD.description || ' ' || OLD.acceptance_criteria
      FROM card_word_ids WHERE card_id = OLD.id
      AND (OLD.description <> '' OR OLD.acceptance_criteria <> '');
"""
_OLD_BODY = """
    INSERT INTO comment_words (comment_words, rowid, words)
      SELECT 'delete', id, OLD.body FROM comment_word_ids WHERE comment_id = OLD.id;
"""
_NEW_TITLE = """
    INSERT INTO card_title_words (rowid, words)
      SELECT id, NEW.title FROM card_word_ids WHERE card_id = NEW.id;
"""
_NEW_TEXTS = """
    INSERT INTO card_text_words (rowid, words)
      SELECT id, NEW.description || ' ' || NEW.acceptance_criteria
      FROM card_word_ids WHERE card_id = NEW.id
      AND (NEW.description <> '' OR NEW.acceptance_criteria <> '');
"""
_NEW_BODY = """
    INSERT INTO comment_words (rowid, words)
      SELECT id, NEW.body FROM comment_word_ids WHERE comment_id = NEW.id;
"""


def _fts(name: str) -> str:
    return (
        f"CREATE VIRTUAL TABLE {name} USING fts5"
        "(words, content='', tokenize='unicode61 remove_diacritics 0')"
    )


def _trigger(name: str, when: str, *body: str) -> str:
    return f"CREATE TRIGGER {name} {when} BEGIN {''.join(body)} END"


SQLITE_UP = (
    "CREATE TABLE card_word_ids (id INTEGER PRIMARY KEY, card_id CHAR(32) NOT NULL UNIQUE)",
    "CREATE TABLE comment_word_ids (id INTEGER PRIMARY KEY, comment_id CHAR(32) NOT NULL UNIQUE)",
    _fts("card_title_words"),
    _fts("card_text_words"),
    _fts("comment_words"),
    "INSERT INTO card_word_ids (card_id) SELECT id FROM cards",
    "INSERT INTO comment_word_ids (comment_id) SELECT id FROM comments",
    (
        "INSERT INTO card_title_words (rowid, words)"
        " SELECT i.id, c.title FROM card_word_ids i JOIN cards c ON c.id = i.card_id"
    ),
    (
        "INSERT INTO card_text_words (rowid, words)"
        " SELECT i.id, c.description || ' ' || c.acceptance_criteria"
        " FROM card_word_ids i JOIN cards c ON c.id = i.card_id"
        " WHERE c.description <> '' OR c.acceptance_criteria <> ''"
    ),
    (
        "INSERT INTO comment_words (rowid, words)"
        " SELECT i.id, c.body FROM comment_word_ids i JOIN comments c ON c.id = i.comment_id"
    ),
    _trigger(
        "cards_words_in",
        "AFTER INSERT ON cards",
        "INSERT INTO card_word_ids (card_id) VALUES (NEW.id);",
        _NEW_TITLE,
        _NEW_TEXTS,
    ),
    _trigger(
        "cards_title_new",
        "AFTER UPDATE OF title ON cards WHEN OLD.title IS NOT NEW.title",
        _OLD_TITLE,
        _NEW_TITLE,
    ),
    _trigger(
        "cards_texts_new",
        "AFTER UPDATE OF description, acceptance_criteria ON cards"
        " WHEN OLD.description IS NOT NEW.description"
        " OR OLD.acceptance_criteria IS NOT NEW.acceptance_criteria",
        _OLD_TEXTS,
        _NEW_TEXTS,
    ),
    _trigger(
        "cards_words_out",
        "AFTER DELETE ON cards",
        _OLD_TITLE,
        _OLD_TEXTS,
        "DELETE FROM card_word_ids WHERE card_id = OLD.id;",
    ),
    _trigger(
        "comments_words_in",
        "AFTER INSERT ON comments",
        "INSERT INTO comment_word_ids (comment_id) VALUES (NEW.id);",
        _NEW_BODY,
    ),
    _trigger(
        "comments_body_new",
        "AFTER UPDATE OF body ON comments WHEN OLD.body IS NOT NEW.body",
        _OLD_BODY,
        _NEW_BODY,
    ),
    _trigger(
        "comments_words_out",
        "AFTER DELETE ON comments",
        _OLD_BODY,
        "DELETE FROM comment_word_ids WHERE comment_id = OLD.id;",
    ),
)

SQLITE_DOWN = (
    *(f"DROP TRIGGER cards_{name}" for name in ("words_in", "title_new", "texts_new", "words_out")),
    *(f"DROP TRIGGER comments_{name}" for name in ("words_in", "body_new", "words_out")),
    *(f"DROP TABLE {name}" for name in ("card_title_words", "card_text_words", "comment_words")),
    *(f"DROP TABLE {name}" for name in ("card_word_ids", "comment_word_ids")),
)


# PostgreSQL: three tables of words. A text is taken apart here and not by its text search, whose
# parser sees addresses, floats and hyphenated words where SQLite sees words. In PL/pgSQL, whose plans
# are kept: a function in SQL would be planned anew for every row.

_FUNCTIONS = """\
CREATE FUNCTION search_words(given text) RETURNS tsvector
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  RETURN array_to_tsvector(ARRAY(
    SELECT left(word, 64) FROM unnest(string_to_array(
      translate(  -- a sigma is the same at the end of a word
        lower(regexp_replace(given {collate}, '[^[:alnum:]]+', ' ', 'g')),
        E'\\u03c2', E'\\u03c3'
      ), ' '
    )) word WHERE word <> ''
  ));
END
$$;

CREATE FUNCTION search_query(given text) RETURNS tsquery
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT string_agg(quote_literal(word) || ':*', ' & ')::tsquery
  FROM unnest(tsvector_to_array(search_words(given))) word
$$
"""


def _keeping(name: str, table: str, column: str, text: str) -> str:
    return f"""
CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO {table} VALUES (NEW.id, search_words({text}))
  ON CONFLICT ({column}) DO UPDATE SET words = EXCLUDED.words;
  RETURN NULL;
END $$"""  # noqa: S608 - nothing of it comes from outside


def _table(name: str, owner: str, column: str) -> str:
    return (
        f"CREATE TABLE {name} ({column} uuid NOT NULL, words tsvector NOT NULL,"
        f" CONSTRAINT pk_{name} PRIMARY KEY ({column}),"
        f" CONSTRAINT fk_{name}_{column} FOREIGN KEY ({column}) REFERENCES {owner} (id)"
        " ON DELETE CASCADE)"
    )


def _firing(name: str, when: str, table: str, condition: str, function: str) -> str:
    return (
        f"CREATE TRIGGER {name} AFTER {when} ON {table} FOR EACH ROW {condition}"
        f" EXECUTE FUNCTION {function}()"
    )


_TEXTS = "NEW.description || ' ' || NEW.acceptance_criteria"
_SOME_TEXT = "WHEN (NEW.description <> '' OR NEW.acceptance_criteria <> '')"


def _postgresql_up() -> tuple[str, ...]:
    known = op.get_bind().scalars(sa.text("SELECT collname FROM pg_collation")).all()
    collation = next((name for name in COLLATIONS if name in known), None)
    functions = _FUNCTIONS.format(collate=f'COLLATE "{collation}"' if collation else "")
    return (
        *functions.split(";\n\n"),
        _table("card_title_words", "cards", "card_id"),
        _table("card_text_words", "cards", "card_id"),
        _table("comment_words", "comments", "comment_id"),
        "INSERT INTO card_title_words SELECT id, search_words(title) FROM cards",
        (
            "INSERT INTO card_text_words"
            " SELECT id, search_words(description || ' ' || acceptance_criteria) FROM cards"
            " WHERE description <> '' OR acceptance_criteria <> ''"
        ),
        "INSERT INTO comment_words SELECT id, search_words(body) FROM comments",
        "CREATE INDEX ix_card_title_words_words ON card_title_words USING gin (words)",
        "CREATE INDEX ix_card_text_words_words ON card_text_words USING gin (words)",
        "CREATE INDEX ix_comment_words_words ON comment_words USING gin (words)",
        _keeping("keep_card_title_words", "card_title_words", "card_id", "NEW.title"),
        _keeping("keep_card_text_words", "card_text_words", "card_id", _TEXTS),
        _keeping("keep_comment_words", "comment_words", "comment_id", "NEW.body"),
        _firing("cards_title_in", "INSERT", "cards", "", "keep_card_title_words"),
        _firing("cards_texts_in", "INSERT", "cards", _SOME_TEXT, "keep_card_text_words"),
        _firing(
            "cards_title_new",
            "UPDATE OF title",
            "cards",
            "WHEN (OLD.title IS DISTINCT FROM NEW.title)",
            "keep_card_title_words",
        ),
        _firing(
            "cards_texts_new",
            "UPDATE OF description, acceptance_criteria",
            "cards",
            "WHEN (OLD.description IS DISTINCT FROM NEW.description"
            " OR OLD.acceptance_criteria IS DISTINCT FROM NEW.acceptance_criteria)",
            "keep_card_text_words",
        ),
        _firing("comments_words_in", "INSERT", "comments", "", "keep_comment_words"),
        _firing(
            "comments_body_new",
            "UPDATE OF body",
            "comments",
            "WHEN (OLD.body IS DISTINCT FROM NEW.body)",
            "keep_comment_words",
        ),
    )


POSTGRESQL_DOWN = (
    *(
        f"DROP TRIGGER cards_{name} ON cards"
        for name in ("title_in", "texts_in", "title_new", "texts_new")
    ),
    *(f"DROP TRIGGER comments_{name} ON comments" for name in ("words_in", "body_new")),
    *(f"DROP TABLE {name}" for name in ("card_title_words", "card_text_words", "comment_words")),
    *(f"DROP FUNCTION keep_card_{name}_words()" for name in ("title", "text")),
    "DROP FUNCTION keep_comment_words()",
    "DROP FUNCTION search_query(text)",
    "DROP FUNCTION search_words(text)",
)
