import { expect, it } from "vitest";
import { press as key } from "../../testing/keys";
import { Question } from "../../testing/question";
import { AskedMenu } from "./asked";

const taken = (asked: AskedMenu) => {
  const keys: string[] = [];
  for (let next = asked.next(); next !== null; next = asked.next()) keys.push(next.key);
  return keys;
};

it("keys wait for the menu that was asked for, in their order", async () => {
  const asked = new AskedMenu();
  const question = new Question<string>();
  expect(asked.hold(key("ArrowDown"))).toBe(false);
  const answer = asked.ask(question.promise);
  expect([asked.hold(key("ArrowDown")), asked.hold(key("Shift")), asked.hold(key("Enter"))]).toEqual([
    true,
    false,
    true,
  ]);
  question.answer("menu");
  expect(await answer).toBe("menu");
  expect(asked.hold(key("End"))).toBe(true);
  expect(taken(asked)).toEqual(["ArrowDown", "Enter", "End"]);
  expect(asked.hold(key("ArrowDown"))).toBe(false);
});

it("Escape gives up a menu that is not there yet", async () => {
  const asked = new AskedMenu();
  const question = new Question<string>();
  const answer = asked.ask(question.promise);
  asked.hold(key("ArrowDown"));
  expect(asked.hold(key("Escape"))).toBe(true);
  question.answer("menu");
  expect([await answer, asked.hold(key("Enter")), taken(asked)]).toEqual([null, false, []]);
});

it("of two menus the one that was asked for last opens", async () => {
  const asked = new AskedMenu();
  const [first, second] = [new Question<string>(), new Question<string>()];
  const answers = [asked.ask(first.promise), asked.ask(second.promise)];
  second.answer("second");
  first.answer("first");
  expect(await Promise.all(answers)).toEqual([null, "second"]);
});

it("a refused menu lets the keys go", async () => {
  const asked = new AskedMenu();
  const question = new Question<string>();
  const answer = asked.ask(question.promise);
  asked.hold(key("Enter"));
  question.refuse({ kind: "offline" });
  await expect(answer).rejects.toEqual({ kind: "offline" });
  expect([asked.hold(key("Enter")), taken(asked)]).toEqual([false, []]);
});
