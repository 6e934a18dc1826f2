import { expect, it } from "vitest";
import type { AppError, RowMenu } from "../../host/host";
import { MemoryHost } from "../../host/memory";
import { Card } from "./card.svelte";

function opened() {
  const host = new MemoryHost();
  const errors: AppError[] = [];
  return { host, errors, card: new Card(host, (error) => errors.push(error)) };
}

it("a card knows every way to reach somebody", async () => {
  const { card } = opened();
  await card.open({ row: 4, name: "Bob Barker" });
  expect(card.menu).toMatchObject({ call: { value: "1002" }, user: "user-1002" });
});

it("a late answer is not shown on the card of somebody else", async () => {
  const { host, card } = opened();
  const menu = host.menu.bind(host);
  let answer: (menu: RowMenu) => void = () => undefined;
  host.menu = () => new Promise((done) => (answer = done));
  const first = card.open({ row: 4, name: "Bob Barker" });
  host.menu = menu;
  await card.open({ row: 1, name: "Alice Martin" });
  answer(await menu(4));
  await first;
  expect(card.menu?.call?.value).toBe("1001");
});

it("somebody who is not there any more has no card, and it is said", async () => {
  const { card, errors } = opened();
  await card.open({ row: 9_999, name: "Nobody" });
  expect(card.subject).toBeNull();
  expect(errors).toEqual([{ kind: "noSuchContact" }]);
});
