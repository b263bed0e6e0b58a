"""Viewer and id to object: the only doors. Missing and not yours give the same 404."""

from collections.abc import Collection, Sequence
from uuid import UUID

from django.http import Http404
from django.utils import timezone

from zwerm.dialogues import cards
from zwerm.dialogues.models import (
    Contribution,
    Dialogue,
    Invitation,
    Material,
    Passage,
    Placement,
    Seat,
    Speaker,
    Theme,
)
from zwerm.dialogues.terms import LEADS, Channel, Level, MaterialKind, Reach, Role, State
from zwerm.people.viewer import Viewer


def find_seat(viewer: Viewer, dialogue_id: UUID, *, leads: bool) -> Seat | None:
    """The viewer's seat at a dialogue: by the key the device carries, else by the account.

    Never filters on a value that may be None: a sealed contribution has no seat (style B' 4).
    The hub comes along only for who leads: each page begins here, and half of what it costs is
    columns that nobody reads.
    """
    seats = Seat.objects.select_related("dialogue__practice")
    if leads:
        seats = seats.select_related("dialogue__hub")
    seats = seats.filter(dialogue_id=dialogue_id, left=False)
    key = viewer.key_for(dialogue_id)
    if key is not None:
        for seat in seats.filter(key_hash=cards.key_hash(key)):
            if (seat.role in LEADS) == leads:
                return seat
    if viewer.person_id is not None:
        seats = seats.filter(role__in=LEADS) if leads else seats.exclude(role__in=LEADS)
        return seats.filter(person_id=viewer.person_id).first()
    return None


def seat_at(viewer: Viewer, dialogue_id: UUID) -> Seat:
    """The viewer's own voice at a dialogue that has begun, or 404."""
    seat = find_seat(viewer, dialogue_id, leads=False)
    if seat is None:
        raise Http404
    if seat.dialogue.state == State.PREPARING:
        raise Http404
    return seat


def speaking_seat(viewer: Viewer, dialogue_id: UUID) -> Seat:
    """The viewer's own voice at a dialogue that is open now, or 404."""
    seat = seat_at(viewer, dialogue_id)
    if seat.dialogue.state != State.OPEN:
        raise Http404
    return seat


def leading_seat(viewer: Viewer, dialogue_id: UUID) -> Seat:
    """The seat from which the viewer leads; an outsider's ends when it closes (AT-14)."""
    seat = find_seat(viewer, dialogue_id, leads=True)
    if seat is None:
        raise Http404
    if seat.until is not None and seat.until <= timezone.now():
        raise Http404
    if seat.role == Role.INTERVIEWER and seat.dialogue.state == State.CLOSED:
        raise Http404
    return seat


def leading_while_open(viewer: Viewer, dialogue_id: UUID) -> Seat:
    """As `leading_seat`, of a dialogue that is open now."""
    seat = leading_seat(viewer, dialogue_id)
    if seat.dialogue.state != State.OPEN:
        raise Http404
    return seat


def preparing_seat(viewer: Viewer, dialogue_id: UUID) -> Seat:
    """The seat of who prepares a dialogue: a facilitator of its practice, never an outsider."""
    seat = leading_seat(viewer, dialogue_id)
    if seat.role != Role.FACILITATOR:
        raise Http404
    return seat


def outsider_seat(viewer: Viewer, dialogue_id: UUID) -> Seat:
    """A neutral outsider's seat, also after closing: only for what she takes home (P5)."""
    seat = find_seat(viewer, dialogue_id, leads=True)
    if seat is None:
        raise Http404
    if seat.role != Role.INTERVIEWER:
        raise Http404
    return seat


def seat_inside(viewer: Viewer, dialogue_id: UUID) -> Seat:
    """Any seat at the table, voice or lead, of a dialogue that has begun: who may see inside."""
    seat = find_seat(viewer, dialogue_id, leads=False)
    if seat is None:
        return leading_seat(viewer, dialogue_id)
    if seat.dialogue.state == State.PREPARING:
        raise Http404
    return seat


def own_contribution(viewer: Viewer, dialogue_id: UUID, contribution_id: UUID) -> Contribution:
    """A contribution of the viewer's own seat or, after sealing, of the card she holds; or 404.

    The session opens nothing after sealing (AT-31): only the key's own mark does.
    """
    key = viewer.key_for(dialogue_id)
    found = (
        Contribution.objects.select_related("dialogue")
        .filter(pk=contribution_id, dialogue_id=dialogue_id)
        .first()
    )
    if found is None:
        raise Http404
    if found.seat_id is None:
        if key is not None and found.mark and cards.finds(key, found.salt, found.mark):
            return found
        raise Http404
    seat = find_seat(viewer, dialogue_id, leads=False)
    if seat is None or seat.pk != found.seat_id:
        raise Http404
    return found


def own_unsealed(viewer: Viewer, dialogue_id: UUID, contribution_id: UUID) -> Contribution:
    """An own contribution that may still be shared or changed: what is sealed is only read, kept
    to oneself and taken back."""
    found = own_contribution(viewer, dialogue_id, contribution_id)
    if found.seat_id is None:
        raise Http404
    return found


def shown_contribution(dialogue: Dialogue, contribution_id: UUID) -> Contribution:
    """A contribution that others may see, for who leads: to put in a theme or to hide."""
    found = Contribution.objects.filter(
        pk=contribution_id, dialogue=dialogue, reach=Reach.DIALOGUE, shown=True
    ).first()
    if found is None:
        raise Http404
    return found


