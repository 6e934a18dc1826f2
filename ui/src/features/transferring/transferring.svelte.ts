// To whom a call is transferred, while that is being typed: a number, or the first person that the list finds.
import {
  asAppError,
  type AppError,
  type CallView,
  type Host,
  type Row,
  type TransferKind,
} from "../../host/host";
import { m } from "../../messages/generated/messages";
import type { PeopleList } from "../views";

interface TransferringNeeds {
  host: Host;
  list: PeopleList;
  nameOf: (row: Row) => string;
  transfer: (call: string, number: string, kind: TransferKind, row: number | null) => Promise<boolean>;
  failed: (error: AppError) => void;
}

/** Who would get the call. */
interface Target {
  name: string | null;
  number: string;
  row: number | null;
}

export class Transferring {
  /** The call that is being transferred. */
  call = $state.raw<CallView | null>(null);
  kind = $state<TransferKind>("attended");
  /** What to dial for somebody's mailbox, as it was answered last; null where there is none. */
  #mailbox = $state.raw<{ row: number; number: string | null } | null>(null);

  readonly #needs: TransferringNeeds;
  /** What was searched before. */
  #before = "";

  constructor(needs: TransferringNeeds) {
    this.#needs = needs;
  }

  get text(): string {
    return this.#needs.list.text;
  }

  /** The first person found; none where a number was typed. */
  readonly row = $derived.by((): Row | null => {
    const { list } = this.#needs;
    return list.text === "" || list.dial !== null ? null : (list.rows.get(0) ?? null);
  });

  /** What to dial for the mailbox of {@link row}; undefined until it is known. */
  readonly voicemail = $derived.by((): string | null | undefined => {
    if (this.row === null) return null;
    return this.#mailbox?.row === this.row.id ? this.#mailbox.number : undefined;
  });

  /** Whether the mailbox is meant, and not known yet. */
  readonly asking = $derived.by(() => this.kind === "voicemail" && this.voicemail === undefined);

  /** Who was chosen for a transfer to their mailbox, and has none. */
  readonly unreachable = $derived.by((): string | null => {
    if (this.kind !== "voicemail" || this.voicemail !== null) return null;
    const { list, nameOf } = this.#needs;
    return this.row === null ? list.dial : nameOf(this.row);
  });

  readonly target = $derived.by((): Target | null => {
    const { list, nameOf } = this.#needs;
    if (list.text === "") return null;
    const { row, kind, voicemail } = this;
    if (list.dial !== null) return kind === "voicemail" ? null : { name: null, number: list.dial, row: null };
    if (row === null) return null;
    const name = nameOf(row);
    if (kind === "voicemail") {
      const mailbox = m.transfer_mailbox_of({ name });
      return voicemail ? { name: mailbox, number: voicemail, row: row.id } : null;
    }
    return row.number === null ? null : { name, number: row.number, row: row.id };
  });

  begin(call: CallView): void {
    this.call = call;
    this.kind = "attended";
    this.#mailbox = null;
    this.#before = this.text;
  }

  search(text: string): Promise<void> {
    return this.#needs.list.search(text);
  }

  /** Learns whether there is a mailbox to transfer to; what the person chose stays chosen. */
  async askMailbox(row: number): Promise<void> {
    try {
      const { voicemail } = await this.#needs.host.menu(row);
      this.#learn(row, voicemail);
    } catch (thrown) {
      this.#learn(row, null);
      this.#needs.failed(asAppError(thrown));
    }
  }

  /** Transfers to what the text finds by now. */
  async go(): Promise<void> {
    await this.#needs.list.first();
    if (this.asking && this.row !== null) await this.askMailbox(this.row.id);
    const { call, target, kind } = this;
    if (call === null || target === null) return;
    if (await this.#needs.transfer(call.id, target.number, kind, target.row)) this.end();
  }

  /** Puts it away; the list shows what it showed before. */
  end(): void {
    if (this.call === null) return;
    this.call = null;
    if (this.text !== this.#before) void this.search(this.#before);
  }

  /** An answer about somebody who is no longer meant is old. */
  #learn(row: number, number: string | null): void {
    if (this.row?.id === row) this.#mailbox = { row, number };
  }
}
