import { fireEvent, screen, waitFor, within } from "@testing-library/svelte";
import { describe, expect, it, vi } from "vitest";
import type { AppError } from "./host/host";
import { MemoryHost } from "./host/memory";
import { violations } from "./testing/axe";
import { called, copied, focusOn, names, openPage, openPeople } from "./testing/page";
import { Question, settle } from "./testing/question";

const search = () => screen.getByRole("textbox", { name: "Search a name or dial a number" });
const rowOf = (name: RegExp) => {
  const row = screen.getAllByRole("row").find((one) => name.test(one.textContent ?? ""));
  if (row === undefined) throw new Error(`no row ${String(name)}`);
  return row;
};

describe("search", () => {
  it("narrows at each key and marks what was found", async () => {
    const { user } = await openPeople();
    await user.type(search(), "ali");
    await waitFor(() => expect(names()).toHaveLength(8));
    expect(names()).toContain("Chloé Alizadeh");
    expect(rowOf(/Alice/).querySelector("mark")?.textContent).toBe("Ali");
  });

  it("is said to a screen reader once typing rests", async () => {
    const { user, app } = await openPeople();
    await user.type(search(), "ali");
    await waitFor(() => expect(app.announcer.text).toBe("8 people"));
  });

  it("Escape clears it, Enter calls the first person found", async () => {
    const { user, host } = await openPeople();
    await user.type(search(), "bob{Enter}");
    await waitFor(() => expect(called(host)).toEqual(["1002"]));
    await user.keyboard("{Escape}");
    expect((search() as HTMLInputElement).value).toBe("");
  });

  it("a number offers to be called, and Enter calls it", async () => {
    const { user, host } = await openPeople();
    await user.type(search(), "555 9999");
    expect(await screen.findByRole("button", { name: "Call 5559999" })).toBeTruthy();
    await user.keyboard("{Enter}");
    await waitFor(() => expect(called(host)).toEqual(["5559999"]));
  });

  it("Enter in an empty search calls nobody", async () => {
    const { user, host } = await openPeople();
    await user.click(search());
    await user.keyboard("{Enter}");
    await screen.findByRole("grid");
    expect(called(host)).toEqual([]);
  });

  it("nobody found is said, with a way back", async () => {
    const { user } = await openPeople();
    await user.type(search(), "xyzzy");
    await screen.findByText("Nobody called “xyzzy”");
    await user.click(screen.getByRole("button", { name: "Clear the search" }));
    await screen.findByRole("grid");
  });

  it("/ and Ctrl+F go to it from anywhere", async () => {
    const { user } = await openPeople();
    for (const keys of ["/", "{Control>}f{/Control}"]) {
      screen.getByRole("tab", { name: /All/ }).focus();
      await user.keyboard(keys);
      expect(document.activeElement).toBe(search());
    }
    expect((search() as HTMLInputElement).value).toBe("");
  });
});

