"""A busy port is passed over, a just-freed one is not."""

from contextlib import closing

import pytest

from scripts import ports


def test_the_first_free_port_is_taken():
    with closing(ports.listen(0)) as busy:
        number = busy.getsockname()[1]
        with closing(ports.listen(number)) as found:
            assert found.getsockname()[1] > number
            assert ports.answers(found.getsockname()[1])


def test_no_free_port_is_said(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(ports, "TRIES", 1)
    with closing(ports.listen(0)) as busy:
        number = busy.getsockname()[1]
        with pytest.raises(ports.NoPort, match=f"No free port from {number}"):
            ports.listen(number)


def test_a_free_port_answers_nothing():
    assert not ports.answers(ports.free_port())
