"""A file manager that shows nothing: it tells on a line each file that it is asked to show in its folder."""

import gi

gi.require_version("Gio", "2.0")
from gi.repository import Gio, GLib  # noqa: E402

NAME = "org.freedesktop.FileManager1"
INTERFACE = f"""
<node>
  <interface name="{NAME}">
    <method name="ShowItems">
      <arg type="as" name="uris" direction="in"/>
      <arg type="s" name="startup_id" direction="in"/>
    </method>
  </interface>
</node>
"""


def serve(bus: Gio.DBusConnection, _name: str) -> None:
    interface = Gio.DBusNodeInfo.new_for_xml(INTERFACE).interfaces[0]
    bus.register_object("/org/freedesktop/FileManager1", interface, show, None, None)


def show(_bus, _sender, _path, _interface, _method, parameters, invocation) -> None:
    for uri in parameters.unpack()[0]:
        tell(uri)
    invocation.return_value(None)


def tell(what: str) -> None:
    print(what, flush=True)


Gio.bus_own_name(Gio.BusType.SESSION, NAME, Gio.BusNameOwnerFlags.NONE, serve, lambda *_: tell("ready"), None)
GLib.MainLoop().run()
