"""Every table there is: what the migrations are held against."""

import trivet.auth.models
import trivet.boards.models
import trivet.cards.models
import trivet.client_logs.models
import trivet.flows.models
import trivet.github.models
import trivet.miro.job_models
import trivet.miro.models
import trivet.platform.tasks.models
import trivet.platform.web.models
import trivet.workspaces.models  # noqa: F401 - imported for their effect on the metadata
from trivet.platform.db.base import Base

metadata = Base.metadata
"""All tables, by name."""
