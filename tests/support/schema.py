"""Builds the schema of the templates."""

from trivet.migrations.runner import migrate
from trivet.platform.settings import Settings


async def build_schema(settings: Settings) -> None:
    """Bring the database of `settings` to the schema of today, as a start does."""
    await migrate(settings)
