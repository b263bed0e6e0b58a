"""The live parts of a dialogue: who may hear them, what they tell, and what never moves them."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test.utils import override_settings
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from tests.cast import Guest, a_dialogue, close, guests, signed_in
from tests.dialogues.leading import opens, roos_leads, said
from zwerm.dialogues import live, topics
from zwerm.dialogues.actions import join, lead, prepare, speak
from zwerm.dialogues.models import Contribution, Dialogue, Seat
from zwerm.dialogues.queries import live as queries
from zwerm.frameworks.models import FrameworkVersion
from zwerm.live import drawing, tickets
from zwerm.live.topics import version as version_of
from zwerm.people.models import Person
from zwerm.practices.models import Practice

AUDIENCES = (topics.SEATS, topics.LEAD, topics.SCREEN)


@pytest.fixture(autouse=True)
def _afresh() -> None:
    drawing.forget()


def topic(dialogue: Dialogue, audience: str) -> str:
    return f"{topics.KIND}:{dialogue.pk}:{audience}"


def hears(seat: Seat, audience: str, dialogue: Dialogue | None = None) -> bool:
    name = topic(dialogue or seat.dialogue, audience)
    return str(seat.pk) in queries.listening(name, [str(seat.pk)])


def versions(dialogue: Dialogue) -> tuple[int, ...]:
    return tuple(version_of(topic(dialogue, audience)) for audience in AUDIENCES)


def test_a_voice_hears_what_seats_hear_and_no_more(confident: Dialogue) -> None:
    sam = Guest().joins(confident, "student").seat(confident)
    assert [hears(sam, audience) for audience in AUDIENCES] == [True, False, False]


def test_who_leads_hears_everything(confident: Dialogue, noor: Person) -> None:
    _, roos = roos_leads(confident)
    noors = Seat.objects.get(dialogue=confident, person=noor)
    for seat in (roos, noors):
        assert [hears(seat, audience) for audience in AUDIENCES] == [True, True, True]


def test_AT12_nobody_hears_after_leaving_ending_or_elsewhere(
    confident: Dialogue, nameless: Dialogue
) -> None:
    sam = Guest().joins(confident, "student").seat(confident)
    assert not hears(sam, topics.SEATS, nameless)
    Seat.objects.filter(pk=sam.pk).update(left=True)
    assert not hears(sam, topics.SEATS)
    _, roos = roos_leads(confident)
    Seat.objects.filter(pk=roos.pk).update(until=timezone.now() - timedelta(seconds=1))
    assert not any(hears(roos, audience) for audience in AUDIENCES)


def test_AT12_when_a_dialogue_closes_roos_hears_nothing_and_the_others_one_last_part(
    nameless: Dialogue, noor: Person
) -> None:
    _, roos = roos_leads(nameless)
    sam = Guest().joins(nameless, "student").seat(nameless)
    close(nameless)
    # Also when her seat had an end of its own, later than the dialogue's.
    Seat.objects.filter(pk=roos.pk).update(until=timezone.now() + timedelta(days=1))
    assert not any(hears(roos, audience) for audience in AUDIENCES)
    assert hears(sam, topics.SEATS)
    for audience in AUDIENCES:
        part = live.draw(topic(nameless, audience), "nl")
        assert part is not None
        assert part.last


def test_before_a_dialogue_begins_only_who_leads_hears(
    practice: Practice, version: FrameworkVersion, noor: Person
) -> None:
    dialogue = a_dialogue(practice, version, noor, opened=False)
    # Paper that was laid ready is such a seat.
    sheet = Seat.objects.create(dialogue=dialogue, perspective="student")
    assert not hears(sheet, topics.SEATS)
    assert hears(Seat.objects.get(dialogue=dialogue, person=noor), topics.LEAD)


def test_a_dialogue_that_is_gone_has_no_part(db: None) -> None:
    assert live.draw(f"dialogue:{uuid4()}:seats", "nl") is None


def test_asking_for_forty_costs_one_query(
    confident: Dialogue, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    seats = [join.take_seat(confident, perspective="student", language="nl")[0] for _ in range(40)]
    lead.suggest(confident, confident.aspects[0])
    with django_assert_num_queries(1):
        heard = queries.listening(topic(confident, topics.SEATS), [str(one.pk) for one in seats])
    assert len(heard) == 40
    assert set(heard.values()) == {version_of(topic(confident, topics.SEATS))}


@pytest.mark.parametrize("people", [1, 5, 40])
def test_each_part_costs_the_same_however_many_speak(
    nameless: Dialogue, django_assert_num_queries: DjangoAssertNumQueries, people: int
) -> None:
    for number in range(people):
        seat, _ = join.take_seat(nameless, perspective="student", language="nl")
        join.call_me(seat, f"Sam {number}")
    nameless = Dialogue.objects.select_related("practice").get(pk=nameless.pk)
    queries.lead_now(nameless, "nl")
    for audience, number in ((topics.SEATS, 1), (topics.LEAD, 2), (topics.SCREEN, 0)):
        _, now = live.PARTS[audience]
        with django_assert_num_queries(number):
            now(nameless, "nl")


@pytest.mark.parametrize("level", ["in_confidence", "nameless"])
def test_a_frame_is_part_of_the_page(
    practice: Practice, version: FrameworkVersion, noor: Person, level: str
) -> None:
    """One truth: what a stream brings is what a reload shows (style.md B.5)."""
    dialogue = a_dialogue(practice, version, noor, level=level)
    lead.suggest(dialogue, dialogue.aspects[1])
    people = guests(dialogue, 5)
    said(dialogue, people)
    lead.reveal(dialogue)
    pages = {
        topics.LEAD: opens(signed_in(noor), "lead", dialogue),
        topics.SCREEN: opens(signed_in(noor), "screen", dialogue),
        topics.SEATS: people[0].opens("speak", dialogue),
    }
    for audience, page in pages.items():
        part = live.draw(topic(dialogue, audience), "nl")
        assert part is not None
        # Between the tags of the page the same part stands once more, token for token.
        assert " ".join(part.html.split()) in " ".join(page.split()), audience


def test_AT27_a_part_holds_no_token_seat_or_name_without_name(
    nameless: Dialogue, noor: Person
) -> None:
    people = guests(nameless, 6)
    said(nameless, people)
    lead.reveal(nameless)
    lead.quiet(nameless, 5)
    seats = list(Seat.objects.filter(dialogue=nameless))
    for audience in AUDIENCES:
        part = live.draw(topic(nameless, audience), "nl")
        assert part is not None
        assert "csrf" not in part.html
        assert "data-now" not in part.html
        assert "Antwoord" not in part.html
        for seat in seats:
            assert str(seat.pk) not in part.html
        for one in people:
            assert one.secret(nameless) not in part.html


def test_AT28_no_part_moves_when_somebody_writes_or_shares_without_name(
    nameless: Dialogue,
) -> None:
    people = guests(nameless, 5)
    before = versions(nameless)
    for one in people:
        one.says(nameless, "bewaard", shared=False)
        one.says(nameless, "gedeeld")
    row = Contribution.objects.filter(dialogue=nameless, text="gedeeld").first()
    assert row is not None
    speak.change(row, "anders")
    speak.keep_private(row)
    speak.share(row)
    assert versions(nameless) == before
    assert lead.reveal(nameless) == 5
    assert versions(nameless)[:2] == tuple(one + 1 for one in before[:2])


def test_AT28_what_is_shown_does_not_change_between_two_batches(nameless: Dialogue) -> None:
    people = guests(nameless, 6)
    said(nameless, people[:5])
    lead.reveal(nameless)
    before = [live.draw(topic(nameless, audience), "nl") for audience in AUDIENCES]
    people[5].says(nameless, "nog een")
    assert [live.draw(topic(nameless, audience), "nl") for audience in AUDIENCES] == before


def test_somebody_who_joins_without_name_draws_nothing_new_until_k(nameless: Dialogue) -> None:
    drawn = {live.draw(topic(nameless, topics.LEAD), "nl")}
    for _ in range(4):
        Guest().joins(nameless, "student")
        drawn.add(live.draw(topic(nameless, topics.LEAD), "nl"))
    assert len(drawn) == 1
    Guest().joins(nameless, "student")
    assert live.draw(topic(nameless, topics.LEAD), "nl") not in drawn


def test_in_confidence_a_shared_answer_is_heard_at_once_and_the_wall_stays_still(
    confident: Dialogue,
) -> None:
    sam = Guest().joins(confident, "student")
    seats, leads, wall = versions(confident)
    sam.says(confident, "hardop")
    after = versions(confident)
    assert after == (seats + 1, leads + 1, wall)


@pytest.mark.parametrize("verb", ["suggest", "quiet", "quiet_longer", "door", "close"])
def test_what_concerns_the_whole_room_moves_all_three(confident: Dialogue, verb: str) -> None:
    before = versions(confident)
    if verb == "suggest":
        lead.suggest(confident, confident.aspects[0])
    elif verb == "quiet":
        lead.quiet(confident, 5)
    elif verb == "quiet_longer":
        lead.quiet_longer(confident, 2)
    elif verb == "door":
        prepare.set_joinable(confident, joinable=False)
    else:
        close(confident)
    assert all(now > then for now, then in zip(versions(confident), before, strict=True))


def test_the_wall_shows_how_to_come_in_and_never_what_was_said(
    confident: Dialogue, noor: Person
) -> None:
    sam = Guest().joins(confident, "student")
    join.call_me(sam.seat(confident), "Sam de Vries")
    sam.says(confident, "hardop")
    with override_settings(SITE_URL="https://zwerm.example"):
        page = opens(signed_in(noor), "screen", confident)
    assert "zwerm.example/meedoen" in page
    assert "hardop" not in page
    assert "Sam de Vries" not in page
    prepare.set_joinable(confident, joinable=False)
    assert "zw-wall__code" not in opens(signed_in(noor), "screen", confident)


def test_a_page_hands_out_a_ticket_for_its_own_seat_and_from_its_own_version(
    confident: Dialogue,
) -> None:
    sam = Guest().joins(confident, "student")
    lead.suggest(confident, confident.aspects[0])
    found = re.search(r'data-url="/live/([^"?]+)\?seen=(\d+)"', sam.opens("speak", confident))
    assert found is not None
    ticket = tickets.read(found[1])
    assert ticket == tickets.Ticket(
        topic(confident, topics.SEATS), "nl", str(sam.seat(confident).pk)
    )
    assert int(found[2]) == version_of(topic(confident, topics.SEATS))


def test_a_look_admits_draws_and_then_only_asks(
    confident: Dialogue, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    sam = Guest().joins(confident, "student").seat(confident)
    name = topic(confident, topics.SEATS)
    seen = drawing.look(name, {str(sam.pk), str(uuid4())}, {"nl"})
    assert seen.admitted == {str(sam.pk)}
    with django_assert_num_queries(1):
        assert drawing.look(name, {str(sam.pk)}, {"nl"}).drawn == seen.drawn
    with django_assert_num_queries(1):
        assert drawing.look(name, {str(uuid4())}, {"nl"}) == drawing.NOTHING
