// The menu of the own presence.
import type { Own, PresenceChoice } from "../../host/host";
import type { MenuItem } from "../../lib/menu";
import { m } from "../../messages/generated/messages";
import { presenceText } from "../../words/statuses";

export interface PresenceDeeds {
  choose: (presence: PresenceChoice) => void;
  doNotDisturb: (on: boolean) => void;
  /** Opens the field for the own words. */
  write: () => void;
  clear: () => void;
  forwards: () => void;
}

export function presenceItems(own: Own, deeds: PresenceDeeds): MenuItem[] {
  const items: MenuItem[] = [];
  if (own.presence !== null) {
    items.push(
      ...offered(own.presence).map((presence): MenuItem => {
        const chosen = presence === own.presence;
        return {
          kind: "action",
          label: presenceText[presence](),
          choice: { kind: "one", chosen },
          run: () => deeds.choose(presence),
        };
      }),
    );
  }
  const { doNotDisturb } = own;
  if (doNotDisturb !== null) {
    items.push(...separated(items), {
      kind: "action",
      label: m.client_do_not_disturb(),
      choice: { kind: "any", chosen: doNotDisturb },
      run: () => deeds.doNotDisturb(!doNotDisturb),
    });
  }
  if (own.presence !== null) {
    items.push(...separated(items), { kind: "action", label: m.status_write(), run: deeds.write });
    if (own.status !== null) items.push({ kind: "action", label: m.status_clear(), run: deeds.clear });
  }
  if (own.forwards.length > 0) {
    items.push(...separated(items), { kind: "action", label: m.forwards_open(), run: deeds.forwards });
  }
  return items;
}

/** "Unavailable" looks like offline to others: it is there only where another program chose it. */
export function offered(current: PresenceChoice): PresenceChoice[] {
  const usual: PresenceChoice[] = ["available", "away", "invisible"];
  return current === "unavailable" ? [...usual, "unavailable"] : usual;
}

function separated(items: readonly MenuItem[]): MenuItem[] {
  return items.length === 0 ? [] : [{ kind: "separator" }];
}
