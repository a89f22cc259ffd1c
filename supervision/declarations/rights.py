"""Which role may do what with declarations, and the rules of steps."""

from typing import Any

from core.permissions import grant
from core.scope import Viewer

LEADERS, OFFICES = ("SEC", "DEP"), ("SUP", "STA")
JUDGE_KIN, RECEIVE_KIN = "supervision.judge_kindeclaration", "supervision.receive_kindeclaration"
JUDGE_MATTER, RECEIVE_MATTER = "supervision.judge_matterreport", "supervision.receive_matterreport"
REVIEW_CEREMONY, PHONE_CEREMONY = "supervision.review_ceremonyreport", "supervision.phone_ceremonyreport"
EXAMINE, DECIDE = "supervision.add_kinreview", "supervision.decide_kinreview"
OPEN_CAMPAIGN = "supervision.add_declarationcampaign"
COVERAGE = "supervision.view_declaration_coverage"
VIEW_COMPANY, IMPORT = "supervision.view_publiccompany", "supervision.import_publiccompany"
INSPECT, ASSIGN = "supervision.add_ceremonyinspection", "supervision.approve_ceremonyinspection"


def by_official(record: Any, user: Viewer) -> bool:
    """His own step in the portal."""
    return record.is_about(user)


def may_receive(record: Any, user: Viewer) -> bool:
    return user.has_perm(record.receive_right)


def may_judge(record: Any, user: Viewer) -> bool:
    return user.has_perm(record.judge_right)


def grant_rights() -> None:
    """The content of kin declarations is for the organisation department that receives them and the offices that
    judge them; ceremonies are the conduct office's business too. The data office and the partners see none (R19)."""
    grant("supervision.view_kindeclaration", *LEADERS, *OFFICES, "ORG", "ARC")
    grant("supervision.view_matterreport", *LEADERS, *OFFICES, "ORG", "CON", "ARC")
    grant("supervision.view_ceremonyreport", *LEADERS, *OFFICES, "CON", "ARC")
    grant(RECEIVE_KIN, "ORG")
    grant(JUDGE_KIN, *OFFICES, "DEP")
    grant(RECEIVE_MATTER, "ORG")
    grant(JUDGE_MATTER, *OFFICES, "DEP", "CON")
    grant(REVIEW_CEREMONY, *OFFICES, "DEP", "CON")
    grant(PHONE_CEREMONY, *OFFICES, "CON", "LIA")
    grant("supervision.view_kinreview", *LEADERS, *OFFICES)
    grant(EXAMINE, *OFFICES)
    grant(DECIDE, *LEADERS)
    grant("supervision.view_prohibitedcategory", *LEADERS, *OFFICES, "CON", "ORG")
    grant("supervision.add_prohibitedcategory", *OFFICES, "CON")
    grant("supervision.approve_prohibitedcategory", *LEADERS)
    grant("supervision.view_declarationcampaign", *LEADERS, *OFFICES, "CON", "ORG")
    grant(OPEN_CAMPAIGN, "DEP", "CON", "ORG")
    grant(COVERAGE, *LEADERS, *OFFICES, "CON", "ORG")
    grant(VIEW_COMPANY, *LEADERS, *OFFICES, "ORG", "DAT")
    grant(IMPORT, *OFFICES, "ORG", "DAT")
    grant("supervision.view_ceremonyinspection", *LEADERS, *OFFICES, "CON", "ARC")
    grant(INSPECT, *OFFICES, "CON")
    grant(ASSIGN, *LEADERS)
