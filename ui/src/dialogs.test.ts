import { screen, waitFor, within } from "@testing-library/svelte";
import { describe, expect, it, vi } from "vitest";
import { MemoryHost } from "./host/memory";
import { violations } from "./testing/axe";
import { names, openPage, openPeople } from "./testing/page";

async function openPersonal(host = new MemoryHost()) {
  const page = await openPeople(host);
  await page.user.click(screen.getByRole("tab", { name: /My contacts/ }));
  await waitFor(() => expect(names()).toContain("Centralia Supplies"));
  expect(names()).not.toContain("Alice Martin");
  return page;
}

describe("the sign-in form", () => {
  it("says what is missing beside each field, and goes to the first", async () => {
    const { user } = openPage();
    await user.click(await screen.findByRole("button", { name: "Sign in" }));
    expect(screen.getByText("Enter your password.")).toBeTruthy();
    expect(document.activeElement).toBe(screen.getByLabelText("Server"));
  });

  it("shows a fingerprint and asks before it trusts", async () => {
    const host = new MemoryHost();
    const fingerprint = "AB".repeat(32);
    host.failures.tryEmbedded = {
      kind: "certificate",
      host: "pbx",
      fingerprint,
      fault: { kind: "unknownIssuer" },
    };
    const { user } = openPage(host);
    await user.click(await screen.findByRole("button", { name: "Try it without a server" }));
    const dialog = await screen.findByRole("alertdialog", { name: "Do you trust this server?" });
    expect(within(dialog).getAllByText("ABAB")).toHaveLength(16);
    expect(await violations()).toEqual([]);
    await user.click(screen.getByRole("button", { name: "Trust this server" }));
    await screen.findByRole("grid");
  });

  it("a certificate that changed cannot be trusted here", async () => {
    const host = new MemoryHost();
    host.failures.tryEmbedded = {
      kind: "certificate",
      host: "pbx",
      fingerprint: "AB".repeat(32),
      fault: { kind: "changed", expected: "CD".repeat(32) },
    };
    const { user } = openPage(host);
    await user.click(await screen.findByRole("button", { name: "Try it without a server" }));
    await screen.findByRole("alertdialog", { name: "This server is not the one you trusted" });
    expect(screen.queryByRole("button", { name: "Trust this server" })).toBeNull();
  });
});

describe("own contacts", () => {
  it("are made in the form and appear", async () => {
    const { user } = await openPersonal();
    await user.click(screen.getByRole("button", { name: "New contact" }));
    await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText("First name")));
    await user.keyboard("Ada");
    await user.type(screen.getByLabelText("Phone number"), "12 34");
    expect(await violations()).toEqual([]);
    await user.click(screen.getByRole("button", { name: "Save" }));
    await screen.findByText("Ada is saved");
    await waitFor(() => expect(names()).toContain("Ada"));
  });

  it("are edited with every field that they have", async () => {
    const { user } = await openPersonal();
    await user.click(screen.getByRole("button", { name: "Edit Centralia Supplies" }));
    const number = await screen.findByLabelText<HTMLInputElement>("Phone number");
    await waitFor(() => expect(number.value).toBe("+1 514 555 0188"));
    await user.click(screen.getByRole("button", { name: "Add a field" }));
    await user.keyboard("room{Enter}");
    await user.type(await screen.findByLabelText("room"), "B 12");
    await user.click(screen.getByRole("button", { name: "Save" }));
    await screen.findByText("Centralia Supplies is saved");
  });

  it("a duplicate is explained in the form", async () => {
    const { user, host } = await openPersonal();
    await user.click(screen.getByRole("button", { name: "New contact" }));
    host.failures.save = { kind: "duplicateContact" };
    await user.click(screen.getByRole("button", { name: "Save" }));
    await screen.findByText(/already have a contact with exactly these values/);
  });

  it("are removed after one question that names them", async () => {
    const { user } = await openPersonal();
    await user.click(screen.getByRole("button", { name: "Remove John Doe" }));
    const dialog = await screen.findByRole("alertdialog", { name: "Remove John Doe?" });
    await user.click(within(dialog).getByRole("button", { name: "Remove" }));
    await waitFor(() => expect(names()).not.toContain("John Doe"));
  });

  it("are all deleted after one question that says how many", async () => {
    const { user } = await openPersonal();
    await user.click(screen.getByRole("button", { name: "Delete all contacts" }));
    await user.click(await screen.findByRole("button", { name: "Delete 5" }));
    await screen.findByText("No contacts of your own yet");
    await screen.findByText("5 contacts deleted");
  });

  it("are exported for what was chosen", async () => {
    const { user, host } = await openPersonal();
    await user.click(screen.getByRole("button", { name: "Export" }));
    await user.click(screen.getByRole("radio", { name: /For a spreadsheet/ }));
    expect(await violations()).toEqual([]);
    await user.click(screen.getByRole("button", { name: "Choose where…" }));
    await screen.findByText("5 contacts written to “contacts.csv”");
    expect(host.outside.at(-1)).toEqual({ what: "file", value: "contacts.csv" });
  });
});

