from officials.dossier.access.models import AccessAlert, AccessState, DossierAccess, Purpose
from officials.dossier.emergency.models import BreakGlass, GlassStatus
from officials.dossier.records.models import DossierRecord
from officials.duties.models import DutyArea, DutyDivision
from officials.people.models import Gender, Official
from officials.posts.models import Post, Rank
from officials.recusal.models import InterestDeclaration, RecusalOverride, RecusalRequest
from officials.tenures.models import Tenure

__all__ = [
    "AccessAlert",
    "AccessState",
    "BreakGlass",
    "DossierAccess",
    "DossierRecord",
    "DutyArea",
    "DutyDivision",
    "Gender",
    "GlassStatus",
    "InterestDeclaration",
    "Official",
    "Post",
    "Purpose",
    "Rank",
    "RecusalOverride",
    "RecusalRequest",
    "Tenure",
]
