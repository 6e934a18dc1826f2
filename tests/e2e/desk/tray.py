"""A desktop's tray that shows nothing: programs put their icons there, and a test reads and uses them.

    tray.py                 serves; tells "ready" when icons can come
    tray.py unseen          serves without anybody who would paint the icons, and says so
    tray.py kde             serves as KDE's: it always says that somebody paints the icons
    tray.py host            paints them there; tells "ready"
    tray.py icon            the one icon: its words, and the sizes and a digest of its pictures, as JSON
    tray.py menu            its menu as JSON
    tray.py choose LABEL    chooses from its menu, or from a menu within that
    tray.py press           presses the icon itself
"""

import hashlib
import json
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
    if "kde" in sys.argv:
        own("org.kde.kded6")
    own(WATCHER, export)
    GLib.MainLoop().run()


def paint() -> None:
    own("org.kde.StatusNotifierHost-1")
    GLib.MainLoop().run()


def own(name: str, connected=None) -> None:
    ready = None if name.startswith("org.kde.kded") else lambda *_: tell("ready")
    Gio.bus_own_name(Gio.BusType.SESSION, name, Gio.BusNameOwnerFlags.NONE, connected, ready, None)


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
        "IsStatusNotifierHostRegistered": GLib.Variant("b", "unseen" not in sys.argv),
        "ProtocolVersion": GLib.Variant("i", 0),
    }
    return values[name]


class Icon:
    """The one icon that a program put there."""

    def __init__(self) -> None:
        self.bus = Gio.bus_get_sync(Gio.BusType.SESSION)
        (self.item,) = self.value(WATCHER, WATCHER_PATH, WATCHER, "RegisteredStatusNotifierItems")

    def call(self, service, path, interface, method, arguments):
        answer = self.bus.call_sync(
            service, path, interface, method, arguments, None, Gio.DBusCallFlags.NONE, -1
        )
        return answer.unpack()

    def value(self, service, path, interface, name):
        return self.call(service, path, PROPERTIES, "Get", GLib.Variant("(ss)", (interface, name)))[0]

    def own(self, name):
        return self.value(self.item, ITEM_PATH, ITEM, name)

    def looks(self) -> dict:
        pictures = self.own("IconPixmap")
        digest = hashlib.sha256()
        for _width, _height, pixels in pictures:
            digest.update(bytes(pixels))
        return {
            "words": self.own("ToolTip")[2],
            "sizes": [width for width, _height, _pixels in pictures],
            "picture": digest.hexdigest(),
        }

    def layout(self) -> list:
        asked = GLib.Variant("(iias)", (0, -1, []))
        _revision, (_root, _properties, entries) = self.call(
            self.item, self.own("Menu"), MENU, "GetLayout", asked
        )
        return entries

    def choose(self, wanted: str) -> None:
        (number,) = [number for number, label in self.labels(self.layout()) if label == wanted]
        clicked = GLib.Variant("(isvu)", (number, "clicked", GLib.Variant("i", 0), 0))
        self.call(self.item, self.own("Menu"), MENU, "Event", clicked)

    def labels(self, entries):
        for number, properties, within in entries:
            yield number, properties.get("label")
            yield from self.labels(within)

    def press(self) -> None:
        self.call(self.item, ITEM_PATH, ITEM, "Activate", GLib.Variant("(ii)", (0, 0)))


def entry(laid_out) -> dict:
    _number, properties, within = laid_out
    if properties.get("type") == "separator":
        return {"label": "-", "enabled": False, "checked": None, "entries": []}
    return {
        "label": properties["label"],
        "enabled": properties.get("enabled", True),
        "checked": properties["toggle-state"] == 1 if "toggle-type" in properties else None,
        "entries": [entry(one) for one in within],
    }


def use(what: str, *words: str) -> None:
    icon = Icon()
    verbs = {
        "icon": lambda: tell(json.dumps(icon.looks())),
        "menu": lambda: tell(json.dumps([entry(one) for one in icon.layout()])),
        "choose": lambda: icon.choose(*words),
        "press": icon.press,
    }
    verbs[what]()


def tell(what: str) -> None:
    print(what, flush=True)


if len(sys.argv) == 1 or sys.argv[1] in ("unseen", "kde"):
    serve()
elif sys.argv[1] == "host":
    paint()
else:
    use(*sys.argv[1:])
