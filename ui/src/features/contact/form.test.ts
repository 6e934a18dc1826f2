import { beforeEach, describe, expect, it } from "vitest";
import { MemoryHost } from "../../host/memory";
import type { FieldWarning, Row } from "../../host/host";
import { Question } from "../../testing/question";
import { ContactForm } from "./form.svelte";

let host: MemoryHost;
const rowOf = (id: number) => ({ id }) as Row;
const own = () => {
  const person = host.people.find(({ own }) => own !== null);
  if (person?.own === undefined || person.own === null) throw new Error("nobody");
  return person;
};

beforeEach(() => {
  host = new MemoryHost();
});

describe("the form of a contact", () => {
  it("begins with the seven known fields", async () => {
    const form = new ContactForm(host, null);
    await form.load();
    expect(form.fields.map(({ name }) => name)).toEqual([
      "firstname",
      "lastname",
      "number",
      "mobile",
      "fax",
      "email",
      "company",
    ]);
  });

  it("saves every field that the contact had, known or not", async () => {
    const person = own();
    person.own?.push({ name: "shoe size", value: "43" });
    const form = new ContactForm(host, rowOf(person.id));
    await form.load();
    const number = form.fields.find(({ name }) => name === "number");
    if (number !== undefined) number.value = " 777 ";
    await form.save();
    expect(own().own).toContainEqual({ name: "shoe size", value: "43" });
    expect(own().own).toContainEqual({ name: "number", value: "777" });
  });

  it("a field is added once, and only added ones are dropped", async () => {
    const form = new ContactForm(host, null);
    await form.load();
    expect([form.add(" room "), form.add("room"), form.add("email"), form.add(" ")]).toEqual([
      true,
      false,
      false,
      false,
    ]);
    form.drop("room");
    form.drop("email");
    expect(form.fields.map(({ name }) => name)).not.toContain("room");
    expect(form.fields.map(({ name }) => name)).toContain("email");
  });

  it("a dropped field is left out of what is saved", async () => {
    const person = own();
    person.own?.push({ name: "shoe size", value: "43" }, { name: "room", value: "B 12" });
    const form = new ContactForm(host, rowOf(person.id));
    await form.load();
    form.drop("shoe size");
    await form.save();
    expect(own().own?.map(({ name }) => name)).not.toContain("shoe size");
    expect(own().own).toContainEqual({ name: "room", value: "B 12" });
  });

  it("a duplicate is explained and everything typed stays", async () => {
    host.failures.save = { kind: "duplicateContact" };
    const form = new ContactForm(host, null);
    await form.load();
    form.fields[0] = { name: "firstname", value: "Ann" };
    expect(await form.save()).toBeNull();
    expect([form.error?.kind, form.name]).toEqual(["duplicateContact", "Ann"]);
  });

  it("what looks wrong is a warning at its field, and can be saved", async () => {
    const form = new ContactForm(host, null);
    await form.load();
    form.add("email2");
    form.fields[5] = { name: "email", value: "nonsense" };
    await form.check();
    expect(form.warningOf("email")?.kind).toBe("email");
    expect(form.warningOf("number")).toBeNull();
    expect(await form.save()).not.toBeNull();
  });

  it("a late check of older values is dropped", async () => {
    const checks = [new Question<FieldWarning[]>(), new Question<FieldWarning[]>()];
    let asked = 0;
    host.check = () => checks[asked++]?.promise ?? Promise.resolve([]);
    const form = new ContactForm(host, null);
    const both = [form.check(), form.check()];
    checks[1]?.answer([]);
    checks[0]?.answer([{ kind: "nameless" }]);
    await Promise.all(both);
    expect(form.warnings).toEqual([]);
  });
});
