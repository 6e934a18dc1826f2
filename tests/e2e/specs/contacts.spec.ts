import { beforeEach, describe, expect, test } from "vitest";
import { stage } from "../people/stage";

const here = stage({ profile: "full" });
beforeEach(async () => {
  await here.window.rest();
  await here.window.show("My contacts");
});

const stored = async (field: string, value: string) =>
  (await here.sandbox.state()).personal.find((contact) => contact[field] === value);

describe("Own contacts", () => {
  test("a new one is on the server and in the list", async () => {
    await here.page.button("New contact").click();
    const form = here.page.dialog("New contact");
    await form.appears();
    await here.page.audit();
    await form.field("First name").fill("Katherine");
    await form.field("Last name").fill("Johnson");
    await form.field("Phone number").fill("+1 757 555 0140");
    await form.field("Email").fill("katherine@orbit.example");
    await form.button("Save").click();
    await here.window.grid.row("Katherine Johnson").appears();
    await here.page.tab("My contacts").shows("26");
    expect(await stored("lastname", "Johnson")).toMatchObject({
      firstname: "Katherine",
      number: "+1 757 555 0140",
      email: "katherine@orbit.example",
    });
  });

  test("a strange address or number is mentioned, and can be saved", async () => {
    await here.page.button("New contact").click();
    const form = here.page.dialog("New contact");
    await form.field("First name").fill("Odd");
    await form.field("Email").fill("not an address");
    await form.field("Phone number").fill("call me");
    await here.page.press("Tab");
    await form.shows("This does not look like an email address.");
    await form.shows("This does not look like a phone number.");
    await here.page.audit();
    await form.button("Save").click();
    await here.window.grid.row("Odd").appears();
    expect(await stored("firstname", "Odd")).toMatchObject({ email: "not an address" });
  });

  test("an edit keeps the fields that no other program knows", async () => {
    await here.page.button("Edit Ada Lovelace").click();
    const form = here.page.dialog("Edit contact");
    await form.field("birthday").holds("1815-12-10");
    await form.field("Company").fill("Engines Ltd");
    await form.button("Save").click();
    await here.page.dialog().gone();
    await here.sandbox.holds("has the new company", ({ personal }) =>
      personal.some((contact) => contact.company === "Engines Ltd"),
    );
    expect(await stored("lastname", "Lovelace")).toMatchObject({
      firstname: "Ada",
      number: "+1 514 555 0101",
      company: "Engines Ltd",
      birthday: "1815-12-10",
    });
  });

  test("a field of an own name can be added", async () => {
    await here.page.button("Edit Grace Hopper").click();
    const form = here.page.dialog("Edit contact");
    await form.button("Add a field").click();
    await form.field("Name of the field").fill("rank");
    await form.button("Add").click();
    await form.field("rank").fill("Rear admiral");
    await form.button("Save").click();
    await here.page.dialog().gone();
    await here.sandbox.holds("has the rank", ({ personal }) =>
      personal.some((contact) => contact.rank === "Rear admiral"),
    );
  });

  test("the same one again is explained and not saved", async () => {
    await here.page.button("New contact").click();
    const form = here.page.dialog("New contact");
    await form.field("First name").fill("Katherine");
    await form.field("Last name").fill("Johnson");
    await form.field("Phone number").fill("+1 757 555 0140");
    await form.field("Email").fill("katherine@orbit.example");
    await form.button("Save").click();
    await form.shows("You already have a contact with exactly these values");
    await here.page.audit();
    await form.button("Cancel").click();
    expect(
      (await here.sandbox.state()).personal.filter(({ lastname }) => lastname === "Johnson"),
    ).toHaveLength(1);
  });

  test("one is removed at once, and comes back by Undo", async () => {
    const before = await stored("lastname", "Johnson");
    await here.page.button("Remove Katherine Johnson").click();
    await here.window.grid.row("Katherine Johnson").gone();
    await here.page.role("status").shows("Katherine Johnson is removed");
    await here.page.audit();
    await here.sandbox.holds("has her no more", ({ personal }) =>
      personal.every(({ lastname }) => lastname !== "Johnson"),
    );
    await here.page.button("Undo").click();
    await here.window.grid.row("Katherine Johnson").appears();
    expect(await stored("lastname", "Johnson")).toEqual(before);
  });

  test("or by the keyboard", async () => {
    await here.window.grid.row("Katherine Johnson").hover();
    await here.page.button("Remove Katherine Johnson").click();
    await here.window.grid.row("Katherine Johnson").gone();
    await here.page.press("Control+z");
    await here.window.grid.row("Katherine Johnson").appears();
  });

  test("several are removed after a question, and come back together", async () => {
    for (const name of ["Ada Lovelace", "Grace Hopper", "Alan Turing"])
      await here.window.grid.role("checkbox", `Select ${name}`).click();
    await here.page.role("group", "Selected contacts").button("Remove…").click();
    await here.page.alertdialog("Remove 3 contacts?").button("Remove").click();
    await here.page.role("status").shows("3 contacts removed");
    await here.window.grid.row("Grace Hopper").gone();
    await here.page.button("Undo").click();
    await here.page.role("status").shows("3 contacts are back");
    await here.window.grid.row("Grace Hopper").appears();
  });
});
