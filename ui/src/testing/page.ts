// A page on people in memory, as a test finds it after signing in.
import { render, screen, waitFor } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { App } from "../app.svelte";
import AppRoot from "../App.svelte";
import { MemoryHost } from "../host/memory";

export function openPage(host = new MemoryHost()) {
  const app = new App(host);
  // What nothing covers in jsdom need not be looked for, and nobody waits between two keys.
  const user = userEvent.setup({ delay: null, pointerEventsCheck: 0 });
  const view = render(AppRoot, { app });
  return { app, host, user, view };
}

/** Signed in, with rows on screen and the search focused. */
export async function openPeople(host = new MemoryHost()) {
  const page = openPage(host);
  await page.user.click(await screen.findByRole("button", { name: "Try it without a server" }));
  await screen.findByRole("gridcell", { name: /Alice Martin/ });
  return page;
}

/** Signed in, with the own contacts on screen. */
export async function openPersonal(host = new MemoryHost()) {
  const page = await openPeople(host);
  await page.user.click(screen.getByRole("tab", { name: /My contacts/ }));
  await screen.findByRole("button", { name: "New contact" });
  await waitFor(() => {
    if (!names().includes("Centralia Supplies")) throw new Error("no own contacts yet");
  });
  return page;
}

/** Names on screen, in order. */
export function names(): string[] {
  return screen
    .queryAllByRole("row")
    .slice(1)
    .map((row) => row.querySelector(".name bdi")?.textContent ?? "");
}

export function called(host: MemoryHost): string[] {
  return host.outside.filter(({ what }) => what === "call").map(({ value }) => value);
}

export function copied(host: MemoryHost): string[] {
  return host.outside.filter(({ what }) => what === "copy").map(({ value }) => value);
}

/** Waits until the keyboard stands on what has this name. */
export async function focusOn(name: RegExp) {
  await waitFor(() => {
    if (document.activeElement === document.body) throw new Error("nothing has the focus");
    const text =
      document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.textContent ?? "";
    if (!name.test(text)) throw new Error(`the focus is on "${text}"`);
  });
}
