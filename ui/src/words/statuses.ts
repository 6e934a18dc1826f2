// Words of statuses and columns.
import type {
  AgentState,
  AppError,
  ClientState,
  Connection,
  ForwardKind,
  GridColumn,
  PhoneState,
  PresenceChoice,
  View,
} from "../host/host";
import { getLocale } from "../messages/generated/runtime";
import { m } from "../messages/generated/messages";

export const clientText = {
  available: m.client_available,
  away: m.client_away,
  doNotDisturb: m.client_do_not_disturb,
  offline: m.client_offline,
  unknown: m.client_unknown,
} satisfies Record<ClientState, () => string>;

export const phoneText = {
  available: m.phone_available,
  talking: m.phone_talking,
  ringing: m.phone_ringing,
  holding: m.phone_holding,
  progressing: m.phone_progressing,
  unavailable: m.phone_unavailable,
  unknown: m.phone_unknown,
} satisfies Record<PhoneState, () => string>;

export const agentText = {
  loggedIn: m.agent_logged_in,
  loggedOut: m.agent_logged_out,
  paused: m.agent_paused,
  unknown: m.agent_unknown,
} satisfies Record<AgentState, () => string>;

/** The own agent, where it is plain who is meant. */
export const ownAgentText = {
  loggedIn: m.own_agent_logged_in,
  loggedOut: m.own_agent_logged_out,
  paused: m.own_agent_paused,
  unknown: m.own_agent_unknown,
} satisfies Record<AgentState, () => string>;

/** What a person chose to be. */
export const presenceText = {
  available: m.client_available,
  away: m.client_away,
  unavailable: m.presence_unavailable,
  invisible: m.presence_invisible,
} satisfies Record<PresenceChoice, () => string>;

export const forwardText = {
  always: m.forward_always,
  busy: m.forward_busy,
  noAnswer: m.forward_no_answer,
} satisfies Record<ForwardKind, () => string>;

export const viewText = {
  all: m.view_all,
  favorites: m.view_favorites,
  personal: m.view_personal,
} satisfies Record<View, () => string>;

/** The administrator's title, or ours where there is none. */
export function columnText(column: GridColumn, index: number): string {
  if (column.title.trim() !== "") return column.title;
  switch (column.kind) {
    case "name":
      return m.column_name();
    case "number":
    case "callable":
    case "voicemail":
      return m.column_number();
    case "email":
      return m.column_email();
    case "agent":
      return m.column_agent();
    case "favorite":
      return m.column_favorite();
    case "personal":
      return m.column_actions();
    case "text":
      return m.column_untitled({ number: index + 1 });
  }
}

/** How it stands with the server; nothing while all is well. */
export function connectionText(connection: Connection, now: Date): string {
  switch (connection.kind) {
    case "online":
      return "";
    case "connecting":
      return connection.since === null
        ? m.connection_connecting()
        : m.connection_connecting_since({ time: momentText(connection.since, now) });
    case "behind":
      return m.connection_behind();
    case "offline":
      return connection.since === null
        ? m.connection_offline()
        : m.connection_offline_since({ time: momentText(connection.since, now) });
    case "signedOut":
      return m.connection_signed_out();
  }
}

/** Why the server is offline, where it is more than being out of reach: something that somebody has to act on. */
export function refusal(connection: Connection): AppError | null {
  if (connection.kind !== "offline") return null;
  const { reason } = connection;
  if (reason === null || outOfReach.includes(reason.kind)) return null;
  return reason;
}

const outOfReach: readonly AppError["kind"][] = [
  "unknownHost",
  "connectionRefused",
  "unreachable",
  "timedOut",
  "serverUnavailable",
  "offline",
  "signedOut",
];

/** The time of day, with the day where it is not today. */
export function momentText(rfc3339: string, now: Date): string {
  const moment = new Date(rfc3339);
  if (Number.isNaN(moment.getTime())) return rfc3339;
  const today = moment.toDateString() === now.toDateString();
  return new Intl.DateTimeFormat(getLocale(), {
    hour: "2-digit",
    minute: "2-digit",
    ...(today ? {} : { day: "numeric", month: "short" }),
  }).format(moment);
}
