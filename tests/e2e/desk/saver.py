"""Whoever locks the screen, as a desktop has it (org.freedesktop.ScreenSaver). It locks nothing and says whether it would.

    saver.py                serves; tells "ready"
    saver.py lock | unlock  says from now on that the screen is locked, or not
"""

import sys

import gi

gi.require_version("Gio", "2.0")
from gi.repository import Gio, GLib  # noqa: E402

NAME = "org.freedesktop.ScreenSaver"
PATH = "/org/freedesktop/ScreenSaver"
INTERFACE = f"""
<node>
  <interface name="{NAME}">
    <method name="GetActive"><arg type="b" name="active" direction="out"/></method>
    <method name="SetActive"><arg type="b" name="active" direction="in"/></method>
    <signal name="ActiveChanged"><arg type="b" name="active"/></signal>
  </interface>
</node>
"""

active = False


def export(bus: Gio.DBusConnection, _name: str) -> None:
    interface = Gio.DBusNodeInfo.new_for_xml(INTERFACE).interfaces[0]
    bus.register_object(PATH, interface, called, None, None)


def called(bus, _sender, path, interface, method, parameters, invocation) -> None:
    global active
    if method == "SetActive":
        (active,) = parameters.unpack()
        bus.emit_signal(None, path, interface, "ActiveChanged", parameters)
        invocation.return_value(None)
    else:
        invocation.return_value(GLib.Variant("(b)", (active,)))


def serve() -> None:
    ready = lambda *_: print("ready", flush=True)  # noqa: E731
    Gio.bus_own_name(Gio.BusType.SESSION, NAME, Gio.BusNameOwnerFlags.NONE, export, ready, None)
    GLib.MainLoop().run()


def say(what: str) -> None:
    bus = Gio.bus_get_sync(Gio.BusType.SESSION)
    wanted = GLib.Variant("(b)", (what == "lock",))
    bus.call_sync(NAME, PATH, NAME, "SetActive", wanted, None, Gio.DBusCallFlags.NONE, -1)


if len(sys.argv) > 1:
    say(sys.argv[1])
else:
    serve()
