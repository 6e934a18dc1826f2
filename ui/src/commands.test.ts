import { fireEvent, screen, waitFor, within } from "@testing-library/svelte";
import { describe, expect, it, vi } from "vitest";
import type { MemoryHost } from "./host/memory";
import { partyOf, ringingCall, talkingCall } from "./host/memory/calls";
import { setLocale } from "./lib/locale.svelte";
import { violations } from "./testing/axe";
import { called, openPage, openPeople, openPersonal } from "./testing/page";

const john = partyOf("John Doe", "+1 555 555 1111");
const ann = partyOf("Ann Lee", "1007");
const palette = () => screen.getByRole("dialog", { name: "Find a command" });
const field = () => within(palette()).getByRole("combobox");
const options = () => within(palette()).queryAllByRole("option");
const chosen = () =>
  options()
    .find((option) => option.ariaSelected === "true")
    ?.textContent?.trim();
const asked = (host: MemoryHost) => host.calling.asked;
type Page = Awaited<ReturnType<typeof openPeople>>;

async function openPalette({ user }: Page) {
  await user.keyboard("{Control>}k{/Control}");
  await waitFor(() => expect(document.activeElement).toBe(field()));
}

/** What a menu holds, submenus and all. */
async function entries({ user }: Page): Promise<string[]> {
  const [menu] = await screen.findAllByRole("menu");
  const found: string[] = [];
  for (const item of (menu as HTMLElement).querySelectorAll<HTMLElement>(":scope > [data-item]")) {
    const label = item.querySelector(".words")?.textContent ?? "";
    if (item.ariaDisabled === "true") continue;
    if (item.ariaHasPopup !== "menu") found.push(label);
    else {
      await user.hover(item);
      const inner = await waitFor(() => screen.getByRole("menu", { name: label }));
      for (const words of inner.querySelectorAll(".words")) found.push(words.textContent ?? "");
    }
  }
  await user.click(document.body);
  await waitFor(() => expect(screen.queryByRole("menu")).toBeNull());
  return found;
}

