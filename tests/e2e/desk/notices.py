"""What a test sees of the desktop's notifications, and the hand that presses them. Dunst shows them; it runs this for each one
that comes up and as its menu.

    notices.py noted            a notification came up: notes it
    notices.py choose           the menu: notes its entries, and chooses the one that is wanted, if any
    notices.py closed           tells the numbers of those that are gone, a line each
    notices.py menu             opens the menu of all that are shown

It works in the folder that the variable NOTICES names.
"""

import json
import os
import pathlib
import sys

import gi

gi.require_version("Gio", "2.0")
from gi.repository import Gio  # noqa: E402

DAEMON = "org.freedesktop.Notifications"
PATH = "/org/freedesktop/Notifications"
CONTROL = "org.dunstproject.cmd0"

folder = pathlib.Path(os.environ["NOTICES"])


def noted() -> None:
    """Notes it on a line; short enough to be written at once."""
    fields = {"number": "ID", "title": "SUMMARY", "body": "BODY", "category": "CATEGORY", "urgency": "URGENCY"}
    notice = {name: os.environ.get(f"DUNST_{field}", "") for name, field in fields.items()}
    with open(folder / "noted", "a", encoding="utf-8") as file:
        file.write(json.dumps(notice) + "\n")


def choose() -> None:
    """An entry is `#label (title) [number,program]`."""
    entries = [line for line in sys.stdin.read().splitlines() if line.startswith("#")]
    wanted = (folder / "wanted").read_text(encoding="utf-8")
    for entry in entries:
        if wanted and entry.startswith(f"#{wanted} ["):
            print(entry)
    whole = folder / "menu.part"
    whole.write_text("\n".join(entries), encoding="utf-8")
    whole.rename(folder / "menu")


def closed() -> None:
    (notices,) = call("NotificationListHistory")
    for notice in notices:
        print(notice["id"])


def call(method: str) -> tuple:
    bus = Gio.bus_get_sync(Gio.BusType.SESSION)
    return bus.call_sync(DAEMON, PATH, CONTROL, method, None, None, Gio.DBusCallFlags.NONE, -1, None).unpack()


verbs = {"noted": noted, "choose": choose, "closed": closed, "menu": lambda: call("ContextMenuCall")}
verbs[sys.argv[1]]()
