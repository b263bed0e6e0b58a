"""Preparing a dialogue, opening it, and asking an outsider to lead it."""

from collections.abc import Mapping
from datetime import date, timedelta
from secrets import token_urlsafe

from django.db import IntegrityError, transaction
from django.utils import timezone

from zwerm.dialogues import cards, topics
from zwerm.dialogues.models import Decision, Dialogue, Invitation, Seat, TakeHome
from zwerm.dialogues.plan import Plan as Plan
from zwerm.dialogues.terms import Level, Role, State
from zwerm.frameworks.models import FrameworkVersion
from zwerm.live.topics import changed
from zwerm.people.models import Person
from zwerm.practices.models import Practice

INVITED_FOR = timedelta(days=30)
PROMISED = ("level", "has_power", "form", "afterwards")
"""What participants read before they spoke."""

DESPITE_POWER = "in_confidence_despite_power"


class NoLongerStands(Exception):
    """An invitation that was used, taken back or too old."""


def level_for(*, has_power: bool) -> str:
    """Which level by default: without name when who leads has power over who is expected."""
    return Level.NAMELESS if has_power else Level.IN_CONFIDENCE


@transaction.atomic
def prepare(
    practice: Practice, version: FrameworkVersion, plan: Plan, *, by: Person, perspective: str
) -> Dialogue:
    """A new dialogue of a practice; who prepares it gets the seat to lead it from."""
    dialogue = Dialogue.objects.create(
        hub_id=practice.hub_id,
        practice=practice,
        version=version,
        made_by=by,
        k=practice.hub.k,
        **_columns(plan),
    )
    Seat.objects.create(
        dialogue=dialogue,
        role=Role.FACILITATOR,
        person=by,
        nickname=by.name[:40],
        perspective=perspective,
    )
    _record_overruling(dialogue, by=by.name)
    return dialogue


@transaction.atomic
def prepare_again(dialogue: Dialogue, plan: Plan, *, by: Seat) -> None:
    """Change the plan. Once people are in, what they were promised stays: the level (P3), and what
    happens with their words afterwards (P2)."""
    columns = _columns(plan)
    # Read again under the lock: somebody may have opened it while the page was being filled in.
    now = Dialogue.objects.select_for_update().only("state").get(pk=dialogue.pk)
    if now.state != State.PREPARING:
        for promised in PROMISED:
            columns.pop(promised)
    for name, value in columns.items():
        setattr(dialogue, name, value)
    dialogue.save(update_fields=list(columns))
    if now.state == State.PREPARING:
        _record_overruling(dialogue, by=by.nickname)
    changed(*topics.both(dialogue.pk))


def _record_overruling(dialogue: Dialogue, *, by: str) -> None:
    """In confidence though somebody has power over somebody: that is decided, never slipped in."""
    if not dialogue.has_power or dialogue.level != Level.IN_CONFIDENCE:
        return
    if dialogue.decisions.filter(what=DESPITE_POWER).exists():
        return
    Decision.objects.create(
        dialogue=dialogue, what=DESPITE_POWER, by=by[:120], on=timezone.localdate()
    )


def _columns(plan: Plan) -> dict[str, object]:
    return {
        "title": plan.title,
        "form": plan.form,
        "aspects": list(plan.aspects),
        "depth": plan.depth,
        "audiences": list(plan.audiences),
        "has_power": plan.has_power,
        "level": plan.level,
        "starts_at": plan.starts_at,
        "minutes": plan.minutes,
        "place": plan.place,
        "place_feels": plan.place_feels,
        "meeting_url": plan.meeting_url,
        "afterwards": plan.afterwards,
        "dependencies": plan.dependencies,
        "expected": plan.expected or {},
    }


def open_up(dialogue: Dialogue) -> None:
    """Let people in: the short code lives from now until closing. Twice is once (FI-14)."""
    _let_in(dialogue, State.PREPARING, opened_on=timezone.localdate())


def set_joinable(dialogue: Dialogue, *, joinable: bool) -> None:
    """Close or open the door for newcomers while the dialogue goes on."""
    if joinable and dialogue.join_code is None:
        # Reopened: the old code died when the dialogue closed (AT-45).
        _let_in(dialogue, State.OPEN)
        return
    with transaction.atomic():
        Dialogue.objects.filter(pk=dialogue.pk, state=State.OPEN).update(joinable=joinable)
        changed(*topics.everywhere(dialogue.pk))


def _let_in(dialogue: Dialogue, state: State, **also: date) -> None:
    """Open the door with a fresh code; another code when somebody has this one."""
    for _ in range(5):
        rows = Dialogue.objects.filter(pk=dialogue.pk, state=state, join_code=None)
        try:
            with transaction.atomic():
                rows.update(
                    state=State.OPEN, joinable=True, join_code=cards.new_join_code(), **also
                )
                changed(*topics.everywhere(dialogue.pk))
        except IntegrityError:
            continue
        break
    dialogue.refresh_from_db()


@transaction.atomic
def invite_outsider(dialogue: Dialogue, *, email: str, name: str) -> tuple[Invitation, str]:
    """Ask one person to lead this one dialogue (P5). Returns the invitation and its token.

    An earlier invitation that still stands ends: one outsider leads.
    """
    withdraw_invitations(dialogue)
    token = token_urlsafe(24)
    invitation = Invitation.objects.create(
        dialogue=dialogue,
        email=email.strip().lower(),
        name=name,
        token_hash=cards.key_hash(token),
        expires_at=timezone.now() + INVITED_FOR,
    )
    return invitation, token


def withdraw_invitations(dialogue: Dialogue) -> None:
    """No invitation that nobody accepted opens anything any more (AT-48)."""
    dialogue.invitations.filter(seat=None, withdrawn=False).update(withdrawn=True)


@transaction.atomic
def accept_invitation(invitation: Invitation) -> tuple[Seat, str]:
    """The outsider takes her seat: a role and an end, no membership. Returns seat and secret.

    Raises `NoLongerStands` when it was used or taken back in the meantime: nothing is kept.
    """
    secret = cards.new_secret()
    seat = Seat.objects.create(
        dialogue=invitation.dialogue,
        role=Role.INTERVIEWER,
        nickname=invitation.name[:40],
        key_hash=cards.key_hash(secret),
    )
    used = Invitation.objects.filter(
        pk=invitation.pk, seat=None, withdrawn=False, expires_at__gt=timezone.now()
    ).update(seat=seat)
    if not used:
        raise NoLongerStands
    changed(topics.lead(invitation.dialogue_id))
    return seat, secret


@transaction.atomic
def end_outsider(dialogue: Dialogue, *, by: Seat) -> None:
    """End the outsider's seat now; her open screens close within five seconds (AT-12)."""
    withdraw_invitations(dialogue)
    ended = dialogue.seats.filter(role=Role.INTERVIEWER, until=None).update(until=timezone.now())
    if ended:
        Decision.objects.create(
            dialogue=dialogue, what="outsider_ended", by=by.nickname, on=timezone.localdate()
        )
        changed(*topics.both(dialogue.pk))


def take_home(seat: Seat, answers: Mapping[str, str]) -> None:
    """What an outsider takes home, per question; an empty answer removes it. Only she sees it."""
    for question, text in answers.items():
        if text:
            TakeHome.objects.update_or_create(seat=seat, question=question, defaults={"text": text})
        else:
            TakeHome.objects.filter(seat=seat, question=question).delete()