describe("the command palette", () => {
  it("does everything that a menu does", async () => {
    const page = await openPersonal();
    page.host.calling.shows([talkingCall("1", john), ringingCall("2", ann)]);
    await screen.findByRole("region", { name: "Calls" });
    const menus: string[] = [];
    const buttons = screen
      .getAllByRole("button")
      .filter((one) => one.ariaHasPopup === "menu" && one.closest('[role="grid"]') === null);
    expect(buttons.map((one) => one.ariaLabel)).toHaveLength(5);
    for (const button of buttons) {
      await page.user.click(button);
      menus.push(...(await entries(page)));
    }
    for (const title of screen.getAllByRole("columnheader")) {
      await fireEvent.contextMenu(title);
      menus.push(...(await entries(page)));
    }
    const toFirstRow = async () => {
      await page.user.click(screen.getByRole("textbox", { name: "Search a name or dial a number" }));
      await page.user.keyboard("{ArrowDown}");
    };
    await toFirstRow();
    await page.user.keyboard("{Alt>}{ArrowDown}{/Alt}");
    menus.push(...(await entries(page)));
    await toFirstRow();
    await openPalette(page);
    await waitFor(() => expect(options().some((one) => /Edit/.test(one.textContent ?? ""))).toBe(true));
    const commands = options().map((one) => one.textContent ?? "");
    expect(menus.filter((entry) => !commands.some((command) => command.includes(entry)))).toEqual([]);
    expect(menus.length).toBeGreaterThan(40);
  });

  it("refuses each of two callers who say nothing of themselves", async () => {
    const page = await openPeople();
    const nobody = partyOf(null, null);
    page.host.calling.shows([ringingCall("1", nobody), ringingCall("2", nobody)]);
    await waitFor(() => expect(page.app.calls.incoming).toHaveLength(2));
    await openPalette(page);
    const refusals = options().filter((one) => /^Refuse/.test(one.textContent?.trim() ?? ""));
    expect(refusals).toHaveLength(2);
    await page.user.click(refusals[1] as HTMLElement);
    await waitFor(() => expect(asked(page.host)).toEqual(["hang up 2"]));
  });

  it("is a combobox whose list follows the keys, and holds up to axe", async () => {
    const page = await openPeople();
    await openPalette(page);
    expect(await violations()).toEqual([]);
    await page.user.keyboard("disturb");
    await waitFor(() => expect(options()).toHaveLength(1));
    expect(field().getAttribute("aria-activedescendant")).toBe(options()[0]?.id);
    expect(chosen()).toMatch(/^Do not disturb/);
    await page.user.keyboard("xx");
    expect(within(palette()).getByText("No command is called that")).toBeTruthy();
    expect(await violations()).toEqual([]);
  });

  it("goes round with the arrows, and gives the keyboard back on Escape", async () => {
    const page = await openPeople();
    const before = document.activeElement;
    await openPalette(page);
    const first = chosen();
    await page.user.keyboard("{ArrowUp}");
    expect(chosen()).toBe(options().at(-1)?.textContent?.trim());
    await page.user.keyboard("{ArrowDown}");
    expect(chosen()).toBe(first);
    await page.user.keyboard("{Escape}");
    await waitFor(() => expect(document.activeElement).toBe(before));
  });

  it("does what is chosen once the page has the keyboard again", async () => {
    const page = await openPeople();
    await openPalette(page);
    await page.user.keyboard("status text{Enter}");
    await waitFor(() => expect(document.activeElement?.ariaLabel).toBe("Your status text"));
  });

  it("knows every way to reach whose row has the keyboard", async () => {
    const page = await openPeople();
    await page.user.keyboard("alice martin");
    await waitFor(() => expect(page.app.list.total).toBe(1));
    await page.user.keyboard("{ArrowDown}");
    await openPalette(page);
    await within(palette()).findByRole("group", { name: "Alice Martin" });
    await page.user.keyboard("call 1001{Enter}");
    await waitFor(() => expect(called(page.host)).toEqual(["1001"]));
  });

  it("shows the commands of the window while somebody’s are asked for, and when they cannot be had", async () => {
    const page = await openPeople();
    page.host.failures = { menu: { kind: "noSuchContact" } };
    await page.user.keyboard("{ArrowDown}");
    await openPalette(page);
    expect(within(palette()).queryByRole("group", { name: "Alice Martin" })).toBeNull();
    await page.user.keyboard("settings{Enter}");
    await screen.findByRole("dialog", { name: "Settings" });
  });

  it("speaks French", async () => {
    const page = await openPeople();
    setLocale("fr");
    await page.user.keyboard("{Control>}k{/Control}");
    const dialog = await screen.findByRole("dialog", { name: "Trouver une commande" });
    expect(within(dialog).getByRole("option", { name: /Appels manqués.*Ctrl\+J/ })).toBeTruthy();
  });
});

