"""A small window that files are dragged from, as a file manager's.

    drag.py X Y PATH...

It stands at X, Y above all others and tells each thing that happens on a line: "shown", "dragged", "welcome" where what is under
the pointer would take the files, then "dropped" or "refused".
"""

import sys
from pathlib import Path

import gi

gi.require_version("Gdk", "3.0")
gi.require_version("Gtk", "3.0")
from gi.repository import Gdk, Gtk  # noqa: E402


def main(x: int, y: int, paths: list[str]) -> None:
    uris = [Path(path).as_uri() for path in paths]
    window = Gtk.Window(title="Files", type_hint=Gdk.WindowTypeHint.UTILITY, accept_focus=False)
    window.set_decorated(False)
    window.set_keep_above(True)
    window.set_default_size(60, 40)
    window.move(x, y)

    # With a window of its own an event box gets the pointer wherever it is pressed.
    handle = Gtk.EventBox()
    handle.drag_source_set(Gdk.ModifierType.BUTTON1_MASK, [], Gdk.DragAction.COPY)
    handle.drag_source_add_uri_targets()
    handle.connect("drag-data-get", lambda _widget, _context, data, _info, _time: data.set_uris(uris))
    handle.connect("drag-begin", begun)
    handle.connect("drag-end", lambda _widget, context: tell("dropped" if Gdk.drag_drop_succeeded(context) else "refused"))
    window.add(handle)
    window.connect("map-event", lambda *_: tell("shown"))
    window.show_all()
    Gtk.main()


def begun(_handle: Gtk.Widget, context: Gdk.DragContext) -> None:
    context.connect("action-changed", lambda _context, action: tell("welcome") if action else None)
    tell("dragged")


def tell(what: str) -> None:
    print(what, flush=True)


main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3:])
