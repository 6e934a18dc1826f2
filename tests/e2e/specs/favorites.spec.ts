import { beforeEach, describe, expect, test } from "vitest";
import { stage } from "../people/stage";

const here = stage({ profile: "full" });
beforeEach(async () => {
  await here.sandbox.noFaults();
  await here.window.rest();
});

const star = (name: string, pressed?: boolean) =>
  here.page.role("button", `Favorite: ${name}`, pressed === undefined ? undefined : { pressed });
const stars = async () => (await here.sandbox.state()).favorites.length;

describe("Favorites", () => {
  test("a star is set on the server, and the person stands among the favorites", async () => {
    await here.window.searchOne("Raghunathan");
    await star("Priya Raghunathan", false).click();
    await star("Priya Raghunathan", true).appears();
    await here.sandbox.holds("has one more favorite", ({ favorites }) => favorites.length === 13);
    await here.page.tab("Favorites").shows("13");
    await here.window.show("Favorites");
    await here.window.grid.row("Priya Raghunathan").appears();
  });

  test("taking it away takes the row away", async () => {
    await here.window.show("Favorites");
    await star("Priya Raghunathan", true).click();
    await here.window.grid.row("Priya Raghunathan").gone();
    await here.sandbox.holds("has one favorite less", ({ favorites }) => favorites.length === 12);
  });

  test("a star that the server refuses is undone, and that is said", async () => {
    await here.sandbox.fault({ method: "PUT", path: "/api/dird/0.1/directories/favorites", status: 500 });
    await here.window.searchOne("Raghunathan");
    await star("Priya Raghunathan", false).click();
    await here.page.role("alert").shows("Nothing was changed.");
    await star("Priya Raghunathan", false).appears();
    expect(await stars()).toBe(12);
    await here.page.audit();
  });

  test("a personal contact can be one", async () => {
    await here.window.searchOne("Grace Hopper");
    await star("Grace Hopper", false).click();
    await here.sandbox.holds("has a personal favorite", ({ favorites }) => favorites.length === 13);
    await star("Grace Hopper", true).click();
    await here.sandbox.holds("has it no more", ({ favorites }) => favorites.length === 12);
  });
});
