"""Placing in a real browser: by keys, by touch, without script; and nobody is shut out (AX)."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.cast import Guest, signed_in
from tests.dialogues.talk import bakker_said_yes, bring, lead_of, places, seat, speaker
from tools.browser import find
from zwerm.dialogues.models import Contribution, Dialogue, Material, Passage, Placement
from zwerm.dialogues.whose import AtSeat, NewSeat
from zwerm.interchange import actions
from zwerm.people.models import Person
from zwerm.people.viewer import KEY_COOKIE

pytestmark = pytest.mark.browser

EXAMPLE = Path(actions.__file__).parent / "examples" / "wijkkeuken.vtt"
PAPER = Path(__file__).resolve().parents[2] / "docs" / "placing.md"
WIDE = {"width": 1280, "height": 850}
PHONE = {"width": 320, "height": 640}


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Debian's own Chromium."""
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright keeps a loop in this thread, which Django takes for asynchronous code.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "yes")
        browser = playwright.chromium.launch(executable_path=find(), args=["--no-sandbox"])
        yield browser
        browser.close()


def device(
    chromium: Browser,
    live_server: LiveServer,
    noor: Person,
    size: dict[str, int],
    *,
    script: bool = True,
    language: str = "nl-NL",
) -> BrowserContext:
    """Noor's own browser, signed in."""
    context = chromium.new_context(
        viewport={"width": size["width"], "height": size["height"]},
        locale=language,
        java_script_enabled=script,
    )
    name = settings.SESSION_COOKIE_NAME
    value = str(signed_in(noor).cookies[name].value)
    context.add_cookies([{"name": name, "value": value, "url": live_server.url}])
    return context


def opens(context: BrowserContext, live_server: LiveServer, name: str, *ids: object) -> Page:
    page = context.new_page()
    page.goto(live_server.url + reverse(name, args=list(ids)))
    return page


def press(page: Page, key: str) -> None:
    """Press a key and wait until its answer is drawn."""
    if key in "hwdvtr":
        page.keyboard.press(key)
        return
    with page.expect_response(lambda answer: "/plaatsen/" in answer.url):
        page.keyboard.press("Space" if key == " " else key)
    page.locator("zw-placing:not([aria-busy])").wait_for(state="attached")


def now(page: Page) -> str:
    return page.locator("#now .zw-talk__text").inner_text()


def test_a_whole_talk_goes_from_a_file_to_shared_words_by_keyboard(
    confident: Dialogue, noor: Person, chromium: Browser, live_server: LiveServer
) -> None:
    """The keystrokes are counted for real; docs/placing.md states the figure that comes out."""
    context = device(chromium, live_server, noor, WIDE)
    page = opens(context, live_server, "interchange:bring_in", confident.pk)
    page.set_input_files("input[type=file]", EXAMPLE)
    page.get_by_role("button", name=re.compile("Kijk|Look")).click()
    page.locator("form.zw-form button[type=submit]").click()
    for name, perspective in (
        ("Sam", "student"),
        ("Mevrouw Bakker", "resident"),
        ("Yusuf", "professional"),
        ("Ilse", "municipality"),
        ("Noor", "teacher"),
    ):
        voice = page.locator("fieldset.zw-voice", has=page.locator(f"legend:text-is('{name}')"))
        voice.locator("select").select_option(f"new:{perspective}")
        voice.locator("input[type=checkbox]").check()
    roos = page.locator("fieldset.zw-voice", has=page.locator("legend:text-is('Roos')"))
    roos.locator("select").select_option("out")
    page.fill("input[name=how]", "hardop, aan het begin")
    page.locator("form#who > .zw-toolbar button[type=submit]").click()
    page.wait_for_selector("#now")
    pressed: Counter[str] = Counter()

    def key(one: str, kind: str) -> None:
        press(page, one)
        pressed[kind] += 1

    for _ in range(400):
        if Placement.objects.count() >= 60:
            break
        words = len(now(page).split())
        placed = pressed["place"]
        if words < 8:
            key(" ", "skip")
            continue
        if placed % 8 == 7:
            key("w", "loop")
        if placed % 12 == 11 and page.locator("#now [data-sentence]").count() > 2:
            key("t", "part")
            key("3", "place")
            key(" ", "skip")
            continue
        key(str(placed % 7 + 1), "place")
        if placed % 20 == 19:
            key("u", "undo")
            key("2", "place")
    context.close()
    assert Placement.objects.count() == 60
    assert Contribution.objects.filter(dialogue=confident, shown=True).count() == 60
    total = sum(pressed.values())
    assert pressed["place"] <= 60 + pressed["undo"]
    figure = f"60 passages, {total} keystrokes"
    assert figure in PAPER.read_text(), (figure, dict(pressed))


