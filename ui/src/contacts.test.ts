import { screen, waitFor, within } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";
import { setLocale } from "./lib/locale.svelte";
import { violations } from "./testing/axe";
import { focusOn, names, openPeople, openPersonal } from "./testing/page";

const button = (name: string | RegExp) => screen.getByRole("button", { name });
const selected = () =>
  screen
    .getAllByRole("row")
    .filter((row) => row.getAttribute("aria-selected") === "true")
    .map((row) => row.querySelector(".name bdi")?.textContent);

describe("own contacts", () => {
  it("are made in the form and appear", async () => {
    const { user } = await openPersonal();
    await user.click(button("New contact"));
    await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText("First name")));
    await user.keyboard("Ada");
    await user.type(screen.getByLabelText("Phone number"), "12 34");
    expect(await violations()).toEqual([]);
    await user.click(button("Save"));
    await screen.findByText("Ada is saved");
    await waitFor(() => expect(names()).toContain("Ada"));
  });

  it("are edited with every field that they have", async () => {
    const { user } = await openPersonal();
    await user.click(button("Edit Centralia Supplies"));
    const number = await screen.findByLabelText<HTMLInputElement>("Phone number");
    await waitFor(() => expect(number.value).toBe("+1 514 555 0188"));
    await user.click(button("Add a field"));
    await user.keyboard("room{Enter}");
    await user.type(await screen.findByLabelText("room"), "B 12");
    await user.click(button("Save"));
    await screen.findByText("Centralia Supplies is saved");
  });

  it("a duplicate is explained in the form", async () => {
    const { user, host } = await openPersonal();
    await user.click(button("New contact"));
    host.failures.save = { kind: "duplicateContact" };
    await user.click(button("Save"));
    await screen.findByText(/already have a contact with exactly these values/);
  });
});

describe("removing one", () => {
  it("asks nothing, and Undo brings it back", async () => {
    const { user } = await openPersonal();
    await user.click(button("Remove John Doe"));
    await screen.findByText("John Doe is removed");
    await waitFor(() => expect(names()).not.toContain("John Doe"));
    expect(screen.queryByRole("alertdialog")).toBeNull();
    expect(await violations()).toEqual([]);
    await user.click(button("Undo"));
    await waitFor(() => expect(names()).toContain("John Doe"));
    await screen.findByText("John Doe is back");
  });

  it("is undone by Ctrl+Z, but not while a text is typed", async () => {
    const { user } = await openPersonal();
    await user.click(button("Remove John Doe"));
    await waitFor(() => expect(names()).not.toContain("John Doe"));
    screen.getByRole("textbox").focus();
    await user.keyboard("{Control>}z{/Control}");
    expect(names()).not.toContain("John Doe");
    screen.getByRole("tab", { name: /My contacts/ }).focus();
    await user.keyboard("{Control>}z{/Control}");
    await waitFor(() => expect(names()).toContain("John Doe"));
  });

  it("by a key that is held removes one, not those that follow", async () => {
    const { user } = await openPersonal();
    await user.click(screen.getByRole("textbox"));
    await user.keyboard("{ArrowDown}{ArrowDown}");
    await focusOn(/Centralia/);
    const key = (repeat: boolean) =>
      document.activeElement?.dispatchEvent(
        new KeyboardEvent("keydown", { key: "Delete", repeat, bubbles: true, cancelable: true }),
      );
    key(false);
    await waitFor(() => expect(names()).toHaveLength(4));
    key(true);
    await screen.findByText("Centralia Supplies is removed");
    expect(names()).toHaveLength(4);
  });

  it("gives the focus back when what it offered was taken by the keyboard", async () => {
    const { user } = await openPersonal();
    button("New contact").focus();
    await user.click(button("Remove John Doe"));
    await screen.findByText("John Doe is removed");
    button("New contact").focus();
    button("Undo").focus();
    await user.keyboard("{Enter}");
    await focusOn(/New contact/);
  });
});

