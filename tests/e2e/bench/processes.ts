import { readdir, readFile } from "node:fs/promises";

/** What a second is made of in the files of processes; Linux fixes it for programs. */
const TICKS = 100;

/** A program with everything that it started, as the web view's processes. */
export class Family {
  readonly #first: number;

  constructor(pid: number) {
    this.#first = pid;
  }

  /** Proportional set size of all together, in bytes: what is shared with others counts in part. */
  async memory(): Promise<number> {
    return sum((await this.memories()).map(({ bytes }) => bytes));
  }

  /** The same of each, with the program's name. */
  async memories(): Promise<{ name: string; bytes: number }[]> {
    const members = await this.#members();
    return Promise.all(members.map(async ({ pid, name }) => ({ name, bytes: await proportional(pid) })));
  }

  /** Seconds of a processor that all together have used. */
  async used(): Promise<number> {
    return sum((await this.#members()).map(({ ticks }) => ticks)) / TICKS;
  }

  async #members(): Promise<Member[]> {
    const all = await everybody();
    const found = all.filter(({ pid }) => pid === this.#first);
    // Children are listed behind their parents.
    for (const { pid } of found) found.push(...all.filter(({ parent }) => parent === pid));
    return found;
  }
}

interface Member {
  pid: number;
  parent: number;
  name: string;
  ticks: number;
}

async function everybody(): Promise<Member[]> {
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const stats = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/stat`, "utf8").catch(() => "")));
  return stats.flatMap((stat) => {
    // The name stands in parentheses and may hold anything.
    const [, pid, name, rest] = /^(\d+) \((.*)\) (.*)$/s.exec(stat) ?? [];
    if (pid === undefined || name === undefined || rest === undefined) return [];
    const fields = rest.split(" ");
    // proc(5): ppid is the fourth field; utime and stime are the fourteenth and the fifteenth.
    return [
      { pid: Number(pid), parent: Number(fields[1]), name, ticks: Number(fields[11]) + Number(fields[12]) },
    ];
  });
}

async function proportional(pid: number): Promise<number> {
  const rollup = await readFile(`/proc/${pid}/smaps_rollup`, "utf8").catch(() => "");
  return Number(/^Pss:\s+(\d+) kB$/m.exec(rollup)?.[1] ?? 0) * 1024;
}

const sum = (all: readonly number[]) => all.reduce((one, other) => one + other, 0);
