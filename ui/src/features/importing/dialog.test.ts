import { render, screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it } from "vitest";
import type { ImportPlan } from "../../host/host";
import { MemoryHost } from "../../host/memory";
import { setLocale } from "../../lib/locale.svelte";
import { violations } from "../../testing/axe";
import { Question } from "../../testing/question";
import { Importing } from "./import.svelte";
import ImportDialog from "./ImportDialog.svelte";

let host: MemoryHost;
let importing: Importing;
let closed: string[];
const user = userEvent.setup({ delay: null, pointerEventsCheck: 0 });

beforeEach(() => {
  document.documentElement.lang = "en";
  host = new MemoryHost();
  importing = new Importing(host);
  closed = [];
  host.subscribe((update) => {
    if (update.kind === "task" || update.kind === "taskEnded") importing.tasked(update);
  });
});

function open() {
  return render(ImportDialog, {
    importing,
    onclose: () => closed.push("closed"),
    onaway: () => closed.push("away"),
  });
}

async function openPlan(file = "a.csv") {
  await importing.read(file);
  return open();
}

/** A run that stands still until it is let go. */
async function openRun() {
  const step = new Question<void>();
  host.importing.pace = () => step.promise;
  await openPlan();
  await user.click(screen.getByRole("button", { name: /^Import / }));
  await screen.findByText("100 of 1,199 rows");
  return step;
}

async function openReport() {
  host.importing.refused = [{ line: 40, words: "number is too long" }];
  await openPlan();
  await user.click(screen.getByRole("button", { name: /^Import / }));
  await screen.findByRole("dialog", { name: /contacts imported/ });
}

const rowsTable = () => screen.getByRole("table", { name: "Rows of the file" });

describe("the plan", () => {
  it("names encoding, separator and header, and says what is a guess", async () => {
    await openPlan();
    const chosen = (label: string) =>
      within(screen.getByLabelText(label))
        .getByRole<HTMLOptionElement>("option", { selected: true })
        .text.trim();
    expect([chosen("Encoding"), chosen("Separator"), chosen("Header")]).toEqual([
      "Windows-1252 (a guess)",
      "semicolon",
      "line 1",
    ]);
    expect(await violations()).toEqual([]);
  });
  it("is read without a header by the keyboard alone, and the columns lose their titles", async () => {
    await openPlan();
    await user.selectOptions(screen.getByLabelText("Header"), "none");
    await screen.findByRole("rowheader", { name: "Column 1" });
  });
  it("opens the columns where one is unknown, that one first, with an example", async () => {
    await openPlan();
    expect(screen.getByRole("button", { name: /Columns/ }).getAttribute("aria-expanded")).toBe("true");
    const [first] = screen.getAllByRole("rowheader");
    expect(first?.textContent).toBe("Anniversary");
    await screen.findByRole("cell", { name: "3 May" });
  });
  it("says that the file is read again, and is not sent meanwhile", async () => {
    await openPlan();
    const answer = new Question<ImportPlan>();
    host.replan = () => answer.promise;
    await user.selectOptions(screen.getByLabelText("Encoding"), "UTF-8");
    await screen.findByText("Reading the file…");
    expect(screen.getByRole<HTMLButtonElement>("button", { name: /^Import / }).disabled).toBe(true);
    answer.refuse({ kind: "noSuchPlan" });
    await waitFor(() => expect(screen.queryByText("Reading the file…")).toBeNull());
    expect(screen.getByRole("alert").textContent).not.toBe("");
  });
  it("leaves a column out, and its values leave the rows", async () => {
    await openPlan();
    expect(within(rowsTable()).getAllByRole("columnheader").at(-1)?.textContent).toBe("Anniversary");
    await user.selectOptions(screen.getByLabelText("What “Anniversary” becomes"), "Left out");
    await waitFor(() =>
      expect(within(rowsTable()).getAllByRole("columnheader").at(-1)?.textContent).toBe("Company"),
    );
  });
  it("takes the whole name from one column", async () => {
    await openPlan();
    await user.selectOptions(screen.getByLabelText("What “First Name” becomes"), "Whole name");
    await waitFor(() => expect(importing.planning.plan?.summary.fields[0]).toBe("name"));
  });
  it("folds the columns away", async () => {
    await openPlan();
    await user.click(screen.getByRole("button", { name: /Columns/ }));
    expect(screen.queryByLabelText("What “Anniversary” becomes")).toBeNull();
  });
  it("says that nothing was recognised, and lets it be said by hand", async () => {
    host.failures.plan = { kind: "plan", name: "a.csv", fault: { kind: "noKnownColumn", titles: ["A"] } };
    await openPlan();
    const unknown = importing.planning.plan?.summary.reading.columns.map((column) => ({
      ...column,
      known: false,
      target: { kind: "drop" as const },
    }));
    const { plan } = importing.planning;
    if (plan === null || unknown === undefined) throw new Error("no plan");
    const reading = { ...plan.summary.reading, columns: unknown };
    importing.planning.plan = { ...plan, summary: { ...plan.summary, reading } };
    await screen.findByText("No column was recognised. Say below what each one holds.");
  });
  it("says that the columns are as they were chosen last time, and goes by the titles again", async () => {
    await importing.read("a.csv");
    await importing.planning.map(5, { kind: "drop" });
    await importing.run();
    importing = new Importing(host);
    await openPlan("b.csv");
    expect(screen.getByRole("button", { name: /Columns/ }).getAttribute("aria-expanded")).toBe("false");
    expect(importing.planning.plan?.summary.fields).toHaveLength(5);
    await user.click(screen.getByRole("button", { name: "Go by the titles again" }));
    await waitFor(() => expect(importing.planning.plan?.summary.fields).toHaveLength(6));
    expect(screen.queryByText(/as you chose them last time/)).toBeNull();
  });
  it("of vCards has no separator and no columns, and says what is left out", async () => {
    await openPlan("cards.vcf");
    expect(screen.getByLabelText("Encoding")).toBeTruthy();
    expect([screen.queryByLabelText("Separator"), screen.queryByRole("button", { name: /Columns/ })]).toEqual(
      [null, null],
    );
    expect(screen.getByText("Left out of the cards: 3 photos.")).toBeTruthy();
    expect(await violations()).toEqual([]);
  });
  it("says of a skipped row the line, the column, the value and the reason, and the way out", async () => {
    await openPlan();
    await user.click(screen.getByRole("radio", { name: "3 skipped" }));
    const [, row] = await within(rowsTable()).findAllByRole("row");
    await waitFor(() =>
      expect(row?.textContent).toMatch(/4\s*Business Phone\s*5\.55E\+09\s*the spreadsheet rounded/),
    );
    await screen.findByText(/format the column as text or as a number without decimals/);
    expect(await violations()).toEqual([]);
  });
  it("names whom a row is the same as", async () => {
    await openPlan();
    await user.click(screen.getByRole("radio", { name: "2 already there" }));
    await screen.findByRole("cell", { name: "you have Bob Barker" });
    await screen.findByRole("cell", { name: "line 2" });
  });
});

