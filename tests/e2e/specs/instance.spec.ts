import { describe, expect, test } from "vitest";
import { until } from "../desk/patience";
import { ask } from "../desk/process";
import { startAgain } from "../people/again";
import { binary } from "../people/binaries";
import { stage } from "../people/stage";

const here = stage();

describe("Starting the program while it runs", () => {
  test("brings its window up and starts no other", async () => {
    const window = await here.desktop.window("People");
    const owner = here.desktop.owner(window);
    here.desktop.minimise(window);
    await here.program.ended();
    expect(startAgain(here.desktop, here.home)).toBe("");
    expect(here.desktop.owner(await here.desktop.window("People"))).toBe(owner);
    await here.window.people();
  });

  test("with a name searches for it", async () => {
    expect(startAgain(here.desktop, here.home, "search", "Bob", "Gauthier")).toBe("");
    await here.window.omnibox.holds("Bob Gauthier");
    await here.window.found("1 person");
  });

  test("from two sides at once is heard twice", async () => {
    startAgain(here.desktop, here.home, "search", "Lambert");
    startAgain(here.desktop, here.home, "search", "Gauthier");
    await here.window.omnibox.holds("Gauthier");
  });

  test("with words that it does not know is refused, and the window stays as it is", async () => {
    expect(startAgain(here.desktop, here.home, "--nonsense")).toBeUndefined();
    await here.window.omnibox.holds("Gauthier");
  });
});

describe("Asked for its version or for help", () => {
  test.each([
    ["--version", /^people \d+\.\d+\.\d+\n$/],
    ["--help", /--hidden/],
  ])("with %s the program answers without a desktop", (argument, answer) => {
    const { PATH = "" } = process.env;
    expect(ask(binary("people"), [argument], { PATH })).toMatch(answer);
  });
});

describe("A program that has ended", () => {
  test("makes room for the next start", async () => {
    here.desktop.close(await here.desktop.window("People"));
    await here.program.ended();
    await here.restart();
    await until("a window", () => here.desktop.has("People"));
    await here.page.button("Sign in").appears();
  });
});
