// What can be done with the own contacts.
import type { Restorable } from "../../host/host";
import { iconAdd, iconExport, iconHistory, iconImport, iconRemove, iconRestore } from "../../icons";
import type { MenuItem } from "../../lib/menu";
import { m } from "../../messages/generated/messages";
import { restoreText } from "../../words/tasks";

export interface ContactDeeds {
  add: () => void;
  importFile: () => void;
  exportFile: () => void;
  history: () => void;
  restore: () => void;
  deleteAll: () => void;
}

export interface OwnContactsState {
  /** Own contacts. */
  count: number;
  /** Whether there is something to write to a file. */
  exportable: boolean;
  /** Whether something runs that changes contacts. */
  busy: boolean;
  /** What can be brought back. */
  restorable: Restorable | null;
}

/** What has no button of its own; in a narrow window that is more. */
export function moreItems(own: OwnContactsState, deeds: ContactDeeds, narrow: boolean): MenuItem[] {
  const rest = [historyItem(deeds), ...restoreItems(own, deeds)];
  if (!narrow) return rest;
  return [exportItem(own, deeds), ...rest, { kind: "separator" }, deleteItem(own, deeds)];
}

/** All of it. */
export function contactItems(own: OwnContactsState, deeds: ContactDeeds): MenuItem[] {
  return [
    {
      kind: "action",
      icon: iconAdd,
      label: m.contact_new(),
      binding: "contact.new",
      run: deeds.add,
    },
    { kind: "action", icon: iconImport, label: m.import_open(), run: deeds.importFile },
    ...moreItems(own, deeds, true),
  ];
}

function exportItem({ exportable }: OwnContactsState, { exportFile }: ContactDeeds): MenuItem {
  return { kind: "action", icon: iconExport, label: m.export_open(), disabled: !exportable, run: exportFile };
}

function historyItem({ history }: ContactDeeds): MenuItem {
  return { kind: "action", icon: iconHistory, label: m.history_open(), run: history };
}

function restoreItems({ restorable, busy }: OwnContactsState, { restore }: ContactDeeds): MenuItem[] {
  if (restorable === null) return [];
  const label = restoreText(restorable);
  return [{ kind: "action", icon: iconRestore, label, disabled: busy, run: restore }];
}

function deleteItem({ count, busy }: OwnContactsState, { deleteAll }: ContactDeeds): MenuItem {
  const disabled = count === 0 || busy;
  return { kind: "action", icon: iconRemove, label: m.delete_all(), danger: true, disabled, run: deleteAll };
}
