import { screen, waitFor } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";
import { MemoryHost } from "../../host/memory";
import { violations } from "../../testing/axe";
import { openPage, openPeople } from "../../testing/page";
import { task } from "../../testing/task";

const button = (name: string | RegExp) => screen.getByRole("button", { name });

describe("Closing the window while something runs", () => {
  it("asks, and stays open unless that is confirmed", async () => {
    const { host, user } = await openPeople();
    host.push(task);
    host.desktop.closing({ kind: "task", task: "import" });
    await screen.findByRole("alertdialog", { name: "Close while this is not finished?" });
    expect(await violations()).toEqual([]);
    await user.click(button("Keep open"));
    expect(screen.queryByRole("alertdialog")).toBeNull();
    host.desktop.closing({ kind: "task", task: "import" });
    await user.click(await screen.findByRole("button", { name: "Stop and close" }));
    await waitFor(() => expect(host.outside.at(-1)).toEqual({ what: "window", value: "closed" }));
  });

  it("is no question any more once it has ended", async () => {
    const { host } = await openPeople();
    host.push(task);
    host.desktop.closing({ kind: "task", task: "import" });
    await screen.findByRole("alertdialog");
    host.push({ kind: "taskEnded", task: "import" });
    await waitFor(() => expect(screen.queryByRole("alertdialog")).toBeNull());
  });
});

describe("Closing the window for the first time", () => {
  it("asks whether the program goes on in the tray, and keeps the answer", async () => {
    const { host, user } = await openPeople();
    host.desktop.closing({ kind: "window" });
    await screen.findByRole("alertdialog", { name: "Keep People in the tray?" });
    expect(await violations()).toEqual([]);
    await user.click(button("Keep in the tray"));
    await waitFor(() => expect(host.outside.at(-1)).toEqual({ what: "window", value: "hidden" }));
    expect((await host.settings()).desktop.keepInTray).toBe(true);
  });

  it("quits when the person says so, from now on", async () => {
    const { host, user } = await openPeople();
    host.desktop.closing({ kind: "window" });
    await user.click(await screen.findByRole("button", { name: "Quit" }));
    await waitFor(() => expect(host.outside.at(-1)).toEqual({ what: "window", value: "closed" }));
    expect((await host.settings()).desktop.keepInTray).toBe(false);
  });

  it("leaves the window as it was where the person says neither", async () => {
    const { host } = await openPeople();
    host.desktop.closing({ kind: "window" });
    const dialog = await screen.findByRole("alertdialog");
    dialog.dispatchEvent(new Event("cancel", { cancelable: true }));
    await waitFor(() => expect(screen.queryByRole("alertdialog")).toBeNull());
    expect(host.outside).toEqual([]);
    expect((await host.settings()).desktop.keepInTray).toBeNull();
  });

  it("asks before anybody has signed in, too", async () => {
    const { host } = openPage();
    await screen.findByLabelText("Server");
    host.desktop.closing({ kind: "window" });
    await screen.findByRole("alertdialog", { name: "Keep People in the tray?" });
  });

  it("a tray that is gone by then is told, and the window stays", async () => {
    const { host, user } = await openPeople();
    host.failures = { hideWindow: { kind: "internal", what: "tray" } };
    host.desktop.closing({ kind: "window" });
    await user.click(await screen.findByRole("button", { name: "Keep in the tray" }));
    await screen.findByText(/tray/);
    expect(host.outside).toEqual([]);
  });

  it("asks each time, and keeps nothing, where the administrator wants it so", async () => {
    const host = new MemoryHost();
    host.administered = { ...host.administered, locked: ["desktop.keepInTray"] };
    const { user } = await openPeople(host);
    host.failures = { setSettings: { kind: "locked", setting: "desktop.keepInTray" } };
    host.desktop.closing({ kind: "window" });
    await user.click(await screen.findByRole("button", { name: "Keep in the tray" }));
    await waitFor(() => expect(host.outside.at(-1)).toEqual({ what: "window", value: "hidden" }));
    expect(screen.queryByText("Set by your administrator")).toBeNull();
    expect(host.failures.setSettings).toBeDefined();
  });
});