def test_each_key_does_what_the_page_says(
    confident: Dialogue, noor: Person, chromium: Browser, live_server: LiveServer
) -> None:
    material = bring(confident)
    bakker_said_yes(material)
    context = device(chromium, live_server, noor, WIDE)
    page = opens(context, live_server, "dialogues:place", confident.pk, material.pk)
    assert "Wij koken." in now(page)
    press(page, "j")
    assert "Ik help mee." in now(page)
    press(page, "ArrowUp")
    assert "Wij koken." in now(page)
    press(page, "v")
    press(page, "t")
    assert page.locator("#now .zw-sentence--not").count() == 2
    press(page, "d")
    press(page, "1")
    said = Contribution.objects.get()
    assert (said.aspect, said.loop, said.text) == ("intention", "what_for", "Elke dinsdag.")
    assert "En dan eten we" in now(page)
    assert page.locator("#now .zw-sentence--not").count() == 2
    assert page.locator("#loop-own").is_checked()
    press(page, "u")
    assert not Contribution.objects.exists()
    press(page, " ")
    assert "Ik help mee." in now(page)
    page.locator("#now [data-sentence='2']").click()
    assert page.locator("#now .zw-sentence--not").count() == 1
    assert page.locator("#piece-first").input_value() == "2"
    page.reload()
    assert "Ik help mee." in now(page)
    page.locator("#use-keys").uncheck()
    page.keyboard.press("2")
    page.wait_for_timeout(200)
    assert Placement.objects.count() == 0
    context.close()


def test_P12_without_a_connection_nothing_is_lost_and_nothing_counts_twice(
    confident: Dialogue, noor: Person, chromium: Browser, live_server: LiveServer
) -> None:
    material = bring(confident)
    context = device(chromium, live_server, noor, WIDE)
    page = opens(context, live_server, "dialogues:place", confident.pk, material.pk)
    context.set_offline(True)
    page.keyboard.press("2")
    page.locator("[data-said]", has_text=re.compile("verbinding|connection")).wait_for()
    assert "Wat doen jullie" in now(page)
    context.set_offline(False)
    press(page, "2")
    assert Placement.objects.count() == 1
    context.close()


def test_P13_everything_works_by_buttons_without_script(
    confident: Dialogue, noor: Person, chromium: Browser, live_server: LiveServer
) -> None:
    material = bring(confident)
    bakker_said_yes(material)
    context = device(chromium, live_server, noor, PHONE, script=False)
    page = opens(context, live_server, "dialogues:place", confident.pk, material.pk)
    assert not page.locator(".zw-key").first.is_visible()
    page.locator("#now summary").first.click()
    page.select_option("#piece-last", "1")
    page.locator("label[for=loop-why]").click()
    page.locator("#aspect-context").click()
    said = Contribution.objects.get()
    assert (said.aspect, said.loop, said.text) == ("context", "why", "Wij koken.")
    assert "Elke dinsdag." in now(page)
    page.locator("#skip").click()
    assert "Ik help mee." in now(page)
    page.locator("#before").click()
    page.locator("#undo").click()
    assert not Contribution.objects.exists()
    assert "Wij koken." in now(page)
    page.locator("#now a[href*=wie]").click()
    page.select_option("#said-by", label="Sam")
    page.locator("#now form button").click()
    assert Passage.objects.get(material=material, position=1).speaker.name == "Sam"
    context.close()


SCREENS = ("bring_in", "speakers", "place", "end", "notes", "throw_away", "confirm", "card")


