from supervision.talks.models.commitment import Commitment
from supervision.talks.models.talk import Talk

__all__ = ["Commitment", "Talk"]
