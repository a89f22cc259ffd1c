"""R16: matters about the commission's own people are for CSO and SEC; about the secretary for nobody here."""

import pytest

from core.errors import NotAllowed
from officials.dossier.access.services import dossier_open
from officials.models import AccessAlert, Official, RecusalOverride, Tenure
from officials.recusal import recusals


def seen(user, official) -> bool:
    return Official.objects.visible_to(user).filter(pk=official.pk).exists()


def test_r16_colleagues_do_not_see_one_another(sup, deputy, deputy2, stranger, colleague, edu_head):
    assert seen(deputy, edu_head)
    for user in (deputy, deputy2, sup, stranger):
        assert not seen(user, colleague)
        assert not Tenure.objects.visible_to(user).filter(official=colleague).exists()


def test_r16_overseer_and_secretary_see_them_and_he_sees_himself(overseer, secretary, colleague):
    assert seen(overseer, colleague)
    assert seen(secretary, colleague)
    assert seen(colleague.user, colleague)
    assert recusals(colleague, overseer) == recusals(colleague, secretary) == []


def test_r16_matters_about_the_secretary_are_the_upper_levels(overseer, deputy, secretary, secretary_official):
    assert not seen(overseer, secretary_official)
    assert not seen(deputy, secretary_official)
    assert seen(secretary, secretary_official), "his own line of the directory; his dossier stays shut"
    with pytest.raises(NotAllowed):
        dossier_open(official=secretary_official, user=secretary, purpose="DAILY", reason="看看本人档案")


def test_r16_an_account_in_the_commission_counts_without_a_post(deputy, commission, city):
    from tests.officials.conftest import make_official
    from tests.support.cast import make_user

    someone = make_official("文嘉翀", managed_by=city, user=make_user("tri", "TRI", "OFF", unit=commission))
    assert not seen(deputy, someone)


def test_r16_who_has_left_the_commission_is_an_official_like_others(deputy, colleague, education):
    colleague.tenures.update(end="2026-06-01")
    colleague.user.unit = education
    colleague.user.save()
    assert seen(deputy, colleague)


def test_r16_the_page_is_hidden_and_not_only_forbidden(client, deputy, colleague):
    client.force_login(deputy)
    assert client.get(colleague.get_absolute_url()).status_code == 404
    assert client.get(f"/officials/{colleague.pk}/dossier/").status_code == 404
    assert client.get(f"/api/v1/officials/{colleague.pk}/").status_code == 404
    assert colleague.name not in client.get("/officials/").content.decode()
    assert colleague.name not in client.get("/search/?q=" + colleague.name[:1]).content.decode()


def test_r16_every_row_about_a_colleague_stands_behind_the_wall(deputy, overseer, colleague, education, edu_head):
    from core import clock

    rows = [
        RecusalOverride.objects.create(
            user=overseer, official=official, grounds="x", reason="x", start=clock.today(), until=clock.today(),
            asked_at=clock.now(),
        )
        for official in (colleague, edu_head)
    ]  # fmt: skip
    assert list(RecusalOverride.objects.visible_to(deputy)) == [rows[1]]


def test_r16_nobody_is_given_a_matter_about_a_colleague(deputy, sup, colleague):
    assert all(recusals(colleague, user)[0].absolute for user in (deputy, sup))
    with pytest.raises(NotAllowed):
        dossier_open(official=colleague, user=deputy, purpose="DAILY", reason="季度日常监督")
    assert AccessAlert.objects.filter(user=deputy, official=colleague).exists()
