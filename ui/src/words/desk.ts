// Words of how the person stands, in one word.
import type { DeskState } from "../host/host";
import { m } from "../messages/generated/messages";

export const deskText = {
  signedOut: m.desk_signed_out,
  offline: m.client_offline,
  available: m.client_available,
  away: m.client_away,
  doNotDisturb: m.client_do_not_disturb,
  inCall: m.desk_in_call,
} satisfies Record<DeskState, () => string>;