describe("the keyboard in the grid", () => {
  it("goes from the search into the list, and Enter calls", async () => {
    const { user, host } = await openPeople();
    await user.type(search(), "ali");
    await waitFor(() => expect(names()).toHaveLength(8));
    await user.keyboard("{ArrowDown}");
    await focusOn(/Alice/);
    await user.keyboard("{ArrowDown}");
    await focusOn(/Alicia/);
    await user.keyboard("{Enter}");
    await waitFor(() => expect(called(host)).toEqual(["1014"]));
  });

  it("has one tab stop, which follows the arrows", async () => {
    const { user } = await openPeople();
    const stops = () => document.querySelectorAll('[role="grid"] [tabindex="0"]');
    expect(stops()).toHaveLength(1);
    await user.click(search());
    await user.keyboard("{ArrowDown}{ArrowRight}");
    await focusOn(/^Call/);
    expect(stops()).toHaveLength(1);
    expect(document.activeElement).toBe(stops()[0]);
  });

  it("goes to the last row and back, and rows are where they are said to be", async () => {
    const { user, app } = await openPeople();
    await user.click(search());
    await user.keyboard("{ArrowDown}{Control>}{End}{/Control}");
    await waitFor(() => expect(app.list.active).toBe(app.list.total - 1));
    const last = document.activeElement?.closest('[role="row"]');
    expect(last?.getAttribute("aria-rowindex")).toBe(String(app.list.total + 1));
    await user.keyboard("{Control>}{Home}{/Control}");
    expect(app.list.active).toBe(0);
  });

  it("Shift+F10 opens what can be copied, and Escape gives the focus back", async () => {
    const { user, host } = await openPeople();
    await user.type(search(), "bob");
    await waitFor(() => expect(names()).toEqual(["Bob Barker"]));
    await user.keyboard("{ArrowDown}{Shift>}{F10}{/Shift}");
    const menu = await screen.findByRole("menu");
    expect(
      within(menu)
        .getAllByRole("menuitem")
        .map((item) => item.textContent?.trim()),
    ).toEqual(["Copy 1002", "Copy 555 555 7676", "Copy bob.barker@acme.example"]);
    await user.keyboard("{Escape}");
    await focusOn(/Bob Barker/);
    await user.keyboard("{Shift>}{F10}{/Shift}");
    await screen.findByRole("menu");
    await user.keyboard("{ArrowDown}{Enter}");
    await waitFor(() => expect(copied(host)).toEqual(["555 555 7676"]));
  });

  it("keys pressed before the menu is there belong to it", async () => {
    const { user, host } = await openPeople();
    const answer = new Question<void>();
    const menu = host.menu.bind(host);
    host.menu = async (row) => {
      await answer.promise;
      return menu(row);
    };
    await user.type(search(), "bob");
    await waitFor(() => expect(names()).toEqual(["Bob Barker"]));
    await user.keyboard("{ArrowDown}{Shift>}{F10}{/Shift}{ArrowDown}{Enter}");
    expect(called(host)).toEqual([]);
    answer.answer();
    await waitFor(() => expect(copied(host)).toEqual(["555 555 7676"]));
    expect([called(host), screen.queryByRole("menu")]).toEqual([[], null]);
  });

  it("Ctrl-click opens what can be copied, on the Call button too", async () => {
    const { user, host } = await openPeople();
    await user.keyboard("{Control>}");
    await user.click(screen.getByRole("button", { name: "Call 1002, Bob Barker" }));
    await user.keyboard("{/Control}");
    await screen.findByRole("menuitem", { name: "Copy 1002" });
    expect(called(host)).toEqual([]);
  });

  it("Ctrl+C copies the number", async () => {
    const { user, host } = await openPeople();
    await user.type(search(), "bob");
    await waitFor(() => expect(names()).toEqual(["Bob Barker"]));
    await user.keyboard("{ArrowDown}{Control>}c{/Control}");
    await waitFor(() => expect(copied(host)).toEqual(["1002"]));
  });

  it("a letter typed in the list goes to the search", async () => {
    const { user } = await openPeople();
    await user.click(search());
    await user.keyboard("{ArrowDown}");
    await focusOn(/alert/);
    await user.keyboard("bob");
    await waitFor(() => expect(names()).toEqual(["Bob Barker"]));
  });
});

describe("columns", () => {
  it("sort by Enter on their head, and say so", async () => {
    const { user } = await openPeople();
    const head = screen.getByRole("columnheader", { name: "Number" });
    head.focus();
    await user.keyboard("{Enter}");
    await waitFor(() => expect(head.getAttribute("aria-sort")).toBe("ascending"));
    await user.keyboard("{Enter}");
    await waitFor(() => expect(head.getAttribute("aria-sort")).toBe("descending"));
  });

  it("move by Ctrl+Shift+Arrow and are kept", async () => {
    const { user, host } = await openPeople();
    screen.getByRole("columnheader", { name: "Number" }).focus();
    await user.keyboard("{Control>}{Shift>}{ArrowRight}{/Shift}{/Control}");
    const titles = screen.getAllByRole("columnheader").map((head) => head.textContent?.trim());
    expect(titles.slice(0, 3)).toEqual(["Name", "Mobile", "Number"]);
    const { layouts } = await host.settings();
    expect(layouts[0]?.columns.map(({ key }) => key).slice(0, 3)).toEqual([
      "name:Name",
      "text:Mobile",
      "number:Number",
    ]);
  });
});

