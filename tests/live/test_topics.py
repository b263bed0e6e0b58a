"""Versions of topics: they rise in the transaction that changes the state, and wake after it."""

import pytest
from django.db import transaction
from pytest_django import DjangoCaptureOnCommitCallbacks

from zwerm.live import fanout, topics


@pytest.fixture
def woken(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    heard: list[str] = []
    monkeypatch.setattr(fanout, "wake", lambda names: heard.extend(names))
    return heard


def test_a_version_rises_by_one_with_every_change(db: None) -> None:
    assert topics.version("stage:one:seats") == 0
    for number in (1, 2, 3):
        topics.changed("stage:one:seats")
        assert topics.version("stage:one:seats") == number
    assert topics.version("stage:two:seats") == 0


def test_streams_wake_after_the_commit_and_not_before(
    db: None, woken: list[str], django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        topics.changed("stage:one:seats", "stage:one:lead")
        assert woken == []
    assert woken == ["stage:one:seats", "stage:one:lead"]


@pytest.mark.django_db(transaction=True)
def test_what_is_rolled_back_wakes_nobody_and_raises_nothing(woken: list[str]) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        topics.changed("stage:one:seats")
        raise ZeroDivisionError
    assert woken == []
    assert topics.version("stage:one:seats") == 0


def test_nobody_draws_an_unknown_kind() -> None:
    assert topics.kind_of("nothing:1:seats") is None