@pytest.mark.parametrize("language", ["nl-NL", "en-GB"])
@pytest.mark.parametrize("size", [PHONE, WIDE], ids=["phone", "wide"])
def test_every_screen_fits_and_shuts_nobody_out(
    confident: Dialogue,
    noor: Person,
    chromium: Browser,
    live_server: LiveServer,
    size: dict[str, int],
    language: str,
) -> None:
    material = bring(confident)
    bakker_said_yes(material)
    sam = Guest().joins(confident, "student")
    seat(
        material, {"Sam": AtSeat(sam.seat(confident).pk), "Yusuf": NewSeat("professional", "Yusuf")}
    )
    places(signed_in(noor), material, 1, first=1, last=1)
    places(signed_in(noor), material, 2)
    context = device(chromium, live_server, noor, size, language=language)
    context.add_cookies(
        [
            {
                "name": KEY_COOKIE + confident.pk.hex,
                "value": sam.secret(confident),
                "url": live_server.url,
            }
        ]
    )
    for name in SCREENS:
        page = screen(context, live_server, material, name)
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= size["width"], f"{name}: {wide}"
        assert page.title()
        found = Axe().run(page)
        assert found.violations_count == 0, f"{name}\n{found.generate_report()}"
        page.close()
    context.close()


def screen(context: BrowserContext, live_server: LiveServer, material: Material, name: str) -> Page:
    dialogue_id = material.dialogue_id
    if name == "bring_in":
        return opens(context, live_server, "interchange:bring_in", dialogue_id)
    if name in {"notes", "confirm"}:
        return opens(context, live_server, f"dialogues:{name}", dialogue_id)
    if name == "end":
        page = opens(context, live_server, "dialogues:place", dialogue_id, material.pk)
        page.goto(page.url.split("?")[0] + "?p=99")
        return page
    if name == "card":
        page = opens(context, live_server, "dialogues:speakers", dialogue_id, material.pk)
        page.locator("button[form^=card-]").first.click()
        return page
    return opens(context, live_server, f"dialogues:{name}", dialogue_id, material.pk)


def test_the_preview_and_a_broken_file_fit_and_shut_nobody_out(
    confident: Dialogue, noor: Person, chromium: Browser, live_server: LiveServer
) -> None:
    context = device(chromium, live_server, noor, PHONE)
    for content in ("WEBVTT\n\n00:00.000 --> gisteren\n<v Sam>Ja</v>\n", "Sam: Ja.\nYusuf: Nee.\n"):
        page = opens(context, live_server, "interchange:bring_in", confident.pk)
        page.fill("textarea[name=text]", content)
        page.locator("form.zw-form button[type=submit]").click()
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
        page.close()
    context.close()


def test_sam_confirms_three_things_on_a_phone_without_script(
    confident: Dialogue, noor: Person, chromium: Browser, live_server: LiveServer
) -> None:
    material = bring(confident)
    sam = Guest().joins(confident, "student")
    seat(material, {"Sam": AtSeat(sam.seat(confident).pk)})
    one = speaker(material, "Sam")
    Passage.objects.filter(material=material).update(speaker=one)
    for position in range(3):
        places(signed_in(noor), material, position)
    context = chromium.new_context(
        viewport={"width": 320, "height": 640}, locale="nl-NL", java_script_enabled=False
    )
    context.add_cookies(
        [
            {
                "name": KEY_COOKIE + confident.pk.hex,
                "value": sam.secret(confident),
                "url": live_server.url,
            }
        ]
    )
    page = opens(context, live_server, "dialogues:mine", confident.pk)
    page.locator(f"a[href='{reverse('dialogues:confirm', args=[confident.pk])}']").first.click()
    page.locator(".zw-toolbar .nl-button--primary").click()
    page.locator("summary").click()
    page.fill("textarea[name=text]", "In mijn eigen woorden.")
    page.locator(".zw-toolbar .nl-button--primary").click()
    page.locator("button[form=no]").click()
    texts = set(Contribution.objects.values_list("text", flat=True))
    assert texts == {"Wat doen jullie hier samen?", "In mijn eigen woorden."}
    assert not page.locator("button[form=no]").count()
    assert lead_of(confident)
    context.close()
