"""The desk: who may be there, what it tells, and what its buttons do."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from tests.cast import Guest, a_dialogue, close, guests, signed_in
from tests.dialogues.leading import opens, presses, roos_leads, said
from zwerm.dialogues.actions import join, lead
from zwerm.dialogues.actions.prepare import end_outsider
from zwerm.dialogues.models import CellCount, Contribution, Dialogue, Seat
from zwerm.dialogues.queries import lead as queries
from zwerm.dialogues.terms import Level, State
from zwerm.frameworks.models import FrameworkVersion
from zwerm.people.models import Person
from zwerm.practices.models import Practice

READ = ["lead", "lead_waits", "lead_said", "lead_new", "lead_themes", "screen", "close"]
PRESSED = ["suggest", "quiet", "reveal", "door", "lead_said", "lead_themes", "close"]


@pytest.mark.parametrize("name", READ)
def test_noor_and_roos_may_open_every_page_of_the_desk(
    nameless: Dialogue, noor: Person, name: str
) -> None:
    roos, _ = roos_leads(nameless)
    assert opens(signed_in(noor), name, nameless) or name == "lead_new"
    assert opens(roos, name, nameless) or name == "lead_new"


@pytest.mark.parametrize("name", READ)
def test_nobody_else_finds_a_page_of_the_desk(
    nameless: Dialogue, noor: Person, stranger: Person, name: str
) -> None:
    where = reverse(f"dialogues:{name}", args=[nameless.pk])
    sam = Guest().joins(nameless, "student").client
    for client in (Client(), sam, signed_in(stranger)):
        assert client.get(where).status_code == 404
    elsewhere = reverse(f"dialogues:{name}", args=[uuid4()])
    assert signed_in(noor).get(elsewhere).status_code == 404


@pytest.mark.parametrize("name", PRESSED)
def test_nobody_else_presses_a_button_of_the_desk(
    nameless: Dialogue, noor: Person, stranger: Person, name: str
) -> None:
    where = reverse(f"dialogues:{name}", args=[nameless.pk])
    sam = Guest().joins(nameless, "student").client
    for client in (Client(), sam, signed_in(stranger)):
        assert client.post(where, {"door": "shut", "minutes": "5"}).status_code == 404
    assert signed_in(noor).get(where).status_code in {405, 200}
    nameless.refresh_from_db()
    assert nameless.joinable
    assert nameless.quiet_until is None
    assert nameless.state == State.OPEN


def test_AT14_the_desk_of_an_outsider_ends_with_her_seat(nameless: Dialogue, noor: Person) -> None:
    roos, _ = roos_leads(nameless)
    noors = Seat.objects.get(dialogue=nameless, person=noor)
    end_outsider(nameless, by=noors)
    assert roos.get(reverse("dialogues:lead", args=[nameless.pk])).status_code == 404
    assert presses(roos, "suggest", nameless, aspect="") == 404


def test_after_closing_noor_keeps_her_desk_and_roos_does_not(
    nameless: Dialogue, noor: Person
) -> None:
    roos, _ = roos_leads(nameless)
    close(nameless)
    assert "lead-suggest" not in opens(signed_in(noor), "lead", nameless)
    assert roos.get(reverse("dialogues:lead", args=[nameless.pk])).status_code == 404
    assert presses(signed_in(noor), "suggest", nameless, aspect="") == 404


def test_the_door_gives_a_code_and_closes_for_newcomers_only(
    practice: Practice, version: FrameworkVersion, noor: Person
) -> None:
    dialogue = a_dialogue(practice, version, noor, opened=False)
    client = signed_in(noor)
    assert "zw-door__code" not in opens(client, "lead", dialogue)
    assert presses(client, "door", dialogue, door="open") == 302
    dialogue.refresh_from_db()
    page = opens(client, "lead", dialogue)
    code = dialogue.join_code or ""
    assert f"{code[:3]}-{code[3:]}" in page
    assert f"/m/{code}/" in page
    bakker = Guest().joins(dialogue)
    assert presses(client, "door", dialogue, door="shut") == 302
    assert code not in opens(client, "lead", dialogue).replace("-", "")
    assert Client().get(reverse("dialogues:welcome", args=[code])).status_code == 404
    assert bakker.opens("speak", dialogue)
    assert presses(client, "door", dialogue, door="ajar") == 400


def test_who_is_in_is_named_in_confidence(confident: Dialogue, noor: Person) -> None:
    bakker, sam = Guest().joins(confident), Guest().joins(confident, "student")
    join.call_me(bakker.seat(confident), "mevrouw Bakker")
    join.call_me(sam.seat(confident), "Sam")
    page = opens(signed_in(noor), "lead", confident)
    assert "mevrouw Bakker" in page
    assert page.count("zw-mark--resident") == page.count("zw-mark--student") == 1


@pytest.mark.parametrize(("people", "told"), [(0, 0), (1, 0), (4, 0), (5, 5), (9, 5), (10, 10)])
def test_P3_P4_without_name_who_is_in_is_told_roughly_and_never_from_where(
    nameless: Dialogue, noor: Person, people: int, told: int
) -> None:
    for number in range(people):
        Guest().joins(nameless, "student" if number % 2 else "resident")
    now = opens(signed_in(noor), "lead", nameless)
    who = now[now.index('id="who"') : now.index("</aside>")]
    assert "zw-mark" not in who
    assert re.findall(r"<strong>\D*(\d+)", who) == [str(told or nameless.k)]


def test_a_tap_puts_an_aspect_on_the_table_of_everybody(confident: Dialogue, noor: Person) -> None:
    sam = Guest().joins(confident, "student")
    client = signed_in(noor)
    aspect = confident.aspects[3]
    assert presses(client, "suggest", confident, aspect=aspect) == 302
    page = opens(client, "lead", confident)
    assert re.findall(r'value="([\w-]+)" id="ask-[\w-]+" aria-pressed="true"', page) == [aspect]
    assert 'class="zw-now"' in sam.opens("speak", confident)
    assert presses(client, "suggest", confident, aspect="") == 302
    assert 'aria-pressed="true"' not in opens(client, "lead", confident)


def test_only_an_aspect_of_this_dialogue_can_be_suggested(
    confident: Dialogue, noor: Person
) -> None:
    assert presses(signed_in(noor), "suggest", confident, aspect="roddel") == 400
    confident.refresh_from_db()
    assert confident.suggested == ""


def test_quiet_time_begins_grows_and_ends(confident: Dialogue, noor: Person) -> None:
    client = signed_in(noor)
    assert presses(client, "quiet", confident, minutes="5") == 302
    confident.refresh_from_db()
    until = confident.quiet_until
    assert until is not None
    assert timedelta(minutes=4) < until - timezone.now() <= timedelta(minutes=5)
    assert "zw-timer" in opens(client, "lead", confident)
    assert presses(client, "quiet", confident, minutes="+2") == 302
    confident.refresh_from_db()
    assert confident.quiet_until == until + timedelta(minutes=2)
    assert presses(client, "quiet", confident, minutes="0") == 302
    assert "zw-timer" not in opens(client, "lead", confident)
    assert presses(client, "quiet", confident, minutes="600") == 400


def test_longer_when_it_was_over_counts_from_now_and_never_past_an_hour(
    confident: Dialogue,
) -> None:
    Dialogue.objects.filter(pk=confident.pk).update(
        quiet_until=timezone.now() - timedelta(minutes=30)
    )
    lead.quiet_longer(confident, 2)
    confident.refresh_from_db()
    assert confident.quiet_until is not None
    assert confident.quiet_until > timezone.now() + timedelta(minutes=1)
    lead.quiet_longer(confident, 500)
    confident.refresh_from_db()
    assert confident.quiet_until <= timezone.now() + lead.LONGEST_QUIET


def button(page: str) -> str:
    return page[page.index('id="reveal-button"') :].partition(">")[0]


def test_P3_revealing_waits_for_k_seats_and_says_it_roughly(
    nameless: Dialogue, noor: Person
) -> None:
    client = signed_in(noor)
    people = guests(nameless, 5)
    said(nameless, people[:4])
    assert "disabled" in button(opens(client, "lead", nameless))
    assert presses(client, "reveal", nameless) == 302
    assert not Contribution.objects.filter(dialogue=nameless, shown=True).exists()
    people[4].says(nameless, "de vijfde")
    cache.clear()
    assert "disabled" not in button(opens(client, "lead", nameless))
    assert presses(client, "reveal", nameless) == 302
    assert Contribution.objects.filter(dialogue=nameless, shown=True).count() == 5
    assert "disabled" in button(opens(client, "lead", nameless))


def test_AT28_looking_again_does_not_show_the_moment_the_fifth_person_shared(
    nameless: Dialogue, noor: Person
) -> None:
    """What is said of waiting stays the same for a while, whoever looks and presses."""
    client = signed_in(noor)
    people = guests(nameless, 5)
    said(nameless, people[:4])
    before = opens(client, "lead_waits", nameless)
    people[4].says(nameless, "de vijfde")
    assert opens(client, "lead_waits", nameless) == before
    assert "disabled" in button(opens(client, "lead", nameless))
    assert presses(client, "reveal", nameless) == 302
    assert not Contribution.objects.filter(dialogue=nameless, shown=True).exists()


def test_AT37_a_sixth_answer_after_a_batch_waits_for_k_more(nameless: Dialogue) -> None:
    people = guests(nameless, 6)
    said(nameless, people[:5])
    assert lead.reveal(nameless) == 5
    people[5].says(nameless, "de zesde")
    assert lead.reveal(nameless) == 0
    assert not Contribution.objects.get(text="de zesde").shown


def test_AT29_the_desk_holds_no_time_id_or_order_of_seats_without_name(
    nameless: Dialogue, noor: Person
) -> None:
    people = guests(nameless, 6)
    said(nameless, people)
    lead.reveal(nameless)
    client = signed_in(noor)
    seats = list(Seat.objects.filter(dialogue=nameless, role="voice"))
    for name in ("lead", "lead_said", "lead_themes", "lead_waits", "screen"):
        page = opens(client, name, nameless)
        for seat in seats:
            assert str(seat.pk) not in page
        assert "zw-mark" not in page
    # In a random order: seven hundred and twenty to one against the order of speaking.
    orders = set()
    for _ in range(6):
        lead._shuffle(nameless)
        page = opens(client, "lead_said", nameless)
        orders.add(tuple(re.findall(r'zw-tick__said"[^>]*>(Antwoord \d)', page)))
    assert len(orders) > 1
    assert {len(order) for order in orders} == {6}


def test_FI14_two_who_reveal_at_once_reveal_one_batch(nameless: Dialogue) -> None:
    said(nameless, guests(nameless, 5))
    one = Dialogue.objects.get(pk=nameless.pk)
    other = Dialogue.objects.get(pk=nameless.pk)
    assert (lead.reveal(one), lead.reveal(other)) == (5, 0)
    kept = CellCount.objects.filter(dialogue=nameless, outside=False)
    assert [cell.voices for cell in kept] == [5]
    assert [cell.perspective for cell in kept] == [""]


def test_what_comes_after_closing_suggests_and_reveals_nothing(nameless: Dialogue) -> None:
    stale = Dialogue.objects.get(pk=nameless.pk)
    close(nameless)
    lead.suggest(stale, stale.aspects[0])
    lead.quiet(stale, 5)
    lead.quiet_longer(stale, 5)
    assert lead.reveal(stale) == 0
    nameless.refresh_from_db()
    assert (nameless.suggested, nameless.quiet_until) == ("", None)


def test_in_confidence_nothing_waits_and_there_is_no_such_button(
    confident: Dialogue, noor: Person
) -> None:
    said(confident, guests(confident, 2))
    assert "reveal-button" not in opens(signed_in(noor), "lead", confident)
    assert not queries.waits(confident).enough
    assert lead.reveal(confident) == 0


def test_the_poll_of_what_waits_answers_304_when_nothing_is_new(
    nameless: Dialogue, noor: Person
) -> None:
    client = signed_in(noor)
    where = reverse("dialogues:lead_waits", args=[nameless.pk])
    etag = client.get(where)["ETag"]
    again = client.get(where, headers={"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")


def test_an_open_page_hears_how_much_came_in_and_nothing_moves_under_her_hands(
    confident: Dialogue, noor: Person
) -> None:
    client = signed_in(noor)
    people = guests(confident, 3)
    said(confident, people[:1])
    page = opens(client, "lead_said", confident)
    found = re.search(r'data-poll-url="([^"]+)"', page)
    assert found is not None
    first = client.get(found[1])
    assert b"zw-now" not in first.content
    assert client.get(found[1], headers={"If-None-Match": first["ETag"]}).status_code == 304
    people[1].says(confident, "twee")
    people[2].says(confident, "drie")
    assert b"2" in client.get(found[1]).content


def test_silence_is_named_and_differs_from_what_was_never_asked(
    confident: Dialogue, noor: Person
) -> None:
    client = signed_in(noor)
    page = opens(client, "lead", confident)
    assert "zw-coverage__quiet" in page
    Dialogue.objects.filter(pk=confident.pk).update(depth="main")
    page = opens(client, "lead", confident)
    assert page.count("zw-coverage__not") >= len(confident.aspects)
    said(confident, guests(confident, 3))
    page = opens(client, "lead", confident)
    assert re.findall(r"<td><strong>(\d+)</strong></td>", page) == ["3"]


@pytest.mark.parametrize("level", [Level.IN_CONFIDENCE, Level.NAMELESS])
@pytest.mark.parametrize("name", ["lead", "lead_said", "lead_themes", "screen", "close"])
def test_a_page_costs_the_same_however_many_speak(
    practice: Practice, version: FrameworkVersion, noor: Person, level: str, name: str
) -> None:
    dialogue = a_dialogue(practice, version, noor, level=level)
    client = signed_in(noor)
    opens(client, name, dialogue)
    costs = set()
    people = guests(dialogue, 5)
    for more in (1, 4, 35):
        for number in range(more):
            people[number % 5].says(dialogue, f"Antwoord {number}")
        shown = Contribution.objects.filter(dialogue=dialogue)
        shown.update(shown=True)
        lead.put_together(dialogue, list(shown), title="Alles")
        cache.clear()
        with CaptureQueriesContext(connection) as seen:
            opens(client, name, dialogue)
        costs.add(len(seen))
    assert len(costs) == 1, costs
    assert costs.pop() <= 13


def test_a_page_shows_so_many_and_leads_to_the_rest(confident: Dialogue, noor: Person) -> None:
    bakker = Guest().joins(confident)
    for number in range(queries.PER_PAGE + 3):
        bakker.says(confident, f"Antwoord {number}")
    client = signed_in(noor)
    assert opens(client, "lead_said", confident).count('name="contribution"') == queries.PER_PAGE
    assert opens(client, "lead_said", confident, query="?page=2").count('name="contribution"') == 3
    assert opens(client, "lead_said", confident, query="?page=nonsense")
    empty = confident.aspects[-1]
    page = opens(client, "lead_said", confident, query=f"?aspect={empty}")
    assert 'name="contribution"' not in page


@pytest.mark.parametrize("level", [Level.IN_CONFIDENCE, Level.NAMELESS])
def test_each_query_costs_what_its_docstring_says(
    practice: Practice,
    version: FrameworkVersion,
    noor: Person,
    level: str,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    dialogue = a_dialogue(practice, version, noor, level=level)
    said(dialogue, guests(dialogue, 6))
    lead.reveal(dialogue)
    lead.put_together(dialogue, list(Contribution.objects.filter(shown=True)), title="Alles")
    seat = Seat.objects.select_related("dialogue", "dialogue__practice").get(
        dialogue=dialogue, person=noor
    )
    nameless = level == Level.NAMELESS
    cache.clear()
    with django_assert_num_queries(0):
        queries.desk(seat)
    with django_assert_num_queries(1 if nameless else 0):
        queries.waits(seat.dialogue)
    with django_assert_num_queries(0):
        queries.waits(seat.dialogue)
    with django_assert_num_queries(6):
        queries.said(seat.dialogue, "nl", aspect="", loose=False, page="1")
    with django_assert_num_queries(3):
        queries.themes(seat.dialogue)
    with django_assert_num_queries(1):
        queries.decisions(seat.dialogue)
    cache.clear()
    with django_assert_num_queries(5 if nameless else 4):
        queries.closing(seat)
