"""The schema, step by step, for SQLite and PostgreSQL alike.

Revisions are numbered (`0001`, `0002`, …) and stand in one line, so that numbers compare as the
steps do.
"""

HEAD = "0017"
"""The revision that this version of Trivet works with.

Written here as well as in the last revision, so that a start whose database is up to date need
not import Alembic (half a second). A test holds the two together.
"""

BASE = "base"
"""Before the first revision: no tables."""
