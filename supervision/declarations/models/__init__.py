from supervision.declarations.models.campaign import DeclarationCampaign
from supervision.declarations.models.category import ProhibitedCategory
from supervision.declarations.models.ceremony import CeremonyReport
from supervision.declarations.models.company import PublicCompany
from supervision.declarations.models.inspection import CeremonyInspection
from supervision.declarations.models.kin import KinBusiness, KinDeclaration
from supervision.declarations.models.matter import MatterReport
from supervision.declarations.models.review import KinReview

__all__ = [
    "CeremonyInspection",
    "CeremonyReport",
    "DeclarationCampaign",
    "KinBusiness",
    "KinDeclaration",
    "KinReview",
    "MatterReport",
    "ProhibitedCategory",
    "PublicCompany",
]
