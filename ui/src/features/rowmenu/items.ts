// The menus of a row, from what the engine says can be done.
import type { RowMenu, Titled, TransferKind } from "../../host/host";
import {
  iconCard,
  iconChat,
  iconCopy,
  iconEdit,
  iconFavorite,
  iconMail,
  iconPhone,
  iconRemove,
  iconTransfer,
  iconVoicemail,
} from "../../icons";
import type { MenuAction, MenuItem } from "../../lib/menu";
import { m } from "../../messages/generated/messages";

export interface MenuDeeds {
  call: (number: string) => void;
  mail: (address: string) => void;
  copy: (text: string) => void;
  /** Absent while no call can be transferred. */
  transfer: ((number: string, kind: TransferKind) => void) | null;
  /** Opens the conversation with a user. */
  chat: (user: string) => void;
  card: () => void;
  /** Absent where the row has no star. */
  favorite: { on: boolean; toggle: () => void } | null;
  /** Absent where the row is no own contact. */
  own: { edit: () => void; remove: () => void } | null;
}

/** Mails, other numbers, where a call can be transferred to, then what the row itself can do, and Copy. */
export function actionItems(menu: RowMenu, deeds: MenuDeeds): MenuItem[] {
  const reach: MenuItem[] = [
    ...menu.mails.map((mail) => toMail(mail, deeds)),
    ...menu.numbers.map((number) => toNumber(number, deeds)),
  ];
  const row: MenuItem[] = [];
  if (menu.user !== null) {
    const { user } = menu;
    const chat = () => deeds.chat(user);
    row.push({ kind: "action", icon: iconChat, label: m.menu_chat(), binding: "row.chat", run: chat });
  }
  row.push({
    kind: "action",
    icon: iconCard,
    label: m.card_open(),
    binding: "row.card",
    run: deeds.card,
  });
  if (deeds.favorite !== null) {
    const { on, toggle } = deeds.favorite;
    const label = on ? m.menu_favorite_remove() : m.menu_favorite_add();
    row.push({ kind: "action", icon: iconFavorite, label, run: toggle });
  }
  if (menu.copies.length > 0) {
    row.push({ kind: "submenu", icon: iconCopy, label: m.menu_copy(), items: copyItems(menu, deeds) });
  }
  const own: MenuItem[] =
    deeds.own === null
      ? []
      : [
          { kind: "action", icon: iconEdit, label: m.menu_edit(), binding: "row.edit", run: deeds.own.edit },
          {
            kind: "action",
            icon: iconRemove,
            label: m.menu_remove(),
            binding: "row.remove",
            danger: true,
            run: deeds.own.remove,
          },
        ];
  return joined([reach, transferItems(menu, deeds), row, own]);
}

/** All that can be done with somebody: the call that a press of the row makes, and its menu. */
export function subjectItems(menu: RowMenu, deeds: MenuDeeds): MenuItem[] {
  const call = menu.call === null ? [] : [{ ...toNumber(menu.call, deeds), binding: "row.call" as const }];
  return [...call, ...actionItems(menu, deeds)];
}

/** "Copy VALUE" for each number and address. */
export function copyItems(menu: RowMenu, deeds: Pick<MenuDeeds, "copy">): MenuItem[] {
  if (menu.copies.length === 0) {
    return [{ kind: "action", label: m.menu_empty(), disabled: true, run: () => undefined }];
  }
  return menu.copies.map(({ value }) => ({
    kind: "action",
    icon: iconCopy,
    label: m.menu_copy_value({ value }),
    run: () => deeds.copy(value),
  }));
}

/** Both ways to every number and the mailbox, while a call can be transferred. */
export function transferItems(menu: RowMenu, { transfer }: Pick<MenuDeeds, "transfer">): MenuItem[] {
  if (transfer === null || (menu.transfers.length === 0 && menu.voicemail === null)) return [];
  const to = (kind: TransferKind): MenuItem[] => {
    const numbers = menu.transfers.map((number) =>
      titled(number, m.menu_number(), iconPhone, (value) => transfer(value, kind)),
    );
    const { voicemail } = menu;
    if (voicemail === null) return numbers;
    const run = () => transfer(voicemail, "voicemail");
    const label = m.transfer_voicemail();
    return [...numbers, { kind: "action", icon: iconVoicemail, label, hint: voicemail, run }];
  };
  return [
    { kind: "submenu", icon: iconTransfer, label: m.menu_blind_transfer(), items: to("blind") },
    { kind: "submenu", icon: iconTransfer, label: m.menu_attended_transfer(), items: to("attended") },
  ];
}

/** Both ways to a number that was typed. */
export function typedItems(number: string, transfer: NonNullable<MenuDeeds["transfer"]>): MenuItem[] {
  const to = (kind: TransferKind, label: string): MenuItem => {
    const run = () => transfer(number, kind);
    return { kind: "action", icon: iconTransfer, label, hint: number, run };
  };
  return [to("blind", m.menu_blind_transfer()), to("attended", m.menu_attended_transfer())];
}

function toMail(mail: Titled, deeds: MenuDeeds): MenuAction {
  const whole = m.card_mail({ address: mail.value });
  return { ...titled(mail, m.menu_email(), iconMail, deeds.mail), whole };
}

function toNumber(number: Titled, deeds: MenuDeeds): MenuAction {
  const whole = m.card_call({ number: number.value });
  return { ...titled(number, m.menu_number(), iconPhone, deeds.call), whole };
}

function titled(
  { title, value }: Titled,
  fallback: string,
  icon: typeof iconMail,
  run: (value: string) => void,
): MenuAction {
  return { kind: "action", icon, label: title === "" ? fallback : title, hint: value, run: () => run(value) };
}

function joined(groups: MenuItem[][]): MenuItem[] {
  return groups
    .filter((group) => group.length > 0)
    .flatMap((group, at): MenuItem[] => (at === 0 ? group : [{ kind: "separator" }, ...group]));
}
