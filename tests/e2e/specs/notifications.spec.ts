import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { Notices } from "../desk/notices";
import { until } from "../desk/patience";
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
    __TAURI_INTERNALS__: {
      invoke: (command: string, args: object) => Promise<unknown>;
      transformCallback: (hear: (said: { message: Answer }) => void) => number;
    };
  }
}

/** Hears answers in place of the page. */
async function listen(): Promise<void> {
  await here.page.run(async () => {
    const { invoke, transformCallback } = window.__TAURI_INTERNALS__;
    const hears = transformCallback(({ message }) => window.answers.push(message));
    await invoke("listen_notifications", { answers: `__CHANNEL__:${String(hears)}` });
  });
}

async function ask(command: string, args: object): Promise<void> {
  await here.page.run(
    async (command: string, args: object) => {
      await window.__TAURI_INTERNALS__.invoke(command, args);
    },
    command,
    args,
  );
}

const CALL = {
  id: "call",
  kind: "call",
  title: "<b>Bob</b> & co",
  body: "1059 <img src='x'>\nAcme",
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
  actions: [{ id: "open", label: "Open", raises: true }],
};

const answers = (count: number) =>
  until("an answer", async () => {
    const answers = await here.page.run(() => window.answers);
    return answers.length === count && answers;
  });

describe("A notification", () => {
  test("of a call is urgent and has what the caller wrote as text", async () => {
    await ask("notify", { notification: CALL });
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
    await ask("notify", { notification: { ...CALL, title: "Bob Gauthier" } });
    await notices.shows("Bob Gauthier");
    expect(await notices.shown()).toHaveLength(1);
  });

  test("goes when it is withdrawn", async () => {
    await ask("withdraw_notification", { id: "call" });
    await notices.gone("Bob Gauthier");
  });

  test("brings the window up from wherever it is", async () => {
    for (const button of [undefined, "Open"]) {
      await ask("notify", { notification: MESSAGE });
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

  test("ends with the daemon, and the next one goes to the next daemon", async () => {
    await ask("notify", { notification: CALL });
    await notices.shows(CALL.title);
    await notices.stop();
    notices = await Notices.start(here.desktop);
    await ask("notify", { notification: MESSAGE });
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
