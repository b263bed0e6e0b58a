"""What the site refuses to be for real people (AT-101), and how it then behaves."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

SECRET = "k" * 39 + "-" + "9" * 20
GOOD = {
    "ZWERM_MODE": "production",
    "ZWERM_SECRET_KEY": SECRET,
    "ZWERM_URL": "https://zwerm.example",
}


def zwerm(folder: Path, *words: str, **told: str) -> subprocess.CompletedProcess[str]:
    """The command, on a machine of its own with these settings."""
    program = "import sys; from zwerm.cli import main; sys.exit(main(sys.argv[1:]))"
    return python(folder, program, *words, **told)


def python(
    folder: Path, program: str, *words: str, **told: str
) -> subprocess.CompletedProcess[str]:
    """A program in a fresh environment."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith("ZWERM_")}
    plain.pop("DATABASE_URL", None)
    plain.pop("DJANGO_SETTINGS_MODULE", None)
    return subprocess.run(
        [sys.executable, "-c", program, *words],
        env=plain | {"ZWERM_VAR": str(folder)} | told,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def asked(folder: Path, program: str, **told: str) -> str:
    """What a program says inside a running site with these settings."""
    done = zwerm(folder, "manage", "shell", "-v", "0", "-c", program, **told)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.mark.parametrize(
    ("told", "named"),
    [
        ({"ZWERM_SECRET_KEY": ""}, "ZWERM_SECRET_KEY"),
        ({"ZWERM_SECRET_KEY": "only-for-trying-out-never-for-people"}, "ZWERM_SECRET_KEY"),
        ({"ZWERM_SECRET_KEY": "short"}, "ZWERM_SECRET_KEY"),
        ({"ZWERM_DEBUG": "yes"}, "ZWERM_DEBUG"),
        ({"ZWERM_URL": "http://zwerm.example"}, "ZWERM_URL"),
        ({"ZWERM_URL": ""}, "ZWERM_URL"),
        ({"ZWERM_MODE": "prodution"}, "ZWERM_MODE"),
        ({"ZWERM_DEBUG": "maybe"}, "ZWERM_DEBUG"),
        ({"ZWERM_PORT": "eighty"}, "ZWERM_PORT"),
    ],
)
def test_AT101_a_setting_that_is_not_for_people_is_named_and_refused(
    tmp_path: Path, told: dict[str, str], named: str
) -> None:
    done = python(tmp_path, "import zwerm.settings", **GOOD | told)
    assert done.returncode != 0
    assert named in done.stderr
    assert SECRET not in done.stderr


@pytest.fixture(scope="module")
def tried(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A machine on which somebody tried the example first."""
    folder = tmp_path_factory.mktemp("tried")
    assert zwerm(folder, "manage", "migrate", "-v", "0").returncode == 0
    assert zwerm(folder, "seed").returncode == 0
    return folder


def test_AT101_the_doctor_refuses_example_people_among_real_ones(tried: Path) -> None:
    assert zwerm(tried, "doctor").returncode == 0
    done = zwerm(tried, "doctor", **GOOD)
    assert done.returncode != 0
    assert "example people" in done.stdout
    begun = zwerm(tried, "run", **GOOD)
    assert begun.returncode != 0
    assert "example people" in begun.stdout


def test_AT101_the_example_is_not_made_among_real_people(tmp_path: Path) -> None:
    assert zwerm(tmp_path, "manage", "migrate", "-v", "0", **GOOD).returncode == 0
    done = zwerm(tmp_path, "seed", **GOOD)
    assert done.returncode != 0
    assert (
        asked(
            tmp_path,
            "from zwerm.people.models import Person as P; print(P.objects.count())",
            **GOOD,
        )
        == "0"
    )


def test_AT101_the_example_is_made_once(tried: Path) -> None:
    assert zwerm(tried, "seed").returncode != 0


def test_AT100_patterns_and_faults_show_only_while_building(tmp_path: Path) -> None:
    program = "from zwerm.urls import urlpatterns as u; print([str(p.pattern) for p in u])"
    assert "patronen" not in asked(tmp_path, program, **GOOD)
    assert "patronen" not in asked(tmp_path, program)
    assert "patronen" in asked(tmp_path, program, ZWERM_DEBUG="yes")


def test_production_answers_only_over_tls_with_locked_cookies(tmp_path: Path) -> None:
    program = """
from django.test import Client
from django.urls import reverse
from django.core.management import call_command
call_command("migrate", verbosity=0); call_command("collectstatic", verbosity=0)
here = {"secure": True, "headers": {"host": "zwerm.example"}}
plain = Client().get("/", headers={"host": "zwerm.example"})
print(plain.status_code, plain["Location"])
client = Client()
page = client.get("/meedoen/", **here)
print(page.status_code, page["Strict-Transport-Security"])
client.post("/taal/", {"language": "en", "next": "/"}, **here)
for name, one in client.cookies.items():
    locked = (bool(one["secure"]), bool(one["httponly"]), one["samesite"], one["domain"] or "-")
    print(name, *locked)
print(Client().get("/", secure=True, headers={"host": "elsewhere.example"}).status_code)
"""
    said = asked(tmp_path, program, **GOOD).splitlines()
    assert said[0] == "301 https://zwerm.example/"
    status, hsts = said[1].split(" ", 1)
    assert status == "200"
    assert hsts.startswith("max-age=63072000; includeSubDomains")
    cookies = [line.split() for line in said[2:-1]]
    assert {name for name, *_ in cookies} == {"__Host-zwerm-csrf", "zwerm-language"}
    assert all(rest == ["True", "True", "Lax", "-"] for _, *rest in cookies)
    assert said[-1] == "400"


def test_a_key_that_somebody_planted_from_a_subdomain_opens_nothing(tmp_path: Path) -> None:
    """In production a device is believed by a cookie that only this host can have set."""
    program = """
from uuid import uuid4
from django.http import HttpRequest
from zwerm.people.viewer import viewer_of
one, other = uuid4(), uuid4()
request = HttpRequest()
request.COOKIES = {f"zwerm-key-{one.hex}": "PLANTED", f"__Host-zwerm-key-{other.hex}": "OWN"}
viewer = viewer_of(request)
print(viewer.key_for(one), viewer.key_for(other))
"""
    assert asked(tmp_path, program, **GOOD) == "None OWN"
    assert asked(tmp_path, program) == "PLANTED None"
