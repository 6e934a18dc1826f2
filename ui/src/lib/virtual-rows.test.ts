import { render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { createRawSnippet, tick } from "svelte";
import { expect, it } from "vitest";
import type { Range } from "./virtual";
import VirtualRows from "./VirtualRows.svelte";

const user = userEvent.setup({ delay: null, pointerEventsCheck: 0 });

function open(total: number) {
  const looked: Range[] = [];
  const props = {
    label: "Rows",
    total,
    rowRem: 2,
    tracks: "1fr",
    of: "a list",
    head: createRawSnippet(() => ({ render: () => `<span role="columnheader">Name</span>` })),
    row: createRawSnippet((index: () => number) => ({
      render: () => `<span role="cell"><button>row ${index()}</button></span>`,
    })),
    onlook: (range: Range) => void looked.push(range),
  };
  return { looked, props, ...render(VirtualRows, props) };
}

const table = () => screen.getByRole("table", { name: "Rows" });
const shown = (name: string) => screen.queryByRole("button", { name }) !== null;

it("a million rows are a few in the page, and the table says how many there are", () => {
  open(1_000_000);
  expect(screen.getAllByRole("row").length).toBeLessThan(40);
  expect(table().getAttribute("aria-rowcount")).toBe("1000001");
});

it("the last of a million rows is a key away, and so is the first", async () => {
  const { looked } = open(1_000_000);
  table().focus();
  await user.keyboard("{End}");
  expect([shown("row 999999"), shown("row 0")]).toEqual([true, false]);
  expect(looked.at(-1)?.end).toBe(1_000_000);
  await user.keyboard("{PageUp}{ArrowUp}");
  expect(shown("row 999999")).toBe(false);
  await user.keyboard("{Home}");
  expect(shown("row 0")).toBe(true);
});

it("a row that has the focus stays, however far it is scrolled off", async () => {
  open(1_000_000);
  const button = screen.getByRole("button", { name: "row 1" });
  button.focus();
  table().scrollTop = 8_000_000;
  table().dispatchEvent(new Event("scroll"));
  await tick();
  expect([shown("row 500000"), document.activeElement === button]).toEqual([true, true]);
});

it("keys inside a row are the row's own", async () => {
  open(1_000_000);
  screen.getByRole("button", { name: "row 1" }).focus();
  await user.keyboard("{End}");
  expect(shown("row 999999")).toBe(false);
});

it("another list begins with its first row", async () => {
  const { rerender, props } = open(1_000_000);
  table().focus();
  await user.keyboard("{End}");
  await rerender({ ...props, of: "another list" });
  expect(shown("row 0")).toBe(true);
});

it("the same list read again keeps its place and asks for its rows", async () => {
  const { rerender, props, looked } = open(1_000);
  table().focus();
  await user.keyboard("{End}");
  await rerender({ ...props, total: 990 });
  expect(looked.at(-1)?.end).toBe(990);
});
