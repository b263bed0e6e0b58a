"""Closing while somebody speaks: nothing is left with a seat, nothing comes back (P3, P8, P12)."""

from threading import Barrier, Thread
from uuid import UUID, uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from tests import cast
from zwerm.dialogues.actions import gate
from zwerm.dialogues.actions import join as joining
from zwerm.dialogues.actions import material as materials
from zwerm.dialogues.actions import notes as noting
from zwerm.dialogues.actions import speak as speaking
from zwerm.dialogues.models import (
    CellCount,
    Contribution,
    Dialogue,
    Draft,
    Material,
    Placement,
    Seat,
    Theme,
    ThemeEntry,
)
from zwerm.dialogues.terms import LEADS, Level, Reach
from zwerm.frameworks.models import FrameworkVersion
from zwerm.frameworks.queries import kader_of
from zwerm.frameworks.shipped import load_shipped
from zwerm.people import actions as people
from zwerm.people.models import Person
from zwerm.practices import actions as practices
from zwerm.practices.models import Practice
from zwerm.privacy.holders import blank_everywhere
from zwerm.privacy.models import Withdrawal


def _speaks(seat: Seat, secret: str, text: str, *, share_it: bool = True) -> Contribution:
    aspect = kader_of(seat.dialogue.version_id, "nl").aspects[0]
    question = aspect.main("resident")
    return speaking.contribute(
        seat,
        sent_as=uuid4(),
        aspect=aspect.key,
        loop=question.loop,
        question=question.key,
        text=text,
        secret=secret,
        share_it=share_it,
    )


def _seated(dialogue: Dialogue) -> tuple[Seat, str]:
    return joining.take_seat(dialogue, perspective="resident", language="nl")


def test_P3_who_was_let_in_just_before_closing_leaves_nothing_with_a_seat(
    nameless: Dialogue,
) -> None:
    seat, secret = _seated(nameless)
    cast.close(nameless)
    question = kader_of(nameless.version_id, "nl").aspects[0].main("resident").key
    with pytest.raises(PermissionDenied):
        _speaks(seat, secret, "Net te laat")
    with pytest.raises(PermissionDenied):
        speaking.keep_draft(seat, question=question, text="Nog bezig", secret=secret)
    with pytest.raises(PermissionDenied):
        joining.take_seat(nameless, perspective="resident", language="nl")
    assert not Contribution.objects.filter(seat__isnull=False).exists()
    assert not Draft.objects.exists()


def test_P3_material_brought_a_moment_too_late_is_not_kept(nameless: Dialogue) -> None:
    lead = Seat.objects.select_related("dialogue").get(dialogue=nameless, role__in=LEADS)
    aspect = kader_of(nameless.version_id, "nl").aspects[0].key
    said = [materials.Said("Yusuf", 0.0, "Wij koken.")]
    material = materials.bring(lead, said, sent_as=uuid4(), title="Keuken")
    passage = material.passages.get()
    cast.close(nameless)
    with pytest.raises(PermissionDenied):
        materials.bring(lead, said, sent_as=uuid4(), title="Keuken")
    with pytest.raises(PermissionDenied):
        materials.place(material, passage, sent_as=uuid4(), aspect=aspect, loop="")
    with pytest.raises(PermissionDenied):
        noting.hold(lead, aspect=aspect, text="Half")
    assert not Material.objects.exists()
    assert not Placement.objects.exists()
    assert not Draft.objects.exists()


def test_P8_taking_back_while_it_is_being_sealed_takes_back_what_was_sealed(
    nameless: Dialogue,
) -> None:
    seat, secret = _seated(nameless)
    said = _speaks(seat, secret, "Dit wil ik toch niet")
    cast.close(nameless)
    speaking.take_back(said)
    assert not Contribution.objects.filter(text="Dit wil ik toch niet").exists()
    assert sum(CellCount.objects.filter(outside=False).values_list("voices", flat=True)) == 0


def test_P8_taking_back_twice_lowers_the_cell_once(confident: Dialogue) -> None:
    seat, secret = _seated(confident)
    _speaks(seat, secret, "Dit blijft")
    said = _speaks(seat, secret, "Dit gaat")
    again = Contribution.objects.select_related("dialogue", "seat").get(pk=said.pk)
    speaking.take_back(said)
    speaking.take_back(again)
    assert CellCount.objects.get(outside=False).voices == 1


