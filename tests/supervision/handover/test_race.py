"""Two heads sign at the same moment: both signatures stay, and the list is signed once all three are there."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from supervision.handover.choices import Status
from supervision.handover.models import Handover
from tests.supervision.handover.conftest import do

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]


def test_two_heads_who_sign_at_once_lose_no_signature(met, head, new_head, sup_colleague):
    handover, barrier = do(met(), "sign", sup_colleague), Barrier(2)

    def sign(user) -> None:
        try:
            barrier.wait()
            do(Handover.objects.get(pk=handover.pk), "sign", user)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(sign, (head, new_head.user)))

    handover.refresh_from_db()
    assert handover.missing_signatures == []
    assert (handover.status, handover.signings) == (Status.SIGNED, 1)
