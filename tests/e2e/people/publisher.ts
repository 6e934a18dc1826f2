import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import type { RequestListener } from "node:http";
import { arch, tmpdir } from "node:os";
import { join } from "node:path";
import { Listener } from "../desk/server";
import { ROOT } from "./binaries";

const TARGET = `linux-${arch() === "arm64" ? "aarch64" : "x86_64"}`;

/** A release as it is announced, and what is fetched then. */
interface Release {
  version: string;
  notes?: string;
  signature: string;
  program: Buffer;
}

/** Whoever publishes versions of the program: a pair of keys and a web server. */
export class Publisher {
  readonly #folder: string;
  /** What an administrator writes down to trust this one. */
  readonly key: string;
  /** What was asked for, oldest first. */
  readonly asked: string[] = [];
  #web: Listener | undefined;
  #answer: RequestListener = (_, answer) => answer.writeHead(204).end();

  private constructor(folder: string, key: string) {
    this.#folder = folder;
    this.key = key;
  }

  static async start(): Promise<Publisher> {
    const folder = await mkdtemp(join(tmpdir(), "people-publisher-"));
    signer("generate", "--ci", "--password", "", "--write-keys", join(folder, "key"));
    const publisher = new Publisher(folder, await readFile(join(folder, "key.pub"), "utf8"));
    publisher.#web = await Listener.web((request, answer) => {
      publisher.asked.push(request.url ?? "");
      publisher.#answer(request, answer);
    });
    return publisher;
  }

  get address(): string {
    if (this.#web === undefined) throw new Error("nobody publishes");
    return `http://${this.#web.address}`;
  }

  /** The lines of an administrator's file that trust this one. */
  get policy(): string {
    return `[updates]\nendpoint = "${this.address}/latest.json"\nkey = "${this.key.trim()}"\n`;
  }

  /** A program that nobody made before, signed for a version. */
  async make(version: string): Promise<Release> {
    const path = join(this.#folder, "People.AppImage");
    const program = Buffer.concat([Buffer.from("\x7fELF"), randomBytes(300_000)]);
    await writeFile(path, program);
    signer(
      "sign",
      "--private-key-path",
      join(this.#folder, "key"),
      "--password",
      "",
      "--app-version",
      version,
      path,
    );
    return { version, program, signature: await readFile(`${path}.sig`, "utf8") };
  }

  /** Announces a release from now on; after `cut` bytes of it the connection breaks. */
  offers({ version, notes = "", signature, program }: Release, { cut }: { cut?: number } = {}): void {
    const url = `${this.address}/People.AppImage`;
    this.answers((request, answer) => {
      if (request.url === "/latest.json")
        answer.end(JSON.stringify({ version, notes, platforms: { [TARGET]: { url, signature } } }));
      else if (cut === undefined) answer.end(program);
      else {
        answer.writeHead(200, { "content-length": program.length });
        answer.write(program.subarray(0, cut), () => answer.destroy());
      }
    });
  }

  /** Answers anything at all like that from now on. */
  answers(answer: RequestListener): void {
    this.#answer = answer;
  }

  async stop(): Promise<void> {
    await this.#web?.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }
}

function signer(...args: string[]): void {
  const { status, stderr } = spawnSync("npx", ["--no-install", "tauri", "signer", ...args], {
    cwd: ROOT,
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`tauri signer: ${stderr}`);
}
