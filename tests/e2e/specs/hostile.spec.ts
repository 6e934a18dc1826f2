import { beforeEach, describe, expect, test } from "vitest";
import { stage } from "../people/stage";

const here = stage();
beforeEach(async () => {
  await here.sandbox.noFaults();
  await here.window.rest();
});

const LONG = "Long".padEnd(10_000, "x");

describe("Text is shown as text", () => {
  test.each([
    ["a script", { firstname: "<script>window.intruder=1</script>", lastname: "Tagged" }, "Tagged"],
    [
      "an image that calls home",
      { firstname: '<img src=x onerror="window.intruder=1">', lastname: "Imaged" },
      "Imaged",
    ],
    ["a formula", { firstname: "=1+1", lastname: "Formula" }, "=1+1 Formula"],
    ["an emoji family", { firstname: "👩‍👩‍👧‍👦", lastname: "Family" }, "👩‍👩‍👧‍👦 Family"],
    ["marks that turn the direction", { firstname: "\u202Eecila\u202C", lastname: "Turned" }, "Turned"],
    ["two directions", { firstname: "عمر", lastname: "Directions" }, "عمر Directions"],
  ])("%s", async (_, person, name) => {
    await here.sandbox.addPerson({ ...person, number: "1990" });
    await here.window.search(person.lastname);
    await here.window.grid.row(name).appears();
    expect(await here.page.run(() => "intruder" in window)).toBe(false);
    await here.page.audit();
  });

  test("a name of 10,000 characters is clipped", async () => {
    await here.sandbox.addPerson({ firstname: LONG, lastname: "Endless", number: "1991" });
    await here.window.search("Endless");
    const row = here.window.grid.row("Endless");
    await row.appears();
    const { width, inner, height } = await here.page.run(() => {
      const box = document.querySelectorAll('[role="grid"] [role="row"]')[1]?.getBoundingClientRect();
      return { width: document.documentElement.scrollWidth, inner: innerWidth, height: box?.height ?? 0 };
    });
    expect(width).toBeLessThanOrEqual(inner);
    expect(height).toBeLessThan(60);
  });

  test("a search for 10,000 characters finds nobody and breaks nothing", async () => {
    const text = LONG.toUpperCase().replaceAll("X", "Q");
    await here.program.clipboard.put(text);
    await here.window.omnibox.click();
    await here.page.press("Control+a", "Control+v");
    await here.window.omnibox.holds(text);
    await here.page.role("main").shows("Nobody called");
    await here.page.audit();
  });
});

describe("Odd answers break nothing", () => {
  const lookup = "/api/dird/0.1/directories/lookup/";

  test("null headers, unknown types, numbers for text, unknown fields", async () => {
    const body = {
      term: "odd",
      surprise: [1],
      column_headers: ["Nom", null, "Nom de famille", "Numéro", "Mobile", null, "Favoris", "E-mail"],
      column_types: ["name", null, "galaxy", "number", "number", "voicemail", "favorite", "email"],
      results: [
        {
          source: "odd",
          backend: "odd",
          column_values: ["Oddly Named", 7, null, 4711, true, null, null, { deep: 1 }],
          relations: { new: 1, source_entry_id: "9" },
          extra: {},
        },
        { source: "odd", backend: "odd", column_values: ["Short"], relations: null },
      ],
    };
    await here.sandbox.fault({
      method: "GET",
      path: lookup,
      status: 200,
      content_type: "application/json",
      body: JSON.stringify(body),
    });
    await here.window.search("odd");
    await here.window.grid.row("Oddly Named").shows("4711");
    await here.page.audit();
  });

  test.each([
    ["garbage", { garbage: true }],
    ["an error", { status: 500 }],
    ["an HTML page", { status: 502, html: true }],
    ["half an answer", { cut_after: 40 }],
  ])("%s: who is known is still found", async (_, fault) => {
    await here.sandbox.fault({ method: "GET", path: lookup, ...fault });
    await here.window.searchOne("gauthier");
    await here.window.grid.row("Bob Gauthier").appears();
  });
});
