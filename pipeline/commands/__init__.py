"""The commands, room by room. What they do lives in the stages.

Heavy modules are imported inside the commands: `oza --help` has to answer at once.
"""

from pipeline.commands import running, coding, reviewing, suggestions, identifiers, studies  # noqa: F401, I001
from pipeline.commands import assigning, authors, checking, codebooks, codebook_versions, comparing  # noqa: F401
from pipeline.commands import appraising, placing_evidence, drift, forgetting, speakers, topics  # noqa: F401
from pipeline.commands import data, label_studio, waves  # noqa: F401
from pipeline.commands import exchanging  # noqa: F401
from pipeline.commands.app import app

__all__ = ["app"]
