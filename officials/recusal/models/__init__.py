from officials.recusal.models.interests import InterestDeclaration, InterestKind, InterestStatus, KinRelation
from officials.recusal.models.overrides import OverrideStatus, RecusalOverride
from officials.recusal.models.requests import RecusalRequest, RequestGround, RequestStatus

__all__ = [
    "InterestDeclaration",
    "InterestKind",
    "InterestStatus",
    "KinRelation",
    "OverrideStatus",
    "RecusalOverride",
    "RecusalRequest",
    "RequestGround",
    "RequestStatus",
]
