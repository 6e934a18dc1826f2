import { screen, waitFor, within } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";
import { MemoryHost } from "../../host/memory";
import { violations } from "../../testing/axe";
import { copied, focusOn, openPeople } from "../../testing/page";

const tab = (name: string) => screen.getByRole("tab", { name });
const checkbox = (name: string) => screen.getByRole<HTMLInputElement>("checkbox", { name });
const described = (control: HTMLElement) =>
  (control.getAttribute("aria-describedby") ?? "")
    .split(" ")
    .map((id) => document.getElementById(id)?.textContent.trim() ?? "")
    .join(" ");

async function openSettings(section: string, host = new MemoryHost()) {
  const page = await openPeople(host);
  await page.user.click(screen.getByRole("button", { name: "Settings" }));
  await page.user.click(await screen.findByRole("tab", { name: section }));
  await screen.findByRole("tabpanel", { name: section });
  return page;
}

describe("The sections", () => {
  it("are tabs that the arrows go through, one under the other", async () => {
    const { user } = await openSettings("General");
    tab("General").focus();
    await user.keyboard("{ArrowDown}");
    await focusOn(/^\s*Calls\s*$/);
    expect(tab("Calls").getAttribute("aria-selected")).toBe("true");
    await user.keyboard("{End}");
    await focusOn(/^\s*About\s*$/);
    await user.keyboard("{ArrowDown}");
    await focusOn(/^\s*General\s*$/);
  });

  it("can all be read by a screen reader", async () => {
    const { user } = await openSettings("General");
    for (const { textContent } of screen.getAllByRole("tab")) {
      await user.click(tab(textContent.trim()));
      expect([textContent, await violations()]).toEqual([textContent, []]);
    }
  });
});

describe("What the administrator set", () => {
  it("is shown, cannot be changed, and says who set it", async () => {
    const host = new MemoryHost();
    host.administered = { ...host.administered, locked: ["theme", "notifications"] };
    const { user } = await openSettings("General", host);
    const theme = screen.getByRole("radiogroup", { name: "Theme" });
    expect(within(theme).getByRole<HTMLInputElement>("radio", { name: "Dark" }).disabled).toBe(true);
    expect(described(theme)).toBe("Set by your administrator");
    await user.click(tab("Notifications"));
    expect(checkbox("Show missed calls").disabled).toBe(true);
    expect(described(checkbox("Show missed calls"))).toBe("Set by your administrator");
    await user.click(tab("Desktop"));
    expect(checkbox("Start when I log in to this computer").disabled).toBe(false);
  });

  it("is named by line where it cannot be used", async () => {
    const host = new MemoryHost();
    const fault = { line: 3, column: 5, key: "settings.zoom", why: { kind: "badValue" as const } };
    host.administered = { ...host.administered, faults: [fault] };
    await openSettings("About", host);
    await screen.findByText("Line 3, column 5 · settings.zoom: this value is not possible");
  });
});

describe("On the desktop", () => {
  it("nothing of a tray can be chosen where there is none, and it says so", async () => {
    const host = new MemoryHost();
    host.desktop.showsTray = false;
    await openSettings("Desktop", host);
    await waitFor(() => expect(checkbox("Start in the tray").disabled).toBe(true));
    expect(described(checkbox("Start in the tray"))).toMatch(/This desktop has no tray/);
  });

  it("keys are chosen by pressing them, and taken away again", async () => {
    const { user, host } = await openSettings("Desktop");
    const keys = async () => (await host.settings()).desktop.searchShortcut;
    await user.click(screen.getByRole("button", { name: "Keys to search: none" }));
    await user.keyboard("{Control>}{Alt>}p{/Alt}{/Control}");
    await screen.findByRole("button", { name: "Keys to search: Ctrl + Alt + P" });
    await waitFor(async () => expect(await keys()).toBe("Ctrl+Alt+P"));
    await user.click(screen.getByRole("button", { name: "Keys to search: remove them" }));
    await waitFor(async () => expect(await keys()).toBeNull());
    await focusOn(/Keys to search: none/);
  });

  it("a letter alone is no such key, and Escape leaves all as it was", async () => {
    const { user, host } = await openSettings("Desktop");
    await user.click(screen.getByRole("button", { name: "Keys to search: none" }));
    await user.keyboard("p");
    expect(screen.getByText("Press the keys…")).toBeTruthy();
    await user.keyboard("{Escape}");
    expect(screen.getByRole("dialog", { name: "Settings" })).toBeTruthy();
    expect((await host.settings()).desktop.searchShortcut).toBeNull();
  });

  it("keys that another program has are said at their field, and the old ones stay", async () => {
    const { user, host } = await openSettings("Desktop");
    host.failures = { setSettings: { kind: "shortcut", keys: "Ctrl+Alt+P", fault: "taken" } };
    await user.click(screen.getByRole("button", { name: "Keys to search: none" }));
    await user.keyboard("{Control>}{Alt>}p{/Alt}{/Control}");
    await screen.findByText("Another program uses Ctrl+Alt+P. Choose other keys.");
    screen.getByRole("button", { name: "Keys to search: none" });
  });

  it("what the window does when it is closed can be chosen again", async () => {
    const { user, host } = await openSettings("Desktop");
    await user.click(screen.getByRole("radio", { name: "Quit People" }));
    await waitFor(async () => expect((await host.settings()).desktop.keepInTray).toBe(false));
    await user.click(screen.getByRole("radio", { name: "Ask" }));
    await waitFor(async () => expect((await host.settings()).desktop.keepInTray).toBeNull());
  });
});

describe("About", () => {
  it("names the versions, and copies a report", async () => {
    const { user, host } = await openSettings("About");
    await screen.findByText("1.2.3");
    await screen.findByText("wazo.example, Wazo 26.08");
    await user.click(screen.getByRole("button", { name: "Copy report" }));
    await screen.findByText("Copied");
    expect(copied(host)).toEqual(["program: 1.2.3\n"]);
  });

  it("shows the log where the system keeps files", async () => {
    const { user, host } = await openSettings("About");
    await user.click(screen.getByRole("button", { name: "Show log" }));
    await waitFor(() => expect(host.outside.at(-1)).toEqual({ what: "folder", value: "people.log" }));
  });
});

it("The size is one of those that are offered", async () => {
  const { user, host } = await openSettings("General");
  await user.selectOptions(screen.getByLabelText("Size"), "150%");
  await waitFor(async () => expect((await host.settings()).zoom).toBe(150));
});
