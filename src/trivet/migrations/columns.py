"""Column types as the revisions write them.

Kept apart from `platform.db.types`: a revision says what a table was on its day, whatever the
code makes of it later.
"""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

MOMENT = sa.DateTime(timezone=True).with_variant(sa.String(27), "sqlite")
JSON = sa.JSON().with_variant(JSONB(), "postgresql")
RANK = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
