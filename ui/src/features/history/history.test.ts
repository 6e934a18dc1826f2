import { render, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, it } from "vitest";
import { MemoryHost } from "../../host/memory";
import { violations } from "../../testing/axe";
import HistoryDialog from "./HistoryDialog.svelte";

let host: MemoryHost;
let asked: string[];
const user = userEvent.setup({ delay: null, pointerEventsCheck: 0 });

beforeEach(() => {
  document.documentElement.lang = "en";
  host = new MemoryHost();
  asked = [];
});

function open() {
  render(HistoryDialog, {
    host,
    onopen: ({ name }) => asked.push(`open ${name}`),
    onresume: ({ name }) => asked.push(`resume ${name}`),
    onclose: () => asked.push("close"),
  });
}

it("lists the imports, the newest first, with counts and state", async () => {
  host.importing.remember({ name: "old.csv", end: { kind: "done" }, canResume: false });
  host.importing.remember({ name: "new.csv" });
  open();
  const [first, second] = await screen.findAllByRole("listitem");
  expect(first?.textContent).toMatch(/new\.csv.*interrupted.*300 created · 900 not sent/);
  expect(second?.textContent).toMatch(/old\.csv.*complete/);
  expect(await violations()).toEqual([]);
});

it("opens a report, and goes on with what was interrupted only", async () => {
  host.importing.remember({ name: "old.csv", end: { kind: "cancelled" }, canResume: false });
  host.importing.remember({ name: "new.csv" });
  open();
  const old = await screen.findByRole("group", { name: /old\.csv/ });
  expect(within(old).queryByRole("button", { name: "Go on" })).toBeNull();
  await user.click(within(old).getByRole("button", { name: "Report" }));
  await user.click(
    within(screen.getByRole("group", { name: /new\.csv/ })).getByRole("button", { name: "Go on" }),
  );
  expect(asked).toEqual(["open old.csv", "resume new.csv"]);
});

it("says what was taken back, and what was a restoration", async () => {
  const undone = { removed: 1, restored: 0, kept: [], end: { kind: "done" } } as const;
  host.importing.remember({ name: "old.csv", undone: { ...undone, kept: [] }, canResume: false });
  host.importing.remember({ name: "", of: "restore", end: { kind: "done" }, canResume: false });
  open();
  const [first, second] = await screen.findAllByRole("listitem");
  expect(first?.textContent).toMatch(/^Deleted contacts restored/);
  expect(second?.textContent).toMatch(/undone/);
});

it("says that there is nothing yet", async () => {
  open();
  await screen.findByText(/Nothing has been imported yet/);
  expect(await violations()).toEqual([]);
});

it("says why it cannot be read", async () => {
  host.failures.imports = { kind: "store" };
  open();
  expect((await screen.findByRole("alert")).textContent).not.toBe("");
});
