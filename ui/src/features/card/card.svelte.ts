// Everything about one person, as the engine says it when the card is opened.
import { asAppError, type AppError, type Host, type RowMenu } from "../../host/host";

/** Whose card it is. */
export interface Subject {
  /** The contact's handle. */
  row: number;
  name: string;
}

export class Card {
  subject = $state.raw<Subject | null>(null);
  /** Numbers and addresses; null until they are known. */
  menu = $state.raw<RowMenu | null>(null);

  constructor(
    readonly host: Host,
    readonly failed: (error: AppError) => void,
  ) {}

  async open(subject: Subject): Promise<void> {
    if (this.subject?.row !== subject.row) this.menu = null;
    this.subject = subject;
    try {
      const menu = await this.host.menu(subject.row);
      if (this.subject === subject) this.menu = menu;
    } catch (thrown) {
      if (this.subject !== subject) return;
      this.close();
      this.failed(asAppError(thrown));
    }
  }

  close(): void {
    this.subject = null;
    this.menu = null;
  }
}
