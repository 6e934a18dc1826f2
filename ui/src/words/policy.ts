// Words of what is wrong in the administrator's file.
import type { PolicyFault, PolicyFaultKind } from "../host/host";
import { m } from "../messages/generated/messages";

/** "Line 3, column 5 · server.address: …", as far as it is known. */
export function policyFaultText({ line, column, key, why }: PolicyFault): string {
  const where =
    line === null ? null : column === null ? m.policy_line({ line }) : m.policy_place({ line, column });
  const what = key === null ? whyText(why) : m.policy_key({ key, why: whyText(why) });
  return [where, what].filter((words) => words !== null).join(" · ");
}

function whyText(why: PolicyFaultKind): string {
  switch (why.kind) {
    case "unreadable":
      return m.policy_unreadable();
    case "syntax":
      return m.policy_syntax();
    case "unknownKey":
      return m.policy_unknown_key();
    case "wrongType":
      return m.policy_wrong_type({ wanted: why.wanted });
    case "badValue":
      return m.policy_bad_value();
    case "badFile":
      return m.policy_bad_file();
  }
}
