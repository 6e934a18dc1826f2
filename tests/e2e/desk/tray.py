"""A desktop's tray that shows nothing: programs put their icons there, and a test reads and uses them.

    tray.py                 serves; tells "ready" when icons can come
    tray.py title           the words of the one icon
    tray.py menu            the labels of its menu, a line each
    tray.py choose LABEL    chooses from its menu
"""

import sys

import gi

gi.require_version("Gio", "2.0")
from gi.repository import Gio, GLib  # noqa: E402

WATCHER = "org.kde.StatusNotifierWatcher"
WATCHER_PATH = "/StatusNotifierWatcher"
ITEM = "org.kde.StatusNotifierItem"
ITEM_PATH = "/StatusNotifierItem"
MENU = "com.canonical.dbusmenu"
PROPERTIES = "org.freedesktop.DBus.Properties"
INTERFACE = f"""
<node>
  <interface name="{WATCHER}">
    <method name="RegisterStatusNotifierItem"><arg type="s" name="service" direction="in"/></method>
    <method name="RegisterStatusNotifierHost"><arg type="s" name="service" direction="in"/></method>
    <property name="RegisteredStatusNotifierItems" type="as" access="read"/>
    <property name="IsStatusNotifierHostRegistered" type="b" access="read"/>
    <property name="ProtocolVersion" type="i" access="read"/>
    <signal name="StatusNotifierItemRegistered"><arg type="s"/></signal>
    <signal name="StatusNotifierItemUnregistered"><arg type="s"/></signal>
    <signal name="StatusNotifierHostRegistered"/>
  </interface>
</node>
"""

items: list[str] = []


def serve() -> None:
    Gio.bus_own_name(
        Gio.BusType.SESSION, WATCHER, Gio.BusNameOwnerFlags.NONE, export, lambda *_: tell("ready"), None
    )
    GLib.MainLoop().run()


def export(bus: Gio.DBusConnection, _name: str) -> None:
    interface = Gio.DBusNodeInfo.new_for_xml(INTERFACE).interfaces[0]
    bus.register_object(WATCHER_PATH, interface, called, read, None)


def called(bus, _sender, _path, _interface, method, parameters, invocation) -> None:
    if method == "RegisterStatusNotifierItem":
        (service,) = parameters.unpack()
        items.append(service)
        Gio.bus_watch_name_on_connection(bus, service, Gio.BusNameWatcherFlags.NONE, None, left)
    invocation.return_value(None)


def left(_bus, service: str) -> None:
    if service in items:
        items.remove(service)


def read(_bus, _sender, _path, _interface, name) -> GLib.Variant:
    values = {
        "RegisteredStatusNotifierItems": GLib.Variant("as", items),
        "IsStatusNotifierHostRegistered": GLib.Variant("b", True),
        "ProtocolVersion": GLib.Variant("i", 0),
    }
    return values[name]


def use(what: str, *words: str) -> None:
    bus = Gio.bus_get_sync(Gio.BusType.SESSION)

    def call(service, path, interface, method, arguments):
        answer = bus.call_sync(service, path, interface, method, arguments, None, Gio.DBusCallFlags.NONE, -1)
        return answer.unpack()

    def value(service, path, interface, name):
        return call(service, path, PROPERTIES, "Get", GLib.Variant("(ss)", (interface, name)))[0]

    (item,) = value(WATCHER, WATCHER_PATH, WATCHER, "RegisteredStatusNotifierItems")
    if what == "title":
        tell(value(item, ITEM_PATH, ITEM, "Title"))
        return
    menu = value(item, ITEM_PATH, ITEM, "Menu")
    asked = GLib.Variant("(iias)", (0, -1, []))
    _revision, (_root, _properties, entries) = call(item, menu, MENU, "GetLayout", asked)
    ids = {properties["label"]: number for number, properties, _entries in entries}
    if what == "menu":
        tell("\n".join(ids))
        return
    clicked = GLib.Variant("(isvu)", (ids[words[0]], "clicked", GLib.Variant("i", 0), 0))
    call(item, menu, MENU, "Event", clicked)


def tell(what: str) -> None:
    print(what, flush=True)


if len(sys.argv) > 1:
    use(*sys.argv[1:])
else:
    serve()
