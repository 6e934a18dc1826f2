import { screen, within } from "@testing-library/svelte";
import { describe, expect, it, vi } from "vitest";
import { MemoryHost } from "./host/memory";
import { violations } from "./testing/axe";
import { openPage, openPeople } from "./testing/page";

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

  it("what is kept on this computer is wiped once the person says yes to what is lost", async () => {
    const { user } = await openPeople();
    await user.click(screen.getByRole("button", { name: "Settings" }));
    await user.click(screen.getByRole("tab", { name: "Directory" }));
    await user.click(screen.getByRole("button", { name: "Wipe the copy" }));
    const question = screen.getByRole("alertdialog", { name: "Wipe what is kept on this computer?" });
    expect(question.textContent).toContain("deleted contacts no longer be restored");
    expect(screen.queryByText("The copy on this computer is wiped")).toBeNull();
    await user.click(within(question).getByRole("button", { name: "Wipe the copy" }));
    await screen.findByText("The copy on this computer is wiped");
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
    host.desktop.language = "fr-CA";
    openPage(host);
    await screen.findByRole("button", { name: "Essayer sans serveur" });
  });
});
