"""A dialogue as a calendar file. Plain values in, bytes out; no database and no request."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from icalendar import Calendar, Event

KIND = "text/calendar; charset=utf-8"


@dataclass(frozen=True)
class Meeting:
    """What a calendar may know: when and where, and nothing of what is said."""

    id: UUID
    title: str
    starts_at: datetime
    """Local time, aware. At midnight only the day is agreed."""
    minutes: int
    place: str
    address: str
    """Where one takes part, on our own site (AT-52)."""
    call: str
    words: str


def calendar(meeting: Meeting, *, made_on: date) -> bytes:
    """An iCalendar file (RFC 5545). Its stamp is the day, not the moment (AT-24)."""
    event = Event()
    event.add("uid", f"{meeting.id}@zwerm")
    event.add("dtstamp", datetime.combine(made_on, time.min, tzinfo=UTC))
    event.add("summary", meeting.title)
    if meeting.starts_at.time() == time.min:
        event.add("dtstart", meeting.starts_at.date())
        event.add("dtend", meeting.starts_at.date() + timedelta(days=1))
    else:
        begins = meeting.starts_at.astimezone(UTC)
        event.add("dtstart", begins)
        event.add("dtend", begins + timedelta(minutes=meeting.minutes))
    where = ", ".join(part for part in (meeting.place, meeting.call) if part)
    if where:
        event.add("location", where)
    event.add("description", f"{meeting.words}\n{meeting.address}")
    event.add("url", meeting.address)
    event.add("class", "PRIVATE")
    file = Calendar()
    file.add("prodid", "-//Zwerm//Zwerm//NL")
    file.add("version", "2.0")
    file.add("method", "PUBLISH")
    file.add_component(event)
    return bytes(file.to_ical())
