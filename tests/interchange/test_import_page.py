"""Bringing in a conversation in a browser: paste or upload, look, take in."""

import html
import re
import time
from uuid import uuid4

import pytest
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.cast import Guest, close, signed_in
from tests.dialogues.talk import lead_of
from zwerm.dialogues.models import Dialogue, Material, Passage, Seat, Speaker
from zwerm.interchange import actions
from zwerm.interchange.taking_in import Turned
from zwerm.people.models import Person

TALK = "Sam: Ik kwam voor de soep.\nMevrouw Bakker: En de gezelligheid.\n"


def address(dialogue: Dialogue, name: str = "bring_in") -> str:
    return reverse(f"interchange:{name}", args=[dialogue.pk])


def looks(client: Client, dialogue: Dialogue, content: bytes, name: str) -> tuple[int, str]:
    """Upload a file; status and page."""
    answer = client.post(address(dialogue), {"file": SimpleUploadedFile(name, content)})
    return answer.status_code, answer.content.decode()


def hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found is not None
    return html.unescape(found.group(1))


def test_noor_pastes_a_talk_looks_and_takes_it_in(confident: Dialogue, noor: Person) -> None:
    client = signed_in(noor)
    shown = client.post(address(confident), {"text": TALK})
    page = shown.content.decode()
    assert shown.status_code == 200
    assert "Ik kwam voor de soep." in page
    assert "2 sprekers" in page
    assert not Material.objects.exists()
    answer = client.post(
        address(confident, "take_in"),
        {"sent_as": hidden(page, "sent_as"), "kept": hidden(page, "kept"), "title": "De soep"},
    )
    material = Material.objects.get()
    assert answer["Location"] == reverse("dialogues:speakers", args=[confident.pk, material.pk])
    assert (material.title, material.brought_by) == ("De soep", lead_of(confident))
    assert list(Passage.objects.order_by("position").values_list("speaker__name", "text")) == [
        ("Sam", "Ik kwam voor de soep."),
        ("Mevrouw Bakker", "En de gezelligheid."),
    ]
    assert "De soep" in client.get(address(confident)).content.decode()


def test_P12_taken_in_twice_is_stored_once(confident: Dialogue, noor: Person) -> None:
    client = signed_in(noor)
    page = client.post(address(confident), {"text": TALK}).content.decode()
    typed = {"sent_as": hidden(page, "sent_as"), "kept": hidden(page, "kept"), "title": "x"}
    first = client.post(address(confident, "take_in"), typed)
    second = client.post(address(confident, "take_in"), typed)
    assert first["Location"] == second["Location"]
    assert Material.objects.count() == 1
    assert Passage.objects.count() == 2


def test_a_title_that_is_forgotten_loses_nothing(confident: Dialogue, noor: Person) -> None:
    client = signed_in(noor)
    page = client.post(address(confident), {"text": TALK}).content.decode()
    kept = hidden(page, "kept")
    again = client.post(
        address(confident, "take_in"),
        {"sent_as": hidden(page, "sent_as"), "kept": kept, "title": ""},
    )
    assert again.status_code == 422
    assert hidden(again.content.decode(), "kept") == kept


@pytest.mark.parametrize(
    ("name", "content", "place"),
    [
        ("a.vtt", b"WEBVTT\n\n00:00:01.000 --> 00:00:0x.000\n<v Sam>Ja\n", "regel 3"),
        ("a.png", b"\x89PNG\r\n\x1a\n\x00\x00", ""),
        ("a.docx", b"PK\x03\x04broken", "Word"),
        ("a.pdf", b"%PDF-1.7", "pdf"),
        ("leeg.txt", b"", "leeg"),
    ],
)
def test_a_broken_file_gets_a_sentence_that_names_the_place(
    confident: Dialogue, noor: Person, name: str, content: bytes, place: str
) -> None:
    status, page = looks(signed_in(noor), confident, content, name)
    assert status == 422
    assert place in page
    assert not Material.objects.exists()


def test_a_broken_paste_stays_in_the_box(confident: Dialogue, noor: Person) -> None:
    broken = "WEBVTT\n\n00:00:01.000 --> gisteren\n<v Sam>Dit mag niet kwijt\n"
    answer = signed_in(noor).post(address(confident), {"text": broken})
    assert answer.status_code == 422
    assert "Dit mag niet kwijt" in answer.content.decode()
    assert "gisteren" in answer.content.decode()


def test_nothing_chosen_is_asked_again(confident: Dialogue, noor: Person) -> None:
    assert signed_in(noor).post(address(confident), {"text": " "}).status_code == 422


