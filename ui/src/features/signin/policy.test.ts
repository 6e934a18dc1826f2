import { screen } from "@testing-library/svelte";
import { expect, it } from "vitest";
import { MemoryHost } from "../../host/memory";
import { violations } from "../../testing/axe";
import { focusOn, openPage } from "../../testing/page";

const server = () => screen.findByLabelText<HTMLInputElement>("Server");

it("the administrator's server is filled in and can be changed, unless it is locked", async () => {
  const host = new MemoryHost();
  host.administered = { ...host.administered, server: "pbx.example.com" };
  openPage(host);
  const field = await server();
  expect([field.value, field.readOnly]).toEqual(["pbx.example.com", false]);
  await focusOn(/^$/);
  expect(document.activeElement?.getAttribute("name")).toBe("username");
});

it("a locked server is shown, and says who set it", async () => {
  const host = new MemoryHost();
  host.administered = { ...host.administered, server: "pbx.example.com", locked: ["server"] };
  openPage(host);
  const field = await server();
  expect([field.value, field.readOnly]).toEqual(["pbx.example.com", true]);
  expect(document.getElementById(field.getAttribute("aria-describedby") ?? "")?.textContent).toBe(
    "Set by your administrator",
  );
  expect(screen.queryByRole("button", { name: "Try it without a server" })).toBeNull();
  expect(await violations()).toEqual([]);
});

it("the domain that is added to a user name is said", async () => {
  const host = new MemoryHost();
  host.administered = { ...host.administered, domain: "example.com" };
  openPage(host);
  await screen.findByText("“@example.com” is added for you.");
});

it("a locked server is not left for that of another account", async () => {
  const host = new MemoryHost();
  const account = { username: "zoe", name: "Zoé Lambert", kept: false };
  const [here, elsewhere] = ["https://pbx.example.com", "https://old.example.com"];
  host.kept = [
    { ...account, id: "1", server: elsewhere, name: "Old Zoé" },
    { ...account, id: "2", server: here },
  ];
  host.administered = { ...host.administered, server: here, locked: ["server"] };
  const { user } = openPage(host);
  await user.click(await screen.findByRole("button", { name: /zoe · .*pbx/ }));
  expect(screen.queryByRole("button", { name: /zoe · .*old/ })).toBeNull();
  expect((await server()).value).toBe(here);
});

it("the domain is added at the administrator's server alone", async () => {
  const host = new MemoryHost();
  host.administered = { ...host.administered, server: "https://pbx.example.com", domain: "example.com" };
  const { user } = openPage(host);
  await screen.findByText(/@example.com/);
  await user.clear(await server());
  await user.type(await server(), "elsewhere.example");
  expect(screen.queryByText(/@example.com/)).toBeNull();
  await user.clear(await server());
  await user.type(await server(), "PBX.example.com/");
  await screen.findByText(/@example.com/);
});

it("who cannot sign in can copy a report", async () => {
  const host = new MemoryHost();
  const { user } = openPage(host);
  await user.click(await screen.findByRole("button", { name: "About People" }));
  await user.click(await screen.findByRole("button", { name: "Copy report" }));
  await screen.findByText("Copied");
  expect(await violations()).toEqual([]);
});
