// What is taken away of the own contacts, and brought back.
import { asAppError, type AppError, type Host, type Restorable } from "../../host/host";
import { m } from "../../messages/generated/messages";
import type { Notices } from "../notices";

/** Requests under way at once. */
const atOnce = 4;

export class OwnContacts {
  /** What the last deletion of all left to be brought back. */
  restorable = $state.raw<Restorable | null>(null);
  /** How many of a selection are removed by now. */
  removing = $state.raw<{ done: number; total: number } | null>(null);

  readonly #host: Host;
  readonly #notices: Notices;
  /** Handles of what was removed, the last deed at the end; `notice` offers to undo it. */
  #removals = $state.raw<{ handles: number[]; text: () => string; notice: number }[]>([]);
  /** Rows that are asked to be removed, and still on screen. */
  #leaving = new Set<number>();

  constructor(host: Host, notices: Notices) {
    this.#host = host;
    this.#notices = notices;
  }

  /** Whether something was removed that can be brought back. */
  get undoable(): boolean {
    return this.#removals.length > 0;
  }

  /** Asks what can be restored, as after signing in. */
  async load(): Promise<void> {
    this.restorable = await this.#host.restorable();
  }

  /** Another session: nothing of this one can be brought back. */
  forget(): void {
    this.restorable = null;
    this.removing = null;
    this.#removals = [];
  }

  /** Removes one contact and offers to bring it back. */
  async remove(row: number, name: string): Promise<void> {
    if (this.#leaving.has(row)) return;
    this.#leaving.add(row);
    try {
      const { removed } = await this.#host.remove(row);
      this.#offer(
        [removed],
        () => m.contact_removed({ name }),
        () => m.contact_back({ name }),
      );
    } catch (thrown) {
      this.#notices.error(asAppError(thrown));
    } finally {
      this.#leaving.delete(row);
    }
  }

  /** Removes a selection. Stops at the first refusal; gives the rows that are not there any more. */
  async removeAll(rows: readonly number[]): Promise<number[]> {
    const gone: number[] = [];
    this.removing = { done: 0, total: rows.length };
    const { made, error } = await each(rows, async (row) => {
      const removed = await this.#removed(row);
      gone.push(row);
      this.removing = { done: gone.length, total: rows.length };
      return removed;
    });
    this.removing = null;
    if (error !== null) this.#notices.error(error);
    const handles = made.filter((handle) => handle !== null);
    const count = handles.length;
    if (count > 0) {
      this.#offer(
        handles,
        () => m.contacts_removed({ count }),
        () => m.contacts_back({ count }),
      );
    }
    return gone;
  }

  /** Brings back what was removed last; false where nothing was. */
  undo(): boolean {
    const last = this.#removals.at(-1);
    if (last === undefined) return false;
    this.#notices.dismiss(last.notice);
    void this.#bringBack(last);
    return true;
  }

  /** Deletes everything, and offers to restore it. */
  async deleteAll(restore: () => void): Promise<void> {
    try {
      const count = await this.#host.deleteAll();
      await this.load();
      for (const { notice } of this.#removals) this.#notices.dismiss(notice);
      this.#removals = [];
      this.#notices.offer(() => m.deleted_all({ count }), { label: m.restore, run: restore });
    } catch (thrown) {
      this.#notices.error(asAppError(thrown));
    }
  }

  #offer(handles: number[], text: () => string, back: () => string): void {
    const removal = { handles, text: back, notice: 0 };
    const run = () => void this.#bringBack(removal);
    removal.notice = this.#notices.offer(text, { label: m.undo, run });
    this.#removals = [...this.#removals, removal];
  }

  async #bringBack(removal: { handles: number[]; text: () => string }): Promise<void> {
    if (!this.#removals.some((one) => one === removal)) return;
    this.#removals = this.#removals.filter((one) => one !== removal);
    const { error } = await each(removal.handles, (removed) => this.#host.undoRemove(removed));
    if (error === null) this.#notices.info(removal.text);
    else this.#notices.error(error);
  }

  /** Removes one of a selection; null where it was gone already. */
  async #removed(row: number): Promise<number | null> {
    try {
      return (await this.#host.remove(row)).removed;
    } catch (thrown) {
      if (asAppError(thrown).kind === "noSuchContact") return null;
      throw thrown;
    }
  }
}

/** Does something for each of them, some at once; no more after an error. */
async function each<Made>(
  items: readonly number[],
  deed: (item: number) => Promise<Made>,
): Promise<{ made: Made[]; error: AppError | null }> {
  const left = [...items].reverse();
  const made: Made[] = [];
  let error: AppError | null = null;
  const work = async () => {
    for (let item = left.pop(); item !== undefined && error === null; item = left.pop()) {
      try {
        made.push(await deed(item));
      } catch (thrown) {
        error = asAppError(thrown);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, work));
  return { made, error };
}