describe("a selection", () => {
  async function begin() {
    const page = await openPersonal();
    await page.user.click(screen.getByRole("textbox"));
    await page.user.keyboard("{ArrowDown}{ArrowDown}");
    await focusOn(/Centralia/);
    return page;
  }

  it("begins with Space, grows with Shift and the arrows, and is told", async () => {
    const { user, app } = await begin();
    await user.keyboard(" ");
    await user.keyboard("{Shift>}{ArrowDown}{/Shift}");
    await waitFor(() => expect(selected()).toEqual(["Centralia Supplies", "John Doe"]));
    await focusOn(/John Doe/);
    await waitFor(() => expect(app.announcer.text).toBe("2 selected"));
    expect(screen.getByRole("group", { name: "Selected contacts" }).textContent).toContain("2 selected");
    expect(screen.getByRole("grid").getAttribute("aria-multiselectable")).toBe("true");
    expect(await violations()).toEqual([]);
  });

  it("takes all by Ctrl+A, and lets all go by Escape, which leaves the list after that", async () => {
    const { user } = await begin();
    await user.keyboard("{Control>}a{/Control}");
    await waitFor(() => expect(selected()).toHaveLength(5));
    await user.keyboard("{Escape}");
    await waitFor(() => expect(selected()).toEqual([]));
    await focusOn(/Centralia/);
    await user.keyboard("{Escape}");
    expect(document.activeElement).toBe(screen.getByRole("textbox"));
  });

  it("is made with the mouse: a check box, and Shift and a click", async () => {
    const { user } = await begin();
    await user.click(screen.getByRole("checkbox", { name: "Select John Doe" }));
    expect(selected()).toEqual(["John Doe"]);
    await user.keyboard("{Shift>}");
    await user.click(screen.getByText("Zoé Lévesque"));
    await user.keyboard("{/Shift}");
    await waitFor(() => expect(selected()).toEqual(["John Doe", "Marc Roy", "Zoé Lévesque"]));
  });

  it("is removed after one question, by Delete too, and comes back whole", async () => {
    const { user } = await begin();
    await user.keyboard(" ");
    await user.keyboard("{Shift>}{ArrowDown}{/Shift}");
    await screen.findByText("2 selected");
    await user.keyboard("{Delete}");
    const dialog = await screen.findByRole("alertdialog", { name: "Remove 2 contacts?" });
    expect(await violations()).toEqual([]);
    await user.click(within(dialog).getByRole("button", { name: "Remove" }));
    await screen.findByText("2 contacts removed");
    await waitFor(() => expect(names()).toHaveLength(3));
    expect(screen.queryByRole("group", { name: "Selected contacts" })).toBeNull();
    await user.click(button("Undo"));
    await waitFor(() => expect(names()).toHaveLength(5));
  });

  it("is left behind with its list, and there is none among colleagues", async () => {
    const { user } = await begin();
    await user.keyboard(" ");
    await user.click(screen.getByRole("tab", { name: /All/ }));
    await waitFor(() => expect(names()).toContain("Alice Martin"));
    expect(screen.queryByRole("checkbox")).toBeNull();
    await user.click(screen.getByRole("tab", { name: /My contacts/ }));
    await screen.findByRole("button", { name: "New contact" });
    expect(selected()).toEqual([]);
  });
});