describe("an import", () => {
  it("shows the plan, runs and reports", async () => {
    const { user } = await openPersonal();
    await user.click(screen.getByRole("button", { name: "Import" }));
    const dialog = await screen.findByRole("dialog", { name: /Import 1,199 contacts from/ });
    await user.click(within(dialog).getByRole("radio", { name: "3 skipped" }));
    await within(dialog).findByText("column 3: 5.55E+09 — the spreadsheet rounded this number");
    expect(await violations()).toEqual([]);
    await user.click(within(dialog).getByRole("button", { name: "Import 1,199" }));
    await screen.findByRole("dialog", { name: "1,199 contacts imported" });
    await user.click(screen.getByRole("button", { name: "Save skipped lines as CSV" }));
    await screen.findByText(/3 lines saved in/);
    expect(await violations()).toEqual([]);
    await user.click(screen.getByRole("button", { name: "Close" }));
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  it("a file that cannot be planned is named with the cause", async () => {
    const { user, host } = await openPersonal();
    host.failures.plan = { kind: "plan", name: "photo.jpg", fault: { kind: "binary" } };
    await user.click(screen.getByRole("button", { name: "Import" }));
    await screen.findByText(/“photo.jpg” is not a text file/);
  });

  it("a file dialog that was closed changes nothing", async () => {
    const { user, host } = await openPersonal();
    host.importFile = null;
    await user.click(screen.getByRole("button", { name: "Import" }));
    expect(screen.queryByRole("dialog")).toBeNull();
  });
});

describe("settings", () => {
  it("the language changes everything at once", async () => {
    const { user } = await openPeople();
    await user.click(screen.getByRole("button", { name: "Settings" }));
    expect(await violations()).toEqual([]);
    await user.selectOptions(screen.getByLabelText("Language"), "fr");
    await screen.findByRole("dialog", { name: "Réglages" });
    expect(document.documentElement.lang).toBe("fr");
    expect(screen.getByRole("tab", { name: /Mes contacts/ })).toBeTruthy();
  });

  it("theme and density show on the document and are kept", async () => {
    const { user, host } = await openPeople();
    await user.click(screen.getByRole("button", { name: "Settings" }));
    await user.click(screen.getByRole("radio", { name: "Dark" }));
    await user.click(screen.getByRole("radio", { name: "Compact" }));
    expect(document.documentElement.dataset).toMatchObject({ theme: "dark", density: "compact" });
    expect(await host.settings()).toMatchObject({ theme: "dark", density: "compact" });
  });

  it("sign out asks once, and leads to the form", async () => {
    const { user, host } = await openPeople();
    await user.click(screen.getByRole("button", { name: "Settings" }));
    await user.click(screen.getByRole("button", { name: "Sign out" }));
    const dialog = await screen.findByRole("alertdialog", { name: "Sign out?" });
    await user.click(within(dialog).getByRole("button", { name: "Sign out" }));
    await screen.findByLabelText("Server");
    expect(host.current).toBeNull();
  });

  it("another account is used without ending this session", async () => {
    const { user, host } = await openPeople();
    const ended = vi.spyOn(host, "signOut");
    await user.click(screen.getByRole("button", { name: "Settings" }));
    await user.click(screen.getByRole("button", { name: "Use another account" }));
    const server = await screen.findByLabelText<HTMLInputElement>("Server");
    expect([server.value, host.current, ended.mock.calls.length]).toEqual(["", null, 0]);
  });

  it("choices are groups that their labels name", async () => {
    const { user } = await openPeople();
    await user.click(screen.getByRole("button", { name: "Settings" }));
    const rows = screen.getByRole("radiogroup", { name: "Rows" });
    expect(within(rows).getAllByRole("radio")).toHaveLength(2);
  });

  it("the system's language is taken where it is spoken", async () => {
    const host = new MemoryHost();
    host.language = "fr-CA";
    openPage(host);
    await screen.findByRole("button", { name: "Essayer sans serveur" });
  });
});