describe("keys of the window", () => {
  it("are shown by F1, and by ? where nobody writes", async () => {
    const page = await openPeople();
    await page.user.keyboard("?");
    expect(screen.queryByRole("dialog")).toBeNull();
    await page.user.keyboard("{F1}");
    const dialog = await screen.findByRole("dialog", { name: "Keys" });
    expect(within(dialog).getByText("Find a command").parentElement?.textContent).toMatch(/Ctrl\+K/);
    expect(await violations()).toEqual([]);
  });

  it("show another view, and the search again", async () => {
    const page = await openPeople();
    await page.user.keyboard("{Control>}3{/Control}");
    await waitFor(() => expect(screen.getByRole("tab", { name: /My contacts/ }).ariaSelected).toBe("true"));
    await page.user.keyboard("{Control>}n{/Control}");
    await screen.findByRole("dialog", { name: "New contact" });
  });

  it("make everything larger, smaller, as usual", async () => {
    const page = await openPeople();
    const zoom = () => page.app.preferences.current.zoom;
    await page.user.keyboard("{Control>}+{/Control}{Control>}={/Control}");
    await waitFor(() => expect(zoom()).toBe(125));
    await page.user.keyboard("{Control>}-{/Control}");
    await waitFor(() => expect(zoom()).toBe(110));
    await page.user.keyboard("{Control>}0{/Control}");
    await waitFor(() => expect(zoom()).toBe(100));
  });

  it("make everything larger and as usual under a dialog and before anybody signed in", async () => {
    const page = openPage();
    const zoom = () => page.app.preferences.current.zoom;
    await screen.findByRole("button", { name: "Sign in" });
    await page.user.keyboard("{Control>}={/Control}");
    await waitFor(() => expect(zoom()).toBe(110));
    await page.user.click(screen.getByRole("button", { name: "Try it without a server" }));
    await screen.findByRole("gridcell", { name: /Alice Martin/ });
    await page.user.keyboard("{Control>},{/Control}");
    await screen.findByRole("dialog", { name: "Settings" });
    await page.user.keyboard("{Control>}0{/Control}");
    await waitFor(() => expect(zoom()).toBe(100));
  });

  it("show the help over a dialog that stays, and on the page to sign in", async () => {
    const page = openPage();
    await screen.findByRole("button", { name: "Sign in" });
    await page.user.keyboard("{F1}");
    const help = await screen.findByRole("dialog", { name: "Keys" });
    await page.user.click(within(help).getByRole("button", { name: "Close" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    await page.user.click(screen.getByRole("button", { name: "Try it without a server" }));
    await screen.findByRole("gridcell", { name: /Alice Martin/ });
    await page.user.keyboard("{Control>}n{/Control}");
    const form = await screen.findByRole("dialog", { name: "New contact" });
    await page.user.keyboard("{F1}");
    await screen.findByRole("dialog", { name: "Keys" });
    expect(form.isConnected).toBe(true);
  });

  it("answer and hang up under a dialog, and lead nowhere from there", async () => {
    const page = await openPeople();
    await page.user.keyboard("{Control>},{/Control}");
    await screen.findByRole("dialog", { name: "Settings" });
    page.host.calling.rings(ringingCall("1", ann));
    await screen.findByRole("group", { name: "Ann Lee is calling" });
    await page.user.keyboard("{Control>}{Shift>}a{/Shift}{/Control}");
    await waitFor(() => expect(asked(page.host)).toEqual(["answer 1"]));
    page.host.calling.shows([talkingCall("2", john)]);
    await screen.findByRole("group", { name: "Call with John Doe" });
    await page.user.keyboard("{Control>}n{/Control}{Control>}{Shift>}h{/Shift}{/Control}");
    await waitFor(() => expect(asked(page.host)).toContain("hang up 2"));
    expect(screen.getAllByRole("dialog")).toHaveLength(1);
  });

  it("answer, hold and hang up from wherever the keyboard is", async () => {
    const page = await openPeople();
    page.host.calling.rings(ringingCall("1", ann));
    await screen.findByRole("group", { name: "Ann Lee is calling" });
    await page.user.keyboard("{Control>}{Shift>}a{/Shift}{/Control}");
    await waitFor(() => expect(asked(page.host)).toEqual(["answer 1"]));
    page.host.calling.shows([talkingCall("2", john)]);
    await screen.findByRole("group", { name: "Call with John Doe" });
    await page.user.keyboard("{Control>}{Shift>}p{/Shift}{/Control}");
    await waitFor(() => expect(asked(page.host)).toContain("hold 2 on"));
    await page.user.keyboard("{Control>}{Shift>}h{/Shift}{/Control}");
    await waitFor(() => expect(asked(page.host)).toContain("hang up 2"));
  });

  it("do nothing to a call where it could be one of several", async () => {
    const page = await openPeople();
    page.host.calling.shows([talkingCall("1", john), talkingCall("2", ann)]);
    await screen.findByRole("group", { name: "Call with Ann Lee" });
    const hangUp = vi.spyOn(page.host, "hangUp");
    await page.user.keyboard("{Control>}{Shift>}h{/Shift}{/Control}");
    expect(hangUp).not.toHaveBeenCalled();
  });

  it("leave a menu before they do what they do", async () => {
    const page = await openPeople();
    await page.user.keyboard("{ArrowDown}{Alt>}{ArrowDown}{/Alt}");
    await screen.findByRole("menu");
    await openPalette(page);
    expect(screen.queryByRole("menu")).toBeNull();
  });
});
