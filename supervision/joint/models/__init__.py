from supervision.joint.models.clue import ClueEvidence, ClueTransfer
from supervision.joint.models.conference import ConferencePartner, ConferenceTopic, JointConference
from supervision.joint.models.material import SharedMaterial
from supervision.joint.models.task import JointItem

__all__ = [
    "ClueEvidence",
    "ClueTransfer",
    "ConferencePartner",
    "ConferenceTopic",
    "JointConference",
    "JointItem",
    "SharedMaterial",
]
