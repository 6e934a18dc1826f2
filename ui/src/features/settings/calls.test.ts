import { screen, waitFor } from "@testing-library/svelte";
import { expect, it } from "vitest";
import { defaultSettings } from "../../host/settings";
import { violations } from "../../testing/axe";
import { openPeople } from "../../testing/page";

async function openSettings() {
  const page = await openPeople();
  await page.user.click(screen.getByRole("button", { name: "Settings" }));
  await page.user.click(await screen.findByRole("tab", { name: "Calls" }));
  await screen.findByRole("tabpanel", { name: "Calls" });
  return page;
}

const kept = async ({ host }: Awaited<ReturnType<typeof openPeople>>) => (await host.settings()).calls;
const field = (name: string) => screen.getByRole<HTMLInputElement>("textbox", { name });

it("safe transfers are on, say what turning them off risks, and can be turned off", async () => {
  const page = await openSettings();
  const safe = screen.getByRole("checkbox", { name: "Safe transfers" });
  expect((safe as HTMLInputElement).checked).toBe(true);
  expect(screen.getByText(/a transfer that fails cuts the caller off/)).toBeTruthy();
  await page.user.click(safe);
  await waitFor(async () => expect((await kept(page)).safeTransfers).toBe(false));
});

it("a prefix is kept, and one that cannot be dialled is not", async () => {
  const page = await openSettings();
  const prefix = field("Voicemail by mailbox");
  await page.user.clear(prefix);
  await page.user.type(prefix, "*98{Tab}");
  await waitFor(async () => expect((await kept(page)).mailboxPrefix).toBe("*98"));
  await page.user.clear(prefix);
  await page.user.type(prefix, "mail{Tab}");
  await screen.findByText(/The old prefix still holds/);
  expect((await kept(page)).mailboxPrefix).toBe("*98");
});

it("a page address that is refused stays to be corrected, and nothing else is lost by it", async () => {
  const page = await openSettings();
  page.host.failures = { setSettings: { kind: "badPageAddress", fault: "unknownWord" } };
  await page.user.type(field("Page for callers"), "https://crm.example/{{who}{Tab}");
  await screen.findByText(/Only number, name and uuid may stand between braces/);
  expect(field("Page for callers").value).toBe("https://crm.example/{who}");
  await page.user.click(screen.getByRole("tab", { name: "General" }));
  await page.user.click(screen.getByRole("radio", { name: "Dark" }));
  await waitFor(async () =>
    expect(await page.host.settings()).toEqual({ ...defaultSettings, theme: "dark" }),
  );
});

it("a page for callers is opened by itself or not, as was chosen", async () => {
  const page = await openSettings();
  expect(screen.queryByLabelText("Open it")).toBeNull();
  await page.user.type(field("Page for callers"), "https://crm.example/{Tab}");
  const when = await screen.findByLabelText("Open it");
  await page.user.selectOptions(when, "For every caller");
  await waitFor(async () => expect((await kept(page)).openCallerPage).toBe(true));
  expect(await violations()).toEqual([]);
});
