"""Our own small drawings: the icons, and the marks of the perspectives. Plain values, no Django.

An icon is a line drawing on 24 by 24 in the colour of the text beside it. A mark is a filled shape
on 16 by 16; no two marks share a shape, so that they differ without colour and on a fax (AX-08).
"""

from typing import Final

ICONS: Final[dict[str, str]] = {
    # Who sees this: from one closed eye to the open door.
    "private": '<rect x="5" y="11" width="14" height="9" rx="2"/><path d="M8 11V8a4 4 0 0 1 8 0v3"/>',
    "dialogue": '<path d="M4 5h11v8H9l-3 3v-3H4z"/><path d="M18 9h2v8h-2v3l-3-3h-4"/>',
    "practice": '<circle cx="12" cy="12" r="4.5"/><circle cx="12" cy="4" r="1.6"/>'
    '<circle cx="19.5" cy="9.5" r="1.6"/><circle cx="16.7" cy="18.6" r="1.6"/>'
    '<circle cx="7.3" cy="18.6" r="1.6"/><circle cx="4.5" cy="9.5" r="1.6"/>',
    "hub": '<path d="M3 20V12l4.5-4 4.5 4v8z"/><path d="M12 13l4.5-4 4.5 4v7h-9"/><path d="M7 20v-4"/>',
    "all": '<circle cx="12" cy="5" r="2.5"/><circle cx="5" cy="18" r="2.5"/>'
    '<circle cx="19" cy="18" r="2.5"/><path d="M10.8 7.2 6.2 15.8M13.2 7.2l4.6 8.6M7.5 18h9"/>',
    "public": '<circle cx="12" cy="12" r="8.5"/><path d="M3.5 12h17M12 3.5c5 5 5 12 0 17M12 3.5c-5 5-5 12 0 17"/>',
    # What is going on.
    "info": '<circle cx="12" cy="12" r="8.5"/><path d="M12 11v5.5M12 7.5v.6"/>',
    "good": '<circle cx="12" cy="12" r="8.5"/><path d="m8 12.3 2.8 2.8L16.2 9.5"/>',
    "warning": '<path d="M12 4 2.8 20h18.4z"/><path d="M12 10v4.5M12 17.2v.5"/>',
    "error": '<path d="M8.5 3.5h7l5 5v7l-5 5h-7l-5-5v-7z"/><path d="m9 9 6 6m0-6-6 6"/>',
    "quiet": '<path d="M4 16.5l4-3C7.8 9.5 10.3 6.5 13.6 6.5a3.2 3.2 0 0 1 3.1 2.5'
    'l2.3 1-2.3.9c-.4 3.7-3 5.6-6.2 5.6z"/>'
    '<path d="M13.4 9.3v.1M10 16.5V19M12.8 16V19M3 19h18"/>',
    # What one can do.
    "arrow": '<path d="M4 12h15M13 6l6 6-6 6"/>',
    "back": '<path d="M20 12H5m6-6-6 6 6 6"/>',
    "down": '<path d="m6 9 6 6 6-6"/>',
    "plus": '<path d="M12 5v14M5 12h14"/>',
    "close": '<path d="m6 6 12 12M18 6 6 18"/>',
    "check": '<path d="m5 12.5 4.5 4.5L19 7.5"/>',
    "pencil": '<path d="M5 19l1-4L16.5 4.5l3 3L9 18z"/><path d="m14.5 6.5 3 3"/>',
    "share": '<path d="M4 20c0-7 4-10 11-10M11 5l5 5-5 5"/><path d="M20 4v16"/>',
    "takeback": '<path d="M9 5 4 10l5 5"/><path d="M4 10h10a5.5 5.5 0 0 1 0 11h-3"/>',
    "search": '<circle cx="10.5" cy="10.5" r="6"/><path d="m15 15 5.5 5.5"/>',
    "print": '<path d="M7 9V4h10v5M7 17H4v-8h16v8h-3"/><path d="M7 14h10v6H7z"/>',
    "copy": '<rect x="8" y="8" width="12" height="12" rx="2"/><path d="M16 8V4H4v12h4"/>',
    "download": '<path d="M12 4v11M7 10.5l5 5 5-5M4 20h16"/>',
    "upload": '<path d="M12 16V5M7 9.5l5-5 5 5M4 20h16"/>',
    "mail": '<rect x="3" y="5.5" width="18" height="13" rx="2"/><path d="m4 7 8 6.5L20 7"/>',
    "link": '<path d="M10 14a4 4 0 0 0 6 0l3-3a4.2 4.2 0 0 0-6-6l-1.2 1.2"/>'
    '<path d="M14 10a4 4 0 0 0-6 0l-3 3a4.2 4.2 0 0 0 6 6l1.2-1.2"/>',
    "aloud": '<path d="M4 9.5v5h3.5L12 19V5L7.5 9.5z"/><path d="M15.5 9a4 4 0 0 1 0 6M18 6.5a8 8 0 0 1 0 11"/>',
    "out": '<path d="M13 4H5v16h8M10 12h10M16 8l4 4-4 4"/>',
    # Things on the table.
    "help": '<circle cx="12" cy="12" r="8.5"/><path d="M9.3 9.5a2.8 2.8 0 1 1 3.9 2.6c-.8.4-1.2.9-1.2 1.9M12 16.8v.5"/>',
    "language": '<path d="M3 6h10M8 4v2M10.5 6c-.8 4-3.5 7-7 8.5M5.5 9c1 2.5 3.5 4.5 6 5.5"/><path d="m12 20 4.5-10L21 20M13.5 17h6"/>',
    "person": '<circle cx="12" cy="8" r="3.5"/><path d="M5 20c.5-4.5 3-6.5 7-6.5s6.5 2 7 6.5"/>',
    "people": '<circle cx="9" cy="8.5" r="3"/><path d="M3 19c.4-4 2.5-5.5 6-5.5s5.6 1.5 6 5.5"/>'
    '<path d="M15 6a2.8 2.8 0 1 1 1 5.3M17.5 14c2 .6 3.2 2.2 3.5 5"/>',
    "speech": '<path d="M4 5h16v11h-8l-4.5 4v-4H4z"/>',
    "question": '<path d="M4 5h16v11h-8l-4.5 4v-4H4z"/><path d="M10.4 9a1.7 1.7 0 1 1 2.4 1.6c-.5.2-.8.6-.8 1.1M12 13.4v.3"/>',
    "paper": '<path d="M6 3h8l4 4v14H6z"/><path d="M14 3v4h4M9 12h6M9 16h6"/>',
    "card": '<rect x="3" y="6" width="18" height="12" rx="2"/><path d="M6.5 11h5M6.5 14.5h8"/>',
    "phone": '<rect x="7" y="3" width="10" height="18" rx="2"/><path d="M11 18h2"/>',
    "calendar": '<rect x="4" y="5.5" width="16" height="15" rx="2"/><path d="M4 10h16M8.5 3v4M15.5 3v4"/>',
    "clock": '<circle cx="12" cy="12" r="8.5"/><path d="M12 7v5.3l3.5 2"/>',
    "place": '<path d="M12 21c-4.5-5-6.5-8-6.5-11a6.5 6.5 0 0 1 13 0c0 3-2 6-6.5 11z"/><circle cx="12" cy="10" r="2.3"/>',
    "promise": '<path d="M3 12l4-5 5 2 5-2 4 5-6 6.5-3-1.5-3 1.5z"/><path d="m12 9-3 4 2 1 2-2 3 3.5"/>',
    "thread": '<circle cx="5" cy="6" r="2"/><circle cx="12" cy="12" r="2"/><circle cx="19" cy="18" r="2"/>'
    '<path d="M6.5 7.5 10.5 11M13.5 13.3l4 3.4"/>',
    "flock": '<path d="M3 13c2-2 4-2 5 0 1-2 3-2 5 0M11 7c2-2 4-2 5 0 1-2 3-2 5 0M10 19c1.8-1.8 3.5-1.8 4.5 0 1-1.8 2.7-1.8 4.5 0"/>',
    "settings": '<path d="M4 7h9M17 7h3M4 17h3M11 17h9"/><circle cx="15" cy="7" r="2"/><circle cx="9" cy="17" r="2"/>',
}
"""Name -> what is inside the <svg>."""

PERSPECTIVES: Final[dict[str, tuple[str, str]]] = {
    "student": ("#1f66a8", '<circle cx="8" cy="8" r="6.5"/>'),
    "professional": ("#a34a08", '<rect x="2" y="2" width="12" height="12" rx="1"/>'),
    "teacher": ("#176b47", '<path d="M8 1.2 15.2 14.5H.8z"/>'),
    "resident": ("#94306a", '<path d="M8 .5 15.5 8 8 15.5.5 8z"/>'),
    "municipality": ("#6d5a00", '<path d="M.8 13.5a7.2 10.5 0 0 1 14.4 0z"/>'),
    "management": ("#4a4796", '<path d="M5.5 1h5v4.5H15v5h-4.5V15h-5v-4.5H1v-5h4.5z"/>'),
    "neutral": (
        "#6b6560",
        '<path d="M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zm0 3.2a3.3 3.3 0 1 1 0 6.6 3.3 3.3 0 0 1 0-6.6z"/>',
    ),
}
"""Key -> colour on light paper (4.5:1 or more) and shape. Any other key is drawn as neutral."""
