// The own presence, phones and agent in memory.
import type { AppError, ClientState, Desk, ForwardKind, Me, Own, PresenceChoice } from "../bindings";
import type { Told } from "./told";

const seen: Record<PresenceChoice, ClientState> = {
  available: "available",
  away: "away",
  unavailable: "offline",
  invisible: "offline",
};

export class MemoryOwn {
  current: Own = {
    presence: "available",
    status: "at the front desk",
    doNotDisturb: false,
    forwards: [
      { kind: "always", on: false, to: null },
      { kind: "busy", on: false, to: "1002" },
      { kind: "noAnswer", on: true, to: "1001" },
    ],
    lines: [
      { id: 1, number: "1000", main: true, phone: "available" },
      { id: 2, number: "1900", main: false, phone: "unavailable" },
    ],
    agent: {
      number: "2000",
      state: "loggedIn",
      reason: null,
      extension: "1000",
      queues: [
        { id: 1, name: "Front desk", loggedIn: true },
        { id: 2, name: "Support", loggedIn: false },
      ],
    },
    voicemails: 2,
  };

  constructor(readonly told: Told) {}

  /** What the header shows. */
  get me(): Me {
    const { presence, status, doNotDisturb, lines } = this.current;
    const state = doNotDisturb === true ? "doNotDisturb" : seen[presence ?? "available"];
    return { name: "Zoé Lambert", initials: "ZL", number: lines[0]?.number ?? null, state, status };
  }

  own = async () => {
    this.told.fail("own");
    return structuredClone(this.current);
  };
  /** What stands on the desktop; {@link stands} changes it. */
  standing: Desk = { state: "available", missed: 0, unread: 0, favorites: [] };
  desk = async () => structuredClone(this.standing);
  setPresence = async (presence: PresenceChoice, status: string | null) => {
    this.told.fail("setPresence");
    this.becomes({ presence, status });
  };
  setDoNotDisturb = async (on: boolean) => {
    this.told.fail("setDoNotDisturb");
    this.becomes({ doNotDisturb: on });
  };
  setForward = async (kind: ForwardKind, on: boolean, to: string | null) => {
    this.told.fail("setForward");
    const forwards = this.current.forwards.map((forward) =>
      forward.kind === kind ? { kind, on, to } : forward,
    );
    this.becomes({ forwards });
  };
  agentLogin = async (line: number | null) => {
    this.told.fail("agentLogin");
    const at = this.current.lines.find(({ id, main }) => (line === null ? main : id === line));
    this.#agent({ state: "loggedIn", reason: null, extension: at?.number ?? null });
  };
  agentLogout = async () => {
    this.told.fail("agentLogout");
    this.#agent({ state: "loggedOut", reason: null, extension: null });
  };
  agentPause = async (reason: string | null) => {
    this.told.fail("agentPause");
    this.#agent({ state: "paused", reason });
  };
  agentUnpause = async () => {
    this.told.fail("agentUnpause");
    this.#agent({ state: "loggedIn", reason: null });
  };
  agentQueue = async (queue: number, loggedIn: boolean) => {
    this.told.fail("agentQueue");
    const queues = this.current.agent?.queues ?? [];
    this.#agent({ queues: queues.map((one) => (one.id === queue ? { ...one, loggedIn } : one)) });
  };

  /** What the server says by itself. */
  becomes(change: Partial<Own>) {
    this.current = { ...this.current, ...change };
    this.told.push({ kind: "own", own: this.current });
    this.told.push({ kind: "me", me: this.me });
  }

  /** Something else stands on the desktop. */
  stands(change: Partial<Desk>) {
    this.standing = { ...this.standing, ...change };
    this.told.push({ kind: "desk", desk: this.standing });
  }

  #agent(change: Partial<NonNullable<Own["agent"]>>) {
    const { agent } = this.current;
    if (agent === null) throw { kind: "notAllowed" } satisfies AppError;
    this.becomes({ agent: { ...agent, ...change } });
  }
}
