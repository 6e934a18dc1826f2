import { beforeEach, describe, expect, it } from "vitest";
import type { AppError, Settings, ViewLayout } from "../../host/host";
import { MemoryHost } from "../../host/memory";
import { defaultSettings } from "../../host/settings";
import { Question, settle } from "../../testing/question";
import { Preferences } from "./preferences.svelte";

let host: MemoryHost;
let preferences: Preferences;
let writes: { settings: Settings; answer: Question<void> }[];
const failed: AppError[] = [];
const wide = (width: number): ViewLayout => ({ view: "all", columns: [{ key: "name:", width }], sort: null });

beforeEach(() => {
  host = new MemoryHost();
  writes = [];
  host.setSettings = (settings) => {
    const answer = new Question<void>();
    writes.push({ settings, answer });
    return answer.promise;
  };
  preferences = new Preferences(host, (error) => failed.push(error));
});

describe("what is kept", () => {
  it("a width that is being dragged shows, and is not written", async () => {
    preferences.preview(wide(200));
    await settle();
    expect(preferences.layoutOf("all").columns[0]?.width).toBe(200);
    expect(writes).toEqual([]);
  });

  it("writes follow one another, and the last has the newest of everything", async () => {
    void preferences.arrange(wide(200));
    void preferences.change({ theme: "dark" });
    await settle();
    expect(writes).toHaveLength(1);
    writes[0]?.answer.answer();
    await settle();
    expect(writes).toHaveLength(2);
    expect(writes[1]?.settings).toMatchObject({ theme: "dark", layouts: [wide(200)] });
  });

  it("a view that an administrator set is not kept, and no fault", async () => {
    preferences.locks = ["view"];
    preferences.keepView("favorites");
    await settle();
    expect([writes, failed]).toEqual([[], []]);
  });

  it("keys that the desktop refuses go back, on this computer too", async () => {
    const { desktop } = defaultSettings;
    const refused = preferences.change({ desktop: { ...desktop, searchShortcut: "Ctrl+Alt+P" } });
    await settle();
    void preferences.change({ desktop: { ...preferences.current.desktop, startInTray: true } });
    const error: AppError = { kind: "shortcut", keys: "Ctrl+Alt+P", fault: "taken" };
    writes[0]?.answer.refuse(error);
    await settle();
    expect(writes[1]?.settings.desktop).toEqual({ ...desktop, startInTray: true });
    writes[1]?.answer.answer();
    expect(await refused).toEqual(error);
  });

  it("a refused profile goes back before anything else is written", async () => {
    const refused = preferences.change({ profile: "nosuch" });
    void preferences.change({ theme: "dark" });
    await settle();
    writes[0]?.answer.refuse({ kind: "badProfile", profile: "nosuch" });
    expect(await refused).toEqual({ kind: "badProfile", profile: "nosuch" });
    await settle();
    expect(writes[1]?.settings).toEqual({ ...defaultSettings, theme: "dark" });
  });
});
