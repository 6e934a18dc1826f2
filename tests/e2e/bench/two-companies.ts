import { afterAll, beforeAll } from "vitest";
import { Stage } from "../people/stage";
import { FEW, MANY } from "./effort";

/** A large company and a small one, each in a window of its own, for the benches of one file. */
export function twoCompanies(): { many: Stage; few: Stage } {
  const many = new Stage({ sandbox: { people: MANY } });
  const few = new Stage({ sandbox: { people: FEW } });
  beforeAll(async () => {
    await many.set();
    await few.set();
  });
  afterAll(async () => {
    await many.strike();
    await few.strike();
  });
  return { many, few };
}