describe("changes", () => {
  async function openChanges() {
    await openPlan();
    await user.click(screen.getByRole("radio", { name: "1 changes" }));
    await screen.findByText("same name and number");
  }
  it("are read out field by field, and shown in full", async () => {
    await openChanges();
    expect(screen.getByText("Email: “anna@berg.example” is added")).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "and 2 more" }));
    const dialog = await screen.findByRole("dialog", { name: "What changes in Anna Berg" });
    expect(within(dialog).getByRole("cell", { name: "Berg & Co" })).toBeTruthy();
    expect(await violations()).toEqual([]);
    await user.click(within(dialog).getByRole("button", { name: "Close" }));
    expect(screen.queryByRole("dialog", { name: /Anna/ })).toBeNull();
  });
  it("are chosen one by one, and the button counts again", async () => {
    await openChanges();
    await user.selectOptions(screen.getByLabelText("What becomes of Anna Berg"), "Leave out");
    await screen.findByRole("button", { name: "Import 1,198" });
    expect(await violations()).toEqual([]);
  });
  it("are chosen all at once", async () => {
    await openChanges();
    await user.selectOptions(screen.getByLabelText("For all of them"), "Keep both");
    await waitFor(() =>
      expect(screen.getByLabelText<HTMLSelectElement>("What becomes of Anna Berg").value).toBe("keepBoth"),
    );
  });
});

describe("a run", () => {
  it("says how far it is, how fast and how long", async () => {
    const step = await openRun();
    expect(screen.getByText(/1,200 rows a minute · about 1 minute left/)).toBeTruthy();
    expect(screen.getByRole("progressbar", { name: "100 of 1,199 rows" })).toBeTruthy();
    expect(await violations()).toEqual([]);
    step.answer();
    await screen.findByRole("dialog", { name: /contacts imported/ });
  });
  it("rests and goes on by its button", async () => {
    const step = await openRun();
    await user.click(screen.getByRole("button", { name: "Pause" }));
    await screen.findByText("Paused");
    step.answer();
    await user.click(await screen.findByRole("button", { name: "Go on" }));
    await screen.findByRole("dialog", { name: /contacts imported/ });
  });
  it("says that it waits for the server", async () => {
    const step = await openRun();
    const rest = { done: 100, total: 1199, per_minute: null, seconds_left: null } as const;
    host.push({ kind: "task", task: "import", ...rest, state: "waiting" });
    await screen.findByText(/Waiting for the server/);
    step.answer();
    await screen.findByRole("dialog", { name: /contacts imported/ });
  });
  it("is put away by its button and by Escape, and is not stopped by either", async () => {
    const step = await openRun();
    await user.click(screen.getByRole("button", { name: "Go on in the background" }));
    screen.getByRole("dialog").dispatchEvent(new Event("cancel", { cancelable: true }));
    expect(closed).toEqual(["away", "away"]);
    step.answer();
    await screen.findByRole("dialog", { name: /contacts imported/ });
    expect(importing.reporting.report?.end.kind).toBe("done");
  });
  it("that was stopped says what was not sent, and goes on", async () => {
    const step = await openRun();
    await user.click(screen.getByRole("button", { name: "Stop" }));
    step.answer();
    await screen.findByText("You stopped the import. What is there stays.");
    expect(screen.getByRole("radio", { name: "1,099 not sent" })).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "Go on" }));
    await screen.findByRole("dialog", { name: "1,199 contacts imported" });
  });
});

