import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { Notices } from "../desk/notices";
import { Saver } from "../desk/saver";
import { until } from "../desk/patience";
import { ask, changeSettings } from "../people/shell";
import { stage } from "../people/stage";

const here = stage({ signedIn: false });
let notices: Notices;
beforeAll(async () => {
  notices = await Notices.start(here.desktop);
  await listen();
});
afterAll(() => notices.stop());
beforeEach(() => here.page.run(() => void (window.answers = [])));

interface Answer {
  id: string;
  action: string | null;
}

declare global {
  interface Window {
    answers: Answer[];
  }
}

/** Hears answers in place of the page. */
async function listen(): Promise<void> {
  await here.page.run(async () => {
    const { invoke, transformCallback } = window.__TAURI_INTERNALS__;
    const hears = transformCallback(({ message }) => window.answers.push(message as Answer));
    await invoke("listen_notifications", { answers: `__CHANNEL__:${String(hears)}` });
  });
}

const choose = (chosen: object) => changeSettings(here.page, "notifications", chosen);
const notify = (notification: object) => ask(here.page, "notify", { notification });

const CALL = {
  id: "call",
  kind: "call",
  title: "<b>Bob</b> & co",
  body: "1059 <img src='x'>\nAcme",
  discreet: { title: "A call is coming in", body: "" },
  actions: [
    { id: "answer", label: "Answer", raises: false },
    { id: "refuse", label: "Refuse", raises: false },
  ],
};
const MESSAGE = {
  id: "room",
  kind: "message",
  title: "Ada Lovelace",
  body: "Lunch?",
  discreet: { title: "A new message", body: "" },
  actions: [{ id: "open", label: "Open", raises: true }],
};

const answers = (count: number) =>
  until("an answer", async () => {
    const answers = await here.page.run(() => window.answers);
    return answers.length === count && answers;
  });

describe("A notification", () => {
  test("of a call is urgent and has what the caller wrote as text", async () => {
    await notify(CALL);
    expect(await notices.shows(CALL.title)).toEqual({
      title: CALL.title,
      body: CALL.body,
      category: "call.incoming",
      urgency: "CRITICAL",
    });
    expect(await notices.buttons(CALL.title)).toEqual(["Answer", "Refuse"]);
  });

  test("tells which button was pressed, and stays for another one while it rings", async () => {
    await notices.press(CALL.title, "Answer");
    expect(await answers(1)).toEqual([{ id: "call", action: "answer" }]);
    await notices.press(CALL.title, "Refuse");
    expect(await answers(2)).toContainEqual({ id: "call", action: "refuse" });
  });

  test("takes the place of the one with the same id", async () => {
    await notify({ ...CALL, title: "Bob Gauthier" });
    await notices.shows("Bob Gauthier");
    expect(await notices.shown()).toHaveLength(1);
  });

  test("goes when it is withdrawn", async () => {
    await ask(here.page, "withdraw_notification", { id: "call" });
    await notices.gone("Bob Gauthier");
  });

  test("brings the window up from wherever it is", async () => {
    for (const button of [undefined, "Open"]) {
      await notify(MESSAGE);
      await notices.shows(MESSAGE.title);
      here.desktop.minimise(await here.desktop.window("People"));
      await until("no window", () => !here.desktop.has("People"));
      await notices.press(MESSAGE.title, button);
      await here.desktop.window("People");
      await until("the keyboard", () => here.page.run(() => document.hasFocus()));
    }
    expect(await answers(2)).toEqual([
      { id: "room", action: null },
      { id: "room", action: "open" },
    ]);
  });

  test("names nobody while the screen is locked, or once it is, and offers the same", async () => {
    const saver = await Saver.start(here.desktop);
    saver.lock();
    await notify(CALL);
    expect(await notices.shows(CALL.discreet.title)).toMatchObject({ body: "" });
    expect(await notices.buttons(CALL.discreet.title)).toEqual(["Answer", "Refuse"]);
    saver.unlock();
    await notify(CALL);
    await notices.shows(CALL.title);
    saver.lock();
    await notices.shows(CALL.discreet.title);
    await notices.gone(CALL.title);
    await ask(here.page, "withdraw_notification", { id: "call" });
    await saver.stop();
  });

  test("names whom the person wants to be named", async () => {
    const saver = await Saver.start(here.desktop);
    saver.lock();
    await choose({ names: "always" });
    await notify(MESSAGE);
    await notices.shows(MESSAGE.title);
    saver.unlock();
    await choose({ names: "never" });
    await notify(MESSAGE);
    expect(await notices.shows(MESSAGE.discreet.title)).toMatchObject({ body: "" });
    await saver.stop();
  });

  test("is not shown, nor left, where the person wants none", async () => {
    await choose({ messages: false });
    await notify(MESSAGE);
    await notices.gone(MESSAGE.discreet.title);
    await choose({ messages: true, names: "unlocked" });
  });

  test("ends with the daemon, and the next one goes to the next daemon", async () => {
    await notify(CALL);
    await notices.shows(CALL.title);
    await notices.stop();
    notices = await Notices.start(here.desktop);
    await notify(MESSAGE);
    await notices.shows(MESSAGE.title);
    expect(await notices.shown()).toHaveLength(1);
  });

  test("ends with the program", async () => {
    here.desktop.close(await here.desktop.window("People"));
    await here.program.ended();
    await notices.gone(MESSAGE.title);
    await here.restart();
  });
});
