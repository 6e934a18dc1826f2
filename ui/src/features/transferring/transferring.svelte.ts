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
  /** What to dial for the mailbox of {@link row}, once it is known. */
  voicemail = $state<string | null>(null);

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

  readonly target = $derived.by((): Target | null => {
    const { list, nameOf } = this.#needs;
    if (list.text === "") return null;
    if (list.dial !== null) return { name: null, number: list.dial, row: null };
    const { row } = this;
    if (row === null) return null;
    const name = nameOf(row);
    if (this.kind === "voicemail") {
      const mailbox = m.transfer_mailbox_of({ name });
      return this.voicemail === null ? null : { name: mailbox, number: this.voicemail, row: row.id };
    }
    return row.number === null ? null : { name, number: row.number, row: row.id };
  });

  begin(call: CallView): void {
    this.call = call;
    this.kind = "attended";
    this.#before = this.text;
  }

  search(text: string): Promise<void> {
    return this.#needs.list.search(text);
  }

  /** Learns whether there is a mailbox to transfer to. */
  async askMailbox(row: Row | null): Promise<void> {
    this.voicemail = null;
    if (row !== null) {
      try {
        const { voicemail } = await this.#needs.host.menu(row.id);
        if (this.row?.id === row.id) this.voicemail = voicemail;
      } catch (thrown) {
        this.#needs.failed(asAppError(thrown));
      }
    }
    if (this.voicemail === null && this.kind === "voicemail") this.kind = "attended";
  }

  /** Transfers to what the text finds by now. */
  async go(): Promise<void> {
    await this.#needs.list.first();
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
}
