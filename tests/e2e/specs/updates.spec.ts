import { chmod, mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { until } from "../desk/patience";
import { binary } from "../people/binaries";
import { Publisher } from "../people/publisher";
import { stage } from "../people/stage";

const here = stage({ signedIn: false });
let publisher: Publisher;
beforeAll(async () => void (publisher = await Publisher.start()));
afterAll(() => publisher.stop());

const NOT_SIGNED = "The update is not signed by its publisher and was refused.";
const OLD = "the program as it was";
const image = () => here.home.at("People.AppImage");
const about = () => here.page.dialog("Settings");
const told = (words: string) => about().shows(words);

/** Starts the program as an AppImage with this file of its administrator, and looks at what it says about itself. */
async function start(policy: string, { packaged = false } = {}): Promise<void> {
  await mkdir(here.home.at("people"), { recursive: true });
  await writeFile(here.home.at("people/policy.toml"), policy);
  await writeFile(image(), OLD);
  await chmod(image(), 0o755);
  await here.restart({
    env: {
      PEOPLE_DATA_DIR: here.home.at("people"),
      ...(!packaged && { APPIMAGE: image(), APPDIR: dirname(binary("people")) }),
    },
  });
  await until(
    "a list or a form",
    async () => (await here.window.grid.there()) || (await here.page.field("Password").there()),
  );
  if (await here.page.field("Password").there()) await here.window.signIn(here.sandbox, { stay: true });
  await here.window.settings("About");
}

const untouched = async () => expect(await readFile(image(), "utf8")).toBe(OLD);

describe("A newer version", () => {
  beforeEach(() => void publisher.asked.splice(0));

  test("is not looked for where nobody says where", async () => {
    await start("");
    await told("No source of updates is set.");
    await here.page.audit();
  });

  test("is not looked for where a package brought the program", async () => {
    publisher.offers(await publisher.make("99.0.0"));
    await start(publisher.policy, { packaged: true });
    await told("Updates come with the updates of this computer.");
    expect(publisher.asked).toEqual([]);
  });

  test("is fetched when the person wants it, and put in the program's place", async () => {
    const release = await publisher.make("99.0.0");
    publisher.offers({ ...release, notes: "Calls are quicker." });
    await start(publisher.policy);
    await told("Version 99.0.0 is available");
    await told("Calls are quicker.");
    await here.page.audit();
    expect(publisher.asked).toEqual(["/latest.json"]);
    await untouched();
    await about().button("Install").click();
    await about().button("Restart").appears();
    expect(release.program.equals(await readFile(image()))).toBe(true);
    expect((await stat(image())).mode & 0o777).toBe(0o755);
  });

  test("that is none is not offered", async () => {
    publisher.offers(await publisher.make("0.0.1"));
    await start(publisher.policy);
    await told("This is the newest version.");
  });
});

describe("What is no newer version of this program's publisher", () => {
  /** Offers it, and waits until it is refused. */
  async function refused(offer: () => Promise<void>, words: string): Promise<void> {
    await offer();
    await start(publisher.policy);
    await about().button("Install").click();
    await told(words);
    await untouched();
  }

  test("is refused when it is signed with another key", async () => {
    const other = await Publisher.start();
    const forged = await other.make("99.0.0");
    await other.stop();
    await refused(async () => publisher.offers(forged), NOT_SIGNED);
  });

  test("is refused when another byte is in it", async () => {
    const release = await publisher.make("99.0.0");
    release.program[1000] = (release.program[1000] ?? 0) ^ 1;
    await refused(async () => publisher.offers(release), NOT_SIGNED);
  });

  test("is refused when it is an older one under a newer number", async () => {
    const release = await publisher.make("0.0.1");
    await refused(async () => publisher.offers({ ...release, version: "99.0.0" }), NOT_SIGNED);
  });

  test("is told and forgotten when it breaks off", async () => {
    const release = await publisher.make("99.0.0");
    await refused(
      async () => publisher.offers(release, { cut: 100_000 }),
      "The update server could not be reached.",
    );
    publisher.offers(release);
    await about().button("Look now").click();
    await about().button("Install").click();
    await about().button("Restart").appears();
  });

  test("is told when the answer makes no sense", async () => {
    publisher.answers((_, answer) => answer.end("<h1>It works!</h1>"));
    await start(publisher.policy);
    await told("The update server gave no usable answer.");
    await untouched();
  });
});
