import { screen, waitFor, within } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";
import { violations } from "./testing/axe";
import { openPage, openPeople, openPersonal } from "./testing/page";
import { Question } from "./testing/question";
import { task } from "./testing/task";

const button = (name: string | RegExp) => screen.getByRole("button", { name });

describe("an import", () => {
  it("whose dialog was put away is in the header, and comes back by a press", async () => {
    const { user, host } = await openPersonal();
    const held = new Question<void>();
    await user.click(button("Import"));
    await screen.findByRole("dialog", { name: /Import 1,199 contacts from/ });
    let steps = 0;
    host.importing.pace = () => (++steps === 2 ? held.promise : Promise.resolve());
    await user.click(button("Import 1,199"));
    await user.click(await screen.findByRole("button", { name: "Go on in the background" }));
    expect(screen.queryByRole("dialog")).toBeNull();
    const chip = await screen.findByRole("button", { name: /^Importing 200 of 1,199 .* Show it$/ });
    expect(await violations()).toEqual([]);
    await user.click(chip);
    await screen.findByRole("dialog");
    held.answer();
  });

  it("that ends unseen is said beside the work, with the way to its report", async () => {
    const { user, host } = await openPersonal();
    const held = new Question<void>();
    await user.click(button("Import"));
    await screen.findByRole("dialog", { name: /Import 1,199 contacts from/ });
    host.importing.pace = () => held.promise;
    await user.click(button("Import 1,199"));
    await user.click(await screen.findByRole("button", { name: "Go on in the background" }));
    held.answer();
    await screen.findByText("The import has ended");
    expect(screen.queryByRole("dialog")).toBeNull();
    await user.click(button("Show the report"));
    await screen.findByRole("dialog", { name: /imported/ });
  });

  it("a file that cannot be planned is named with the cause", async () => {
    const { user, host } = await openPersonal();
    host.failures.plan = { kind: "plan", name: "photo.jpg", fault: { kind: "binary" } };
    await user.click(button("Import"));
    await screen.findByText(/“photo.jpg” is not a text file/);
  });

  it("a file dialog that was closed changes nothing", async () => {
    const { user, host } = await openPersonal();
    host.desktop.importFile = null;
    await user.click(button("Import"));
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  it("is found again in the history", async () => {
    const { user, host } = await openPersonal();
    host.importing.remember({ name: "last year.csv" });
    await user.click(button("More"));
    await user.click(await screen.findByRole("menuitem", { name: "Imports…" }));
    const dialog = await screen.findByRole("dialog", { name: "Imports" });
    await within(dialog).findByText(/last year\.csv/);
  });

  it("that was interrupted is offered at the start", async () => {
    const { host, user } = openPage();
    host.importing.remember({ name: "a.csv", end: { kind: "interrupted" }, canResume: true });
    await user.click(await screen.findByRole("button", { name: "Try it without a server" }));
    await screen.findByText("The import of “a.csv” was interrupted");
    expect(button("Go on")).toBeTruthy();
  });
});

describe("the chip in the header", () => {
  it("says what runs, how far it is and how long it takes", async () => {
    const { host } = await openPeople();
    host.push(task);
    const chip = await screen.findByRole("progressbar", { name: "Importing" });
    expect(chip.getAttribute("aria-valuenow")).toBe("32");
    expect(chip.getAttribute("aria-valuetext")).toBe("Importing 3,200 of 10,000 · about 3 minutes left");
    expect(await violations()).toEqual([]);
  });

  it("says why it stands still, and goes when it ends", async () => {
    const { host } = await openPeople();
    host.push({ ...task, state: "waiting" });
    await screen.findByTitle("Importing 3,200 of 10,000 · waiting for the server");
    host.push({ ...task, state: "paused" });
    await screen.findByTitle("Importing 3,200 of 10,000 · paused");
    host.push({ kind: "taskEnded", task: "import" });
    await waitFor(() => expect(screen.queryByRole("progressbar")).toBeNull());
  });

  it("while it deletes, nothing else is deleted", async () => {
    const { host } = await openPersonal();
    host.push({ ...task, task: "removing" });
    await waitFor(() => expect(button("Delete all contacts")).toHaveProperty("disabled", true));
  });
});

describe("a file over the window", () => {
  it("is invited, and planned when it is let go", async () => {
    const { host } = await openPeople();
    host.desktop.drops({ kind: "over" });
    await screen.findByText("Drop to import");
    expect(await violations()).toEqual([]);
    host.desktop.drops({ kind: "files", paths: ["/home/zoe/list.vcf"] });
    await screen.findByRole("dialog", { name: /list\.vcf/ });
    expect(screen.queryByText("Drop to import")).toBeNull();
  });

  it("of several is asked for alone", async () => {
    const { host } = await openPeople();
    host.desktop.drops({ kind: "files", paths: ["a.csv", "b.csv"] });
    await screen.findByText(/Drop one file at a time/);
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  it("is not taken while a dialog is open, nor before somebody is signed in", async () => {
    const { host, user } = openPage();
    await screen.findByLabelText("Server");
    host.desktop.drops({ kind: "over" });
    await user.click(button("Try it without a server"));
    await screen.findByRole("grid");
    await user.click(button("Settings"));
    host.desktop.drops({ kind: "over" });
    host.desktop.drops({ kind: "files", paths: ["a.csv"] });
    await screen.findByRole("dialog", { name: "Settings" });
    expect([screen.queryByText("Drop to import"), screen.getAllByRole("dialog").length]).toEqual([null, 1]);
  });
});
