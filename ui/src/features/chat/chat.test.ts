import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { MemoryHost } from "../../host/memory";
import { Announcer } from "../../lib/announce.svelte";
import { Notices } from "../notices";
import { Chat } from "./chat.svelte";

const alice = "user-1001";
const bob = "user-1002";
let host: MemoryHost;
let chat: Chat;
const settled = () => new Promise((done) => setTimeout(done));
const names = () => chat.rooms.map(({ users }) => users[0]?.name);

function looking(here: boolean) {
  vi.spyOn(document, "hasFocus").mockReturnValue(here);
}

beforeEach(async () => {
  host = new MemoryHost();
  chat = new Chat(host, new Notices(), new Announcer(), () => undefined);
  await host.subscribe((update) => {
    if (
      update.kind === "room" ||
      update.kind === "message" ||
      update.kind === "wrote" ||
      update.kind === "rooms"
    )
      chat.update(update);
  });
  await host.listenNotifications((answer) => void chat.answered(answer));
  looking(true);
  await chat.load();
});
afterEach(() => vi.restoreAllMocks());

it("the conversation with the newest message is the first", () => {
  expect(names()).toEqual(["Alice Martin", "Bob Barker", "Amalia O’Connor"]);
  host.chat.says("user-1027", "It is here");
  expect(names()[0]).toBe("Amalia O’Connor");
});

it("unread messages of all conversations are counted", () => {
  expect(chat.unread).toBe(2);
  host.chat.says(bob, "And?");
  expect(chat.unread).toBe(3);
});

it("a conversation is made once for a user", async () => {
  await chat.open("user-1033");
  await chat.open("user-1033");
  expect(names().filter((name) => name === "Chloé Alizadeh")).toHaveLength(1);
  expect(chat.room?.users[0]?.name).toBe("Chloé Alizadeh");
});

it("who cannot be written to is said, and nothing opens", async () => {
  await chat.open("nobody");
  expect(chat.notices.shown).toHaveLength(1);
  expect(chat.shown).toBe(false);
});

it("what is written waits in its conversation", async () => {
  await chat.open(bob);
  if (chat.current !== null) chat.current.draft = "Half a";
  await chat.open(alice);
  expect(chat.current?.draft).toBe("");
  await chat.open(bob);
  expect(chat.current?.draft).toBe("Half a");
});

it("a conversation is marked as read once, and not when nothing is unread", async () => {
  await chat.open(bob);
  await Promise.all([chat.readToEnd(), chat.readToEnd()]);
  await chat.readToEnd();
  expect(host.chat.marked).toEqual([chat.room?.id]);
  expect(chat.unread).toBe(1);
});

it("a message notifies by the system where nobody looks, in words that are clipped", async () => {
  looking(false);
  host.chat.says(alice, "a".repeat(500));
  await settled();
  const [shown] = host.desktop.notifications.values();
  expect(shown).toMatchObject({ kind: "message", title: "Alice Martin" });
  expect(shown?.body).toHaveLength(200);
});

it("the notification opens its conversation, and goes when that is read", async () => {
  looking(false);
  const { room } = host.chat.says(alice, "Hello?");
  host.chat.says(alice, "Are you there?");
  await settled();
  const [id] = host.desktop.notifications.keys();
  expect(host.desktop.notifications.size).toBe(1);
  host.desktop.answers(id ?? "", "open");
  await settled();
  expect(chat.room?.id).toBe(room);
  host.chat.says(alice, "Now?");
  await settled();
  await chat.readToEnd();
  await settled();
  expect(host.desktop.notifications.size).toBe(0);
});

it("somebody who looks hears of a message elsewhere, and is not notified", async () => {
  await chat.open(bob);
  host.chat.says(alice, "Hello?");
  await settled();
  expect(chat.announcer.text).toBe("New message from Alice Martin");
  expect(host.desktop.notifications.size).toBe(0);
});

it("somebody who looks is read what others write in the open conversation, and nothing else of it", async () => {
  await chat.open(bob);
  expect(chat.announcer.text).toBe("");
  if (chat.current !== null) chat.current.draft = "Hello";
  await chat.send();
  await settled();
  expect(chat.announcer.text).toBe("");
  host.chat.says(bob, "Hello you");
  expect(chat.announcer.text).toBe("Bob Barker: Hello you");
});

it("a message that did not get there is said to those who cannot see it", async () => {
  await chat.open(bob);
  host.chat.broken = { kind: "offline" };
  if (chat.current !== null) chat.current.draft = "Hello";
  await chat.send();
  await settled();
  expect(chat.announcer.text).toMatch(/^Not sent\. /);
});

it("a storm of presences asks nothing of the system", async () => {
  const withdraws = vi.spyOn(host, "withdrawNotification");
  for (let nth = 0; nth < 50; nth += 1) host.chat.becomes(bob, nth % 2 === 0 ? "away" : "available");
  await chat.open("user-1027");
  host.chat.becomes("user-1027", "away");
  expect(withdraws).not.toHaveBeenCalled();
});

it("what was said while nothing arrived is read again", async () => {
  await chat.open(bob);
  const said = host.chat.said.get(chat.room?.id ?? "") ?? [];
  const [first] = said;
  if (first !== undefined) said.push({ ...first, id: "missed", text: "Missed", at: "2030-01-01T10:00:00Z" });
  host.push({ kind: "rooms" });
  await settled();
  expect(chat.current?.messages.at(-1)?.text).toBe("Missed");
});

it("no notification is left for the next person, and a late press opens nothing", async () => {
  looking(false);
  const { room } = host.chat.says(alice, "Hello?");
  await settled();
  expect(host.desktop.notifications.size).toBe(1);
  chat.forget();
  await settled();
  expect(host.desktop.notifications.size).toBe(0);
  expect(chat.answered({ id: `chat:${room}`, action: "open" })).toBe(true);
  await settled();
  expect([chat.shown, chat.current, chat.notices.shown.length]).toEqual([false, null, 0]);
});

it("a conversation that is no longer there leads back to the list", async () => {
  host.failures = { messages: { kind: "noSuchRoom" } };
  await chat.openRoom(chat.rooms[0]?.id ?? "");
  expect([chat.shown, chat.current]).toEqual([true, null]);
  expect(chat.notices.shown).toHaveLength(1);
});

it("nothing of it is left for the next person", async () => {
  await chat.open(bob);
  if (chat.current !== null) chat.current.draft = "secret";
  chat.forget();
  expect([chat.rooms.length, chat.current, chat.shown]).toEqual([0, null, false]);
  await chat.open(bob);
  expect(chat.current?.draft).toBe("");
});