describe("the report", () => {
  it("opens where a person has to look, with the server's words", async () => {
    await openReport();
    expect(screen.getByRole<HTMLInputElement>("radio", { name: "1 refused by the server" }).checked).toBe(
      true,
    );
    await screen.findByRole("cell", { name: "number is too long" });
    expect(await violations()).toEqual([]);
  });
  it("opens each list", async () => {
    await openReport();
    await user.click(screen.getByRole("radio", { name: "1,197 created" }));
    await screen.findByRole("cell", { name: "Zoé" });
    await user.click(screen.getByRole("radio", { name: "2 already there" }));
    await screen.findByRole("cell", { name: "you have Bob Barker" });
  });
  it("copies and saves a list, and says so", async () => {
    await openReport();
    await user.click(screen.getByRole("radio", { name: "3 skipped" }));
    await user.click(screen.getByRole("button", { name: "Copy as CSV" }));
    await screen.findByText("Copied");
    await user.click(screen.getByRole("button", { name: "Save as CSV…" }));
    await screen.findByText("3 lines saved in “a (skipped).csv”");
  });
  it("is taken back after one question, and lists what was left as it is", async () => {
    host.importing.edited = [
      { line: 2, name: "John Doe", why: { kind: "edited" } },
      { line: 3, name: "Zoé Lévesque", why: { kind: "refused", words: "no" } },
    ];
    await openReport();
    await user.click(screen.getByRole("button", { name: "Undo this import…" }));
    const question = await screen.findByRole("alertdialog", { name: "Undo the import of “a.csv”?" });
    expect(within(question).getByText(/^1,197 contacts that it created are removed/)).toBeTruthy();
    await user.click(within(question).getByRole("button", { name: "Undo the import" }));
    await screen.findByRole("dialog", { name: "The import of “a.csv” is undone" });
    const kept = screen.getByRole("table", { name: "Contacts left as they are" });
    await within(kept).findByRole("cell", { name: "edited since" });
    await within(kept).findByRole("cell", { name: "the server refused: no" });
    expect(screen.queryByRole("button", { name: "Undo this import…" })).toBeNull();
    expect(await violations()).toEqual([]);
  });
  it("of an import that the program ended under offers to go on", async () => {
    host.importing.remember({ name: "old.csv" });
    const [last] = await host.imports();
    if (last !== undefined) importing.open(last);
    open();
    await screen.findByText(/The program ended before the import did/);
    await user.click(screen.getByRole("button", { name: "Go on" }));
    await screen.findByRole("dialog", { name: "1,200 contacts imported" });
  });
});

it("an import that is gone on with is named while it runs", async () => {
  const step = new Question<void>();
  host.importing.pace = () => step.promise;
  host.importing.remember({ name: "old.csv" });
  const [last] = await host.imports();
  open();
  const run = importing.resume(last?.import ?? 0);
  await screen.findByRole("dialog", { name: "Importing “old.csv”" });
  step.answer();
  await run;
  await screen.findByRole("dialog", { name: "1,200 contacts imported" });
});

it("deleted contacts that come back have their own words", async () => {
  await host.deleteAll();
  open();
  await importing.restore();
  await screen.findByRole("dialog", { name: "5 contacts restored" });
});

it("a file that cannot be planned is named with the cause", async () => {
  host.failures.plan = { kind: "plan", name: "photo.jpg", fault: { kind: "binary" } };
  await openPlan();
  expect(screen.getByText(/“photo.jpg” is not a text file/)).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Close" }));
  expect(closed).toEqual(["closed"]);
});

it("every state is told in French", async () => {
  setLocale("fr");
  await openPlan();
  expect(screen.getByRole("dialog", { name: /^Importer 1\s199 contacts de «\sa\.csv\s»$/ })).toBeTruthy();
  await user.click(screen.getByRole("button", { name: /^Importer / }));
  await screen.findByRole("dialog", { name: /^1\s199 contacts importés$/ });
  expect(screen.getByRole("button", { name: "Annuler cet import…" })).toBeTruthy();
});
