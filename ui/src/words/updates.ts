// Words of a newer version of the program.
import type { UpdateFault, UpdateOff, UpdateState } from "../host/host";
import { m } from "../messages/generated/messages";
import { getLocale } from "../messages/generated/runtime";

const off = {
  packaged: m.update_packaged,
  notSet: m.update_not_set,
} satisfies Record<UpdateOff, () => string>;

const failed = {
  unreachable: m.update_unreachable,
  badAnswer: m.update_bad_answer,
  badSignature: m.update_bad_signature,
  badFile: m.update_bad_file,
  notWritable: m.update_not_writable,
  unexpected: m.update_unexpected,
} satisfies Record<UpdateFault, () => string>;

/** How it stands with it. */
export function updateText(state: UpdateState): string {
  switch (state.kind) {
    case "off":
      return off[state.why]();
    case "checking":
      return m.update_checking();
    case "current":
      return m.update_current();
    case "available":
      return m.update_available({ version: state.version });
    case "loading":
      return loadingText(state.done, state.total);
    case "ready":
      return m.update_ready({ version: state.version });
    case "failed":
      return failed[state.why]();
  }
}

function loadingText(done: number, total: number | null): string {
  if (total === null || total === 0) return m.update_loading();
  const percent = new Intl.NumberFormat(getLocale(), { style: "percent" }).format(done / total);
  return m.update_loading_percent({ percent });
}