def shown_contributions(dialogue: Dialogue, ids: Sequence[UUID]) -> list[Contribution]:
    """Those of these contributions that the group may see now, in no order. What was taken back
    in the meantime is left out, and so is what was never of this dialogue."""
    return list(
        Contribution.objects.filter(
            pk__in=ids, dialogue=dialogue, reach=Reach.DIALOGUE, shown=True, hidden=False
        )
    )


def theme_of(dialogue: Dialogue, theme_id: UUID) -> Theme:
    """A theme of this dialogue, or 404."""
    found = dialogue.themes.filter(pk=theme_id).first()
    if found is None:
        raise Http404
    return found


def paper_seat(dialogue: Dialogue, seat_id: UUID) -> Seat:
    """A voice of this dialogue that speaks on paper, to type in for; or 404."""
    found = dialogue.seats.filter(pk=seat_id, role=Role.VOICE).exclude(sheet="").first()
    if found is None:
        raise Http404
    return found


def material_of(seat: Seat, material_id: UUID) -> Material:
    """Material brought by this very seat, or 404: nobody else sees it."""
    found = Material.objects.filter(
        pk=material_id, dialogue_id=seat.dialogue_id, brought_by=seat
    ).first()
    if found is None:
        raise Http404
    found.dialogue = seat.dialogue
    return found


def passage_at(material: Material, position: int) -> Passage:
    """A passage of this material that is offered for placing, or 404."""
    found = (
        material.passages.select_related("speaker__seat")
        .filter(position=position, speaker__left_out=False)
        .first()
    )
    if found is None:
        raise Http404
    if found.speaker.seat is not None:
        found.speaker.seat.dialogue = material.dialogue
    return found


def speaker_of(material: Material, speaker_id: UUID) -> Speaker:
    """A speaker of this material, or 404."""
    found = material.speakers.filter(pk=speaker_id).first()
    if found is None:
        raise Http404
    return found


def speakers_of(material: Material, ids: Collection[UUID]) -> list[Speaker]:
    """Speakers of this material, all of them or 404. No query when none is asked for."""
    if not ids:
        return []
    found = list(material.speakers.filter(pk__in=ids))
    if len(found) != len(set(ids)):
        raise Http404
    return found


def voices_at(seat: Seat, ids: Collection[UUID]) -> list[Seat]:
    """Voices at the table this seat leads, all of them or 404; without name never one with a phone
    of its own (P3). No query when none is asked for."""
    if not ids:
        return []
    seats = seat.dialogue.seats.filter(pk__in=ids, role=Role.VOICE, left=False)
    if seat.dialogue.level == Level.NAMELESS:
        seats = seats.exclude(channel=Channel.SCREEN)
    found = list(seats)
    if len(found) != len(set(ids)):
        raise Http404
    return found


def notes_of(seat: Seat) -> Material:
    """The notes that this seat took, or 404."""
    found = Material.objects.filter(
        dialogue_id=seat.dialogue_id, brought_by=seat, kind=MaterialKind.NOTES
    ).first()
    if found is None:
        raise Http404
    found.dialogue = seat.dialogue
    return found


def voice_without_phone(material: Material, speaker_id: UUID) -> Seat:
    """The seat of a speaker that came to the table by this material and has no phone; or 404.

    Only such a seat gets a new card from somebody else: any other would lose its own (P3). Once it
    began to speak for itself, a new card would open to another what only this seat may read (P1).
    """
    seat = speaker_of(material, speaker_id).seat
    if seat is None:
        raise Http404
    if seat.channel != Channel.SPOKEN:
        raise Http404
    own = seat.contributions.exclude(channel=Channel.SPOKEN, placement__confirmed=False)
    if own.exists() or seat.drafts.exists():
        raise Http404
    seat.dialogue = material.dialogue
    return seat


def placement_of_speaker(seat: Seat, placement_id: UUID) -> Placement:
    """A placed passage of which this seat is the speaker, waiting for her yes; or 404."""
    found = (
        Placement.objects.select_related("material__dialogue", "passage", "passage__speaker")
        .filter(pk=placement_id, passage__speaker__seat=seat, passage__speaker__left_out=False)
        .first()
    )
    if found is None:
        raise Http404
    return found


def dialogue_by_code(typed: str) -> Dialogue:
    """An open dialogue that may be joined now, by its short code; or 404."""
    code = cards.normalise_code(typed)
    if code is None:
        raise Http404
    found = (
        Dialogue.objects.select_related("practice", "hub")
        .filter(join_code=code, joinable=True, state=State.OPEN)
        .first()
    )
    if found is None:
        raise Http404
    return found


def seat_by_card(typed: str) -> Seat:
    """The seat a typed card belongs to, or 404."""
    secret = cards.normalise(typed)
    if secret is None:
        raise Http404
    found = (
        Seat.objects.select_related("dialogue")
        .filter(key_hash=cards.key_hash(secret), left=False)
        .first()
    )
    if found is None:
        raise Http404
    return found


def invitation_by_token(token: str) -> Invitation:
    """An invitation that still stands, by the token in the mail; or 404 (AT-47, AT-48)."""
    found = (
        Invitation.objects.select_related("dialogue", "dialogue__practice")
        .filter(
            token_hash=cards.key_hash(token),
            seat=None,
            withdrawn=False,
            expires_at__gt=timezone.now(),
        )
        .exclude(dialogue__state=State.CLOSED)
        .first()
    )
    if found is None:
        raise Http404
    return found