describe("deleting all", () => {
  it("asks once, says that it can be restored, and offers that", async () => {
    const { user } = await openPersonal();
    await user.click(button("Delete all contacts"));
    const dialog = await screen.findByRole("alertdialog", { name: "Delete all 5 contacts?" });
    expect(dialog.textContent).toContain("restore them for 30 days");
    await user.click(within(dialog).getByRole("button", { name: "Delete 5" }));
    await screen.findByText("No contacts of your own yet");
    await screen.findByText("5 contacts deleted");
    expect(await violations()).toEqual([]);
    await user.click(button("Restore"));
    await user.click(await screen.findByRole("button", { name: "Close" }));
    await waitFor(() => expect(names()).toHaveLength(5));
  });

  it("can be taken back from the menu later", async () => {
    const { user } = await openPersonal();
    await user.click(button("Delete all contacts"));
    await user.click(await screen.findByRole("button", { name: "Delete 5" }));
    await screen.findByText("5 contacts deleted");
    await user.click(button("More"));
    await user.click(await screen.findByRole("menuitem", { name: /^Restore deleted contacts \(5, / }));
    await user.click(await screen.findByRole("button", { name: "Close" }));
    await waitFor(() => expect(names()).toHaveLength(5));
    await user.click(button("More"));
    await screen.findByRole("menuitem", { name: "Imports…" });
    expect(screen.queryByRole("menuitem", { name: /Restore/ })).toBeNull();
  });
});

describe("an export", () => {
  const radio = (name: RegExp) => screen.getByRole("radio", { name });

  it("of everything is a file in the kind that was chosen, which can be shown", async () => {
    const { user, host } = await openPersonal();
    await user.click(button("Export"));
    await screen.findByText("All my contacts (5)");
    expect(await violations()).toEqual([]);
    await user.click(radio(/vCard/));
    expect(screen.queryByText("Columns")).toBeNull();
    await user.click(button("Choose where…"));
    await screen.findByText("5 contacts written to “contacts.vcf”");
    expect(host.exported).toEqual({ what: { kind: "all" }, columns: null, format: "vcard" });
    await user.click(button("Show in folder"));
    await waitFor(() => expect(host.outside.at(-1)).toEqual({ what: "folder", value: "contacts.vcf" }));
  });

  it("leaves out the columns that were not wanted, but never all of them", async () => {
    const { user, host } = await openPersonal();
    await user.click(button("Export"));
    await user.click(radio(/spreadsheet/));
    await user.click(await screen.findByText("Columns"));
    await user.click(button("Take none"));
    await screen.findByText("Take at least one column.");
    await user.click(button("Choose where…"));
    expect(host.exported).toBeNull();
    expect(await violations()).toEqual([]);
    await user.click(screen.getByRole("checkbox", { name: "First name" }));
    await user.click(button("Choose where…"));
    await screen.findByText(/written to “contacts.csv”/);
    expect(host.exported).toMatchObject({ columns: ["firstname"], format: "spreadsheet" });
  });

  it("of a selection begins with it", async () => {
    const { user, host } = await openPersonal();
    await user.click(screen.getByRole("checkbox", { name: "Select John Doe" }));
    await user.click(button("Export"));
    expect(radio(/The selected one \(1\)/)).toHaveProperty("checked", true);
    await user.click(button("Choose where…"));
    await screen.findByText("1 contact written to “contacts.csv”");
    expect(host.exported?.what.kind).toBe("rows");
  });

  it("of what a search finds is offered beside the list", async () => {
    const { user, host } = await openPeople();
    await user.type(screen.getByRole("textbox"), "ali");
    await waitFor(() => expect(names()).toHaveLength(8));
    await user.click(button("Export this list"));
    expect(radio(/What “ali” finds \(8\)/)).toHaveProperty("checked", true);
    await user.click(button("Choose where…"));
    await screen.findByText("8 contacts written to “contacts.csv”");
    expect(host.exported?.what).toEqual({ kind: "view" });
  });

  it("that fails says why, and the dialog stays", async () => {
    const { user, host } = await openPersonal();
    await user.click(button("Export"));
    host.failures.export = { kind: "file", name: "contacts.csv", fault: "full" };
    await user.click(button("Choose where…"));
    await screen.findByText(/disk is full/);
    expect(button("Choose where…")).toBeTruthy();
  });

  it("shows how far it is while it is written", async () => {
    const { user, host } = await openPersonal();
    host.importing.pace = () => new Promise(() => undefined);
    await user.click(button("Export"));
    await user.click(button("Choose where…"));
    await screen.findByText("Writing the file… 0 of 5");
    expect(screen.getByRole("progressbar", { name: "Writing the file…" })).toBeTruthy();
    expect(await violations()).toEqual([]);
  });
});

describe("in French", () => {
  it("a selection and what can be done with it", async () => {
    const { user } = await openPersonal();
    setLocale("fr");
    await user.click(await screen.findByRole("checkbox", { name: "Sélectionner John Doe" }));
    const bar = screen.getByRole("group", { name: "Contacts sélectionnés" });
    expect(bar.textContent).toContain("1 sélectionné");
    await user.click(within(bar).getByRole("button", { name: "Supprimer…" }));
    await screen.findByRole("alertdialog", { name: "Supprimer 1 contact\u202F?" });
  });
});