describe("the width of a column", () => {
  const handle = () => screen.getByRole("separator", { name: /Mobile/ });
  const drag = async (last: "pointerup" | "pointercancel") => {
    const page = await openPeople();
    const kept = vi.spyOn(page.host, "setSettings");
    const width = () => page.app.preferences.layoutOf("all").columns.find(({ key }) => key === "text:Mobile");
    const pointer = (type: string, clientX: number) =>
      fireEvent(handle(), new MouseEvent(type, { clientX, bubbles: true, cancelable: true }));
    await pointer("pointerdown", 100);
    await pointer("pointermove", 280);
    await pointer("pointermove", 300);
    expect([width()?.width, kept.mock.calls.length]).toEqual([200, 0]);
    await pointer(last, 300);
    await settle();
    return { kept, width };
  };

  it("shows while it is dragged, and is kept once at the end", async () => {
    const { kept, width } = await drag("pointerup");
    expect([width()?.width, kept.mock.calls.length]).toEqual([200, 1]);
  });

  it("goes back when the drag is called off", async () => {
    const { kept, width } = await drag("pointercancel");
    expect([width(), kept.mock.calls.length]).toEqual([undefined, 0]);
  });
});

describe("the menu of a row", () => {
  it("writes mails, calls other numbers and copies", async () => {
    const { user, host } = await openPeople();
    await user.click(screen.getByRole("button", { name: "More ways to reach Alice Martin" }));
    await user.click(await screen.findByRole("menuitem", { name: /Email/ }));
    expect(host.outside.at(-1)).toEqual({ what: "mail", value: "alice.martin@acme.example" });
    await user.click(screen.getByRole("button", { name: "More ways to reach Alice Martin" }));
    await user.click(await screen.findByRole("menuitem", { name: /Mobile/ }));
    await waitFor(() => expect(called(host)).toEqual(["+1 418 555 7676"]));
  });

  it("opens Copy by the arrow and closes it by the other", async () => {
    const { user } = await openPeople();
    await user.click(screen.getByRole("button", { name: "More ways to reach Alice Martin" }));
    await screen.findByRole("menu");
    await user.keyboard("{End}{ArrowRight}");
    expect(screen.getAllByRole("menu")).toHaveLength(2);
    await user.keyboard("{ArrowLeft}");
    expect(screen.getAllByRole("menu")).toHaveLength(1);
    await focusOn(/Copy/);
  });

  it("a double click on Call calls once", async () => {
    const { user, host } = await openPeople();
    await user.dblClick(screen.getByRole("button", { name: "Call 1002, Bob Barker" }));
    await screen.findByText(/Calling 1002/);
    expect(called(host)).toEqual(["1002"]);
  });

  it("a refused call says why", async () => {
    const host = new MemoryHost();
    const { user } = await openPeople(host);
    host.failures.call = { kind: "callRefused", reason: "invalid-extension" };
    await user.click(screen.getByRole("button", { name: "Call 1002, Bob Barker" }));
    await screen.findByText(/cannot be reached from your phone/);
  });
});

describe("the star", () => {
  const star = () => screen.getByRole("button", { name: "Favorite: Bob Barker" });

  it("is taken, counted, and the row leaves the favorites", async () => {
    const { user } = await openPeople();
    await user.click(screen.getByRole("tab", { name: /Favorites/ }));
    await waitFor(() => expect(names()).toEqual(["Alice Martin", "Bob Barker", "Natalia 王"]));
    await user.click(star());
    await waitFor(() => expect(names()).toEqual(["Alice Martin", "Natalia 王"]));
    expect(screen.getByRole("tab", { name: "Favorites 2" })).toBeTruthy();
  });

  it("is put back visibly when the server refuses", async () => {
    const { user, host } = await openPeople();
    host.failures.setFavorite = { kind: "notAllowed" };
    await user.click(star());
    await screen.findByText(/The star of Bob Barker stays as it was.*not allowed/);
    expect(star().getAttribute("aria-pressed")).toBe("true");
  });

  it("is not there for somebody without an identity", async () => {
    const { user } = await openPeople();
    await user.type(search(), "conference");
    await waitFor(() => expect(names()).toEqual(["Conference room 2"]));
    expect(screen.queryByRole("button", { name: /Favorite: Conference/ })).toBeNull();
  });
});

