// A question whose answer the test gives when it wants.
export class Question<Answer> {
  readonly promise: Promise<Answer>;
  answer!: (answer: Answer) => void;
  refuse!: (error: unknown) => void;

  constructor() {
    this.promise = new Promise((resolve, reject) => {
      this.answer = resolve;
      this.refuse = reject;
    });
  }
}

/** Lets everything that is ready run. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}
