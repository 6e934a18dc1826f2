// The menu of the own agent.
import type { OwnAgent, OwnLine } from "../../host/host";
import type { MenuItem } from "../../lib/menu";
import { m } from "../../messages/generated/messages";

export interface AgentDeeds {
  logIn: (line: number | null) => void;
  logOut: () => void;
  pause: (reason: string | null) => void;
  /** Asks for a reason. */
  askReason: () => void;
  endPause: () => void;
  queue: (queue: number, on: boolean) => void;
}

export function agentItems(
  agent: OwnAgent,
  lines: readonly OwnLine[],
  reasons: readonly string[],
  deeds: AgentDeeds,
): MenuItem[] {
  if (agent.state === "loggedOut") return logIns(lines, deeds);
  const items: MenuItem[] = [];
  if (agent.state === "unknown") items.push(...logIns(lines, deeds));
  if (agent.state === "paused") {
    items.push({ kind: "action", label: m.agent_end_pause(), run: deeds.endPause });
  } else {
    items.push({ kind: "submenu", label: m.agent_pause(), items: pauses(reasons, deeds) });
  }
  items.push({ kind: "action", label: m.agent_log_out(), run: deeds.logOut });
  if (agent.queues.length > 0) items.push({ kind: "separator" });
  for (const { id, name, loggedIn } of agent.queues) {
    items.push({
      kind: "action",
      label: name,
      choice: { kind: "any", chosen: loggedIn },
      run: () => deeds.queue(id, !loggedIn),
    });
  }
  return items;
}

/** One for each line that has a number, where there are several. */
function logIns(lines: readonly OwnLine[], { logIn }: AgentDeeds): MenuItem[] {
  const numbered = lines.filter(({ number }) => number !== null);
  if (numbered.length < 2) {
    return [{ kind: "action", label: m.agent_log_in(), run: () => logIn(null) }];
  }
  return numbered.map(({ id, number }) => ({
    kind: "action",
    label: m.agent_log_in_at({ number: number ?? "" }),
    run: () => logIn(id),
  }));
}

function pauses(reasons: readonly string[], { pause, askReason }: AgentDeeds): MenuItem[] {
  const recent: MenuItem[] = reasons.map((reason) => ({
    kind: "action",
    label: reason,
    run: () => pause(reason),
  }));
  if (recent.length > 0) recent.push({ kind: "separator" });
  return [
    ...recent,
    { kind: "action", label: m.agent_pause_plain(), run: () => pause(null) },
    { kind: "action", label: m.agent_pause_other(), run: askReason },
  ];
}
