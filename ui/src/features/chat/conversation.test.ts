import { beforeEach, describe, expect, it } from "vitest";
import type { Message, Messages } from "../../host/host";
import { MemoryHost } from "../../host/memory";
import { Conversation, portion } from "./conversation.svelte";

const bob = "user-1002";
let host: MemoryHost;
let room: string;
let conversation: Conversation;

const texts = () => conversation.messages.map(({ text }) => text);
const told = () => texts().length;

beforeEach(async () => {
  host = new MemoryHost();
  room = (await host.openChat(bob)).id;
  conversation = new Conversation(host, room);
  await host.subscribe((update) => {
    if (update.kind === "message" && update.message.room === room)
      conversation.take(update.message, update.replaces);
  });
});

function talk(count: number) {
  for (let nth = 1; nth <= count; nth += 1) host.chat.says(bob, `line ${nth}`);
}

describe("history", () => {
  it("begins with the newest page and goes back by further ones", async () => {
    talk(2 * portion);
    conversation = new Conversation(host, room);
    await conversation.load();
    expect(told()).toBe(portion);
    expect(conversation.more).toBe(true);
    await conversation.older();
    expect(told()).toBe(2 * portion);
    await conversation.older();
    expect(texts()[0]).toContain("Could you send");
    expect(conversation.more).toBe(false);
  });

  it("is asked for once however often the top is reached", async () => {
    talk(2 * portion);
    conversation = new Conversation(host, room);
    await conversation.load();
    await Promise.all([conversation.older(), conversation.older()]);
    expect(told()).toBe(2 * portion);
  });

  it("keeps what was read back when it is read again", async () => {
    talk(2 * portion);
    conversation = new Conversation(host, room);
    await conversation.load();
    await conversation.older();
    host.chat.says(bob, "one more");
    await conversation.load();
    expect(told()).toBe(2 * portion + 1);
    expect(new Set(conversation.messages.map(({ id }) => id)).size).toBe(told());
  });

  it("starts anew where more was said than a page holds", async () => {
    await conversation.load();
    const updates = conversation;
    conversation = new Conversation(host, room);
    talk(portion + 5);
    await updates.load();
    expect(updates.messages).toHaveLength(portion);
    expect(updates.more).toBe(true);
  });

  it("shows what came while it was asked for", async () => {
    const answer: Messages = { messages: [], more: false };
    host.messages = async () => {
      host.chat.says(bob, "meanwhile");
      return answer;
    };
    await conversation.load();
    expect(texts()).toEqual(["meanwhile"]);
  });
});

describe("what is sent", () => {
  beforeEach(() => conversation.load());

  it("stands at the end at once and once, under whichever name it comes back", async () => {
    const before = told();
    conversation.draft = "  On my way ";
    await conversation.send();
    expect(texts().slice(before)).toEqual(["On my way"]);
    expect(conversation.messages.at(-1)?.state.kind).toBe("sent");
    expect(conversation.draft).toBe("");
  });

  it("is not doubled by an answer that is slower than its echo", async () => {
    const send = host.sendMessage;
    host.sendMessage = async (...given) => {
      const message = await send(...given);
      await Promise.resolve();
      return message;
    };
    const before = told();
    conversation.draft = "Hello";
    await conversation.send();
    expect(told()).toBe(before + 1);
    expect(conversation.messages.at(-1)?.id).toContain("sent-");
  });

  it("stays in the box where it could not even be asked", async () => {
    host.failures = { sendMessage: { kind: "signedOut" } };
    conversation.draft = "Hello";
    await expect(conversation.send()).rejects.toEqual({ kind: "signedOut" });
    expect(conversation.draft).toBe("Hello");
  });

  it("is nothing where only spaces are written", async () => {
    const before = told();
    conversation.draft = " \n ";
    await conversation.send();
    expect(told()).toBe(before);
  });

  it("stays below what others write until the server has it", async () => {
    host.chat.slow = true;
    conversation.draft = "Slow";
    await conversation.send();
    host.chat.says(bob, "Quick");
    expect(texts().slice(-2)).toEqual(["Quick", "Slow"]);
  });

  it("can be sent again or discarded where it failed", async () => {
    host.chat.broken = { kind: "offline" };
    conversation.draft = "First";
    await conversation.send();
    const failed = conversation.messages.at(-1) as Message;
    expect(failed.state).toEqual({ kind: "failed", error: { kind: "offline" } });
    host.chat.broken = null;
    await host.sendAgain(failed.id);
    await Promise.resolve();
    expect(conversation.messages.at(-1)?.state.kind).toBe("sent");
    host.chat.broken = { kind: "offline" };
    conversation.draft = "Second";
    await conversation.send();
    await conversation.discard(conversation.messages.at(-1)?.id ?? "");
    expect(texts().at(-1)).toBe("First");
  });
});

it("messages that arrive out of order stand in the order of their times", async () => {
  await conversation.load();
  const message = (id: string, at: string): Message => ({
    id,
    room,
    from: null,
    text: id,
    links: [],
    at,
    state: { kind: "sent" },
  });
  conversation.take(message("later", "2030-01-01T10:00:02Z"), null);
  conversation.take(message("earlier", "2030-01-01T12:00:01+02:00"), null);
  conversation.take(message("later", "2030-01-01T10:00:02Z"), null);
  expect(texts().slice(-2)).toEqual(["earlier", "later"]);
});
