// Which colour a status has; the classes are those of the role tokens.
import type { AgentState, PhoneState } from "../host/host";

export const phoneTone = {
  available: "available",
  talking: "busy",
  ringing: "ringing",
  holding: "away",
  progressing: "ringing",
  unavailable: "offline",
  unknown: "offline",
} satisfies Record<PhoneState, string>;

export const agentTone = {
  loggedIn: "available",
  loggedOut: "offline",
  paused: "away",
  unknown: "offline",
} satisfies Record<AgentState, string>;
