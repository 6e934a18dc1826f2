import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** What may stand nowhere, by a name that may be told. */
export type Secrets = ReadonlyMap<string, string>;

/** Every file below a folder with what it holds, whatever kind it is of. */
export async function files(folder: string): Promise<Map<string, Buffer>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const read = entries
    .filter((entry) => entry.isFile())
    .map(async (entry) => {
      const path = join(entry.parentPath, entry.name);
      // A file of the web view may be gone by now.
      return [path, await readFile(path).catch(() => Buffer.of())] as const;
    });
  return new Map(await Promise.all(read));
}

/** The command line and environment of each process of the program in this home folder, as the computer's owner sees them. */
export async function processes(home: string): Promise<Map<string, Buffer>> {
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const found = new Map<string, Buffer>();
  for (const pid of pids) {
    const read = (name: string) => readFile(`/proc/${pid}/${name}`).catch(() => Buffer.of());
    const environment = await read("environ");
    const command = await read("cmdline");
    if (!environment.includes(home) || command.includes("WebKitWebDriver")) continue;
    found.set(`environment of ${pid}`, environment);
    found.set(`command line of ${pid}`, command);
  }
  return found;
}

/** Where secrets stand, however they are written down: `token 1 in …/people.log`. */
export function traces(secrets: Secrets, places: ReadonlyMap<string, Buffer>): string[] {
  return [...places].flatMap(([place, bytes]) =>
    [...secrets]
      .filter(([, secret]) => forms(secret).some((form) => bytes.includes(form)))
      .map(([name]) => `${name} in ${place}`),
  );
}

/** As it is, without dashes, as bytes of an id, in UTF-16 and in base64. */
function forms(secret: string): Buffer[] {
  const bare = secret.replaceAll("-", "");
  const isId = /^[0-9a-f]{32}$/.test(bare);
  return [
    Buffer.from(secret),
    Buffer.from(secret, "utf16le"),
    Buffer.from(Buffer.from(secret).toString("base64").replaceAll("=", "")),
    ...(isId ? [Buffer.from(bare), Buffer.from(bare, "hex")] : []),
  ];
}
