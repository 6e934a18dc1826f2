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