it("a name that looks like a script is text", async () => {
  await openPeople();
  expect(names()).toContain("<script>alert(1)</script> =1+1");
  expect(document.querySelector("[role=grid] script")).toBeNull();
});

it("offline says since when, and the list stays", async () => {
  const { host } = await openPeople();
  host.connection({ kind: "offline", since: "2026-06-03T10:42:00Z", reason: null });
  await screen.findByText(/Offline — showing people as of/);
  expect(names()).toContain("Alice Martin");
});

it("offline by a certificate that changed says so, and leads to another account", async () => {
  const { host, user } = await openPeople();
  const reason: AppError = {
    kind: "certificate",
    host: "pbx",
    fingerprint: "00",
    fault: { kind: "changed", expected: "11" },
  };
  host.connection({ kind: "offline", since: null, reason });
  await screen.findByText(/certificate of pbx is not the one you trusted/);
  expect(names()).toContain("Alice Martin");
  await user.click(screen.getByRole("button", { name: "Use another account" }));
  await screen.findByLabelText("Server");
});

it("a session that the server ended keeps the list and leads to the form", async () => {
  const { host, user } = await openPeople();
  host.connection({ kind: "signedOut" });
  await user.click(await screen.findByRole("button", { name: "Sign in again" }));
  expect(((await screen.findByLabelText("User name")) as HTMLInputElement).value).toBe("zoe");
});

it("a kept session opens the list without a form", async () => {
  const host = new MemoryHost();
  host.kept = [{ id: "zoe@pbx", server: "pbx", username: "zoe", name: "Zoé", kept: true }];
  openPage(host);
  await screen.findByRole("gridcell", { name: /Alice Martin/ });
});

describe("axe finds nothing wrong", () => {
  it("in the sign-in form", async () => {
    openPage();
    await screen.findByLabelText("Server");
    expect(await violations()).toEqual([]);
  });
  it("in the form with an account that was used before", async () => {
    const host = new MemoryHost();
    host.kept = [{ id: "zoe@pbx", server: "pbx", username: "zoe", name: "Zoé", kept: false }];
    openPage(host);
    const account = await screen.findByRole("button", { name: /^Sign in as/ });
    expect(account.textContent).toMatch(/Sign in as.*Zoé.*zoe · pbx/s);
    expect(account.hasAttribute("aria-label")).toBe(false);
    expect(await violations()).toEqual([]);
  });
  it("in the list with a search and a menu open", async () => {
    const { user } = await openPeople();
    await user.type(search(), "alice");
    await screen.findByRole("button", { name: "Clear, Esc" });
    await user.click(screen.getByRole("button", { name: "More ways to reach Alice Martin" }));
    await screen.findByRole("menu");
    expect(await violations()).toEqual([]);
  });
});

describe("what the server says by itself", () => {
  it("counts that change while the session is read again are kept", async () => {
    const { app, host } = await openPeople();
    const before = await host.session();
    if (before === null || host.current === null) throw new Error("nobody is signed in");
    const counts = { all: 7, favorites: 1, personal: 0 };
    const old = new Question<typeof before>();
    vi.spyOn(host, "session").mockReturnValueOnce(old.promise);
    app.update({ kind: "columns" });
    host.current.counts = counts;
    app.update({ kind: "counts", counts });
    old.answer({ ...before, counts: { all: 0, favorites: 0, personal: 0 } });
    await settle();
    expect(app.counts).toEqual(counts);
  });

  it("statuses lose their colour while the server is away", async () => {
    const { app } = await openPeople();
    const page = screen.getByRole("grid").closest(".page");
    expect(page?.classList.contains("stale")).toBe(false);
    app.update({ kind: "connection", connection: { kind: "offline", since: null, reason: null } });
    await waitFor(() => expect(page?.classList.contains("stale")).toBe(true));
  });
});