def test_P1_sharing_twice_counts_once_and_narrowing_twice_too(confident: Dialogue) -> None:
    seat, secret = _seated(confident)
    said = _speaks(seat, secret, "Eerst voor mij", share_it=False)
    again = Contribution.objects.select_related("dialogue", "seat").get(pk=said.pk)
    speaking.share(said)
    speaking.share(again)
    assert CellCount.objects.get(outside=False).voices == 1
    again.refresh_from_db()
    speaking.keep_private(said)
    speaking.keep_private(again)
    assert CellCount.objects.get(outside=False).voices == 0


def test_P1_a_stale_page_widens_nothing_after_sealing(nameless: Dialogue) -> None:
    seat, secret = _seated(nameless)
    said = _speaks(seat, secret, "Alleen voor mij", share_it=False)
    cast.close(nameless)
    for widen in (speaking.share, lambda one: speaking.change(one, "Anders")):
        with pytest.raises(PermissionDenied):
            widen(said)
    left = Contribution.objects.get()
    assert (left.reach, left.shown, left.text) == (Reach.PRIVATE, False, "Alleen voor mij")


def test_P8_a_backup_from_before_sealing_is_wiped_by_what_was_taken_back_after_it(
    nameless: Dialogue,
) -> None:
    seat, secret = _seated(nameless)
    said = _speaks(seat, secret, "Weg ermee")
    before = Contribution.objects.filter(pk=said.pk).values().get()
    cast.close(nameless)
    speaking.take_back(Contribution.objects.get())
    Contribution.objects.create(**before)
    for kind, object_id in Withdrawal.objects.values_list("kind", "object_id"):
        blank_everywhere(kind, object_id)
    assert not Contribution.objects.exists()


def test_P8_a_theme_that_held_nothing_else_goes_with_the_text(confident: Dialogue) -> None:
    seat, secret = _seated(confident)
    said = _speaks(seat, secret, "Mijn zus verloor haar huis")
    theme = Theme.objects.create(dialogue=confident, title="Mijn zus verloor haar huis")
    ThemeEntry.objects.create(theme=theme, contribution=said)
    speaking.take_back(said)
    assert not Theme.objects.exists()


ROUNDS = 3
TALKERS = 6
TURNS = 12


def _goes_on(dialogue: Dialogue, name: int, start: Barrier, kept: list[str]) -> None:
    """Somebody who speaks until the door is shut, on a connection of her own."""
    seat, secret = _seated(dialogue)
    try:
        start.wait()
        for turn in range(TURNS):
            _speaks(seat, secret, f"{name}-{turn}")
            kept.append(f"{name}-{turn}")
    except PermissionDenied:
        return
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_P3_P12_nothing_is_lost_or_left_when_all_speak_while_it_closes() -> None:
    version, practice, noor = _ground()
    # SQLite in memory lets nobody in beside a writer: there, everybody speaks before or after.
    talkers = TALKERS if connection.vendor == "postgresql" else 0
    for _ in range(ROUNDS):
        dialogue = cast.a_dialogue(practice, version, noor, level=Level.NAMELESS)
        kept: list[str] = ["Vooraf"]
        _speaks(*_seated(dialogue), "Vooraf")
        start = Barrier(talkers + 1)
        threads = [
            Thread(target=_goes_on, args=(dialogue, name, start, kept)) for name in range(talkers)
        ]
        for thread in threads:
            thread.start()
        start.wait()
        cast.close(dialogue)
        for thread in threads:
            thread.join()
        rows = Contribution.objects.filter(dialogue=dialogue)
        assert not rows.filter(seat__isnull=False).exists()
        assert sorted(rows.values_list("text", flat=True)) == sorted(kept)
        inside = CellCount.objects.filter(dialogue=dialogue, outside=False)
        assert sum(inside.values_list("voices", flat=True)) == len(kept)


def _ground() -> tuple[FrameworkVersion, Practice, Person]:
    hub = people.found_hub(name="Werkplaats Zuid")
    noor = Person.objects.create_user("noor@zuid.example", "Noor")
    people.welcome(noor, hub)
    practice = practices.begin_practice(noor, hub, name="De wijkkeuken", perspective="teacher")
    loaded = {one.framework.slug: one for one in load_shipped()}
    return loaded["lerende-praktijken"], practice, noor


def test_P12_words_that_come_a_moment_too_late_are_given_back(
    nameless: Dialogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    guest = cast.guests(nameless, 1)[0]
    at_the_door = gate.hold_open

    def closes_first(dialogue_id: UUID) -> None:
        cast.close(nameless)
        at_the_door(dialogue_id)

    monkeypatch.setattr(gate, "hold_open", closes_first)
    answer = guest.says(nameless, "Net niet gehaald")
    assert answer.status_code == 409
    assert "Net niet gehaald" in answer.content.decode()