def test_AT67_more_than_ten_megabytes_is_refused(confident: Dialogue, noor: Person) -> None:
    status, page = looks(signed_in(noor), confident, b"Sam: ja\n" * 1_400_000, "groot.txt")
    assert status == 422
    assert "10 MB" in page


@pytest.mark.parametrize("part", ["speaker", "title", "message"])
def test_AT64_what_a_file_says_is_echoed_as_text(
    confident: Dialogue, noor: Person, part: str
) -> None:
    bad = "<img src=x onerror=alert(1)>"
    content, name = {
        "speaker": (f"WEBVTT\n\n00:00.000 --> 00:01.000\n<v A&lt;b&gt;{bad}>Ja</v>\n", "a.vtt"),
        "title": ("Sam: ja\n", f"{bad}.txt"),
        "message": (f"WEBVTT\n\n{bad} --> 00:01.000\n<v Sam>Ja</v>\n", "a.vtt"),
    }[part]
    _, page = looks(signed_in(noor), confident, content.encode(), name)
    assert "<img src=x" not in page


def test_what_was_looked_at_cannot_be_changed_on_the_way(
    confident: Dialogue, nameless: Dialogue, noor: Person
) -> None:
    client = signed_in(noor)
    page = client.post(address(confident), {"text": TALK}).content.decode()
    kept = hidden(page, "kept")
    for wrong in (kept[:-3] + "abc", "x", signing.dumps([["Sam", None, "Ja."]]), ""):
        answer = client.post(
            address(confident, "take_in"),
            {"sent_as": str(uuid4()), "kept": wrong, "title": "x"},
        )
        assert answer.status_code == 422
    other = client.post(
        address(nameless, "take_in"), {"sent_as": str(uuid4()), "kept": kept, "title": "x"}
    )
    assert other.status_code == 422
    assert not Material.objects.exists()


def test_an_id_of_somebody_elses_material_takes_nothing_over(
    confident: Dialogue, noor: Person
) -> None:
    known = actions.take_in(
        lead_of(confident), (Turned("Sam", None, "Ja."),), sent_as=uuid4(), title="Eerste"
    )
    roos = Seat.objects.create(dialogue=confident, role="interviewer", nickname="Roos")
    other = actions.take_in(
        Seat.objects.select_related("dialogue").get(pk=roos.pk),
        (Turned("Roos", None, "Nee."),),
        sent_as=known.pk,
        title="Tweede",
    )
    assert other.pk != known.pk
    known.refresh_from_db()
    assert (known.title, known.passages.get().text) == ("Eerste", "Ja.")


@pytest.mark.parametrize("name", ["bring_in", "take_in"])
def test_AT01_only_who_leads_an_open_dialogue_brings_something(
    confident: Dialogue, noor: Person, stranger: Person, name: str
) -> None:
    sam = Guest().joins(confident, "student")
    for client in (Client(), sam.client, signed_in(stranger)):
        assert client.post(address(confident, name), {"text": TALK}).status_code == 404
    unknown = reverse(f"interchange:{name}", args=[uuid4()])
    assert signed_in(noor).post(unknown, {"text": TALK}).status_code == 404
    close(confident)
    assert signed_in(noor).post(address(confident, name), {"text": TALK}).status_code == 404


def test_P1_what_noor_brought_nobody_else_finds(confident: Dialogue, noor: Person) -> None:
    actions.take_in(
        lead_of(confident), (Turned("Sam", 0.0, "Geheim."),), sent_as=uuid4(), title="G"
    )
    sam = Guest().joins(confident, "student")
    for page in ("mine", "group", "compass"):
        assert "Geheim" not in sam.opens(page, confident)


def test_W4_three_hours_of_talk_are_taken_in_within_the_bar(
    confident: Dialogue, noor: Person
) -> None:
    """Written here with much room, so that it tells a mistake and not a busy machine."""
    cues = "".join(
        f"{n // 600:02}:{n // 10 % 60:02}:{n % 10 * 6:02}.000 --> "
        f"{n // 600:02}:{n // 10 % 60:02}:{n % 10 * 6 + 5:02}.000\n"
        f"<v Stem {n % 7}>Dit is zin nummer {n}, en die gaat over de keuken en de straat.</v>\n\n"
        for n in range(1800)
    )
    began = time.perf_counter()
    client = signed_in(noor)
    _, page = looks(client, confident, f"WEBVTT\n\n{cues}".encode(), "lang.vtt")
    client.post(
        address(confident, "take_in"),
        {"sent_as": hidden(page, "sent_as"), "kept": hidden(page, "kept"), "title": "Lang"},
    )
    took = time.perf_counter() - began
    assert Passage.objects.count() == 1800
    assert Speaker.objects.count() == 7
    assert took < 9, took
