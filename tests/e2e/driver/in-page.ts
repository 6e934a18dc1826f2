/// <reference lib="dom" />
/*
 * What runs in the page. Each function is sent as its own source, so it uses nothing but its arguments and the page.
 */
import type * as TestingLibrary from "@testing-library/dom";

/** What an element is found by: its role and accessible name, a field's label, or its text, as a person would. */
export interface Step {
  /** A role, or `field` for any field with that label, or `text` for whatever shows that text. */
  role: string;
  name?: string;
  /** The name holds this text somewhere, instead of being it. */
  part?: boolean;
  state?: {
    selected?: boolean;
    checked?: boolean;
    expanded?: boolean;
    pressed?: boolean;
    current?: string | boolean;
  };
  /** Which of several. */
  nth?: number;
}

/** What is awaited of the elements that were found. */
export type Expectation =
  | { kind: "there" }
  | { kind: "gone" }
  | { kind: "text"; text: string }
  | { kind: "no text"; text: string }
  | { kind: "value"; value: string }
  | { kind: "enabled" }
  | { kind: "attribute"; name: string; value: string }
  | { kind: "focused" };

interface PageGlobals {
  TestingLibraryDom: typeof TestingLibrary;
  peopleTests: { violations: string[]; errors: string[]; observer?: ReportingObserver };
}

/** Begins to note policy violations and uncaught errors, those that were reported before included. */
export function listen(): boolean {
  const globals = globalThis as unknown as PageGlobals;
  if (globals.peopleTests !== undefined) return false;
  const noted: PageGlobals["peopleTests"] = { violations: [], errors: [] };
  globals.peopleTests = noted;
  document.addEventListener("securitypolicyviolation", (event) => {
    noted.violations.push(
      `${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`,
    );
  });
  addEventListener("error", (event) => noted.errors.push(event.message));
  addEventListener("unhandledrejection", (event) =>
    noted.errors.push(JSON.stringify(event.reason) ?? String(event.reason)),
  );
  if ("ReportingObserver" in globalThis) {
    noted.observer = new ReportingObserver(() => undefined, { types: ["csp-violation"], buffered: true });
    noted.observer.observe();
  }
  return true;
}

/** What was noted since the last time. */
export function noted(): { violations: string[]; errors: string[] } {
  const { peopleTests } = globalThis as unknown as PageGlobals;
  const { violations, errors } = peopleTests ?? { violations: [], errors: [] };
  return { violations: violations.splice(0), errors: errors.splice(0) };
}

/**
 * Waits until the elements are as expected and gives the first of them; rejects with what was there instead. For `texts` it
 * waits for nothing and gives the texts of all.
 */
export function find(
  steps: Step[],
  expectation: Expectation | { kind: "texts" },
  patience: number,
): Promise<Element | string[] | null> {
  const { queryAllByRole, queryAllByLabelText, queryAllByText } = (globalThis as unknown as PageGlobals)
    .TestingLibraryDom;
  const normal = (text: string | null) => (text ?? "").replace(/\s+/g, " ").trim();

  function all(): Element[] {
    let scopes: Element[] = [document.body];
    for (const { role, name, part, state, nth } of steps) {
      const matcher =
        name === undefined
          ? undefined
          : part
            ? (there: string) => normal(there).includes(name)
            : (there: string) => normal(there) === name;
      const found = scopes.flatMap((scope) =>
        role === "field"
          ? queryAllByLabelText(scope as HTMLElement, name ?? "")
          : role === "text"
            ? queryAllByText(scope as HTMLElement, name ?? "")
            : queryAllByRole(scope as HTMLElement, role, {
                ...state,
                ...(matcher && { name: matcher }),
              } as TestingLibrary.ByRoleOptions),
      );
      const distinct = [...new Set(found)];
      scopes = nth === undefined ? distinct : distinct.slice(nth, nth + 1);
    }
    return scopes;
  }

  function holds(found: Element[]): boolean {
    const [first] = found;
    switch (expectation.kind) {
      case "there":
        return found.length > 0;
      case "gone":
        return found.length === 0;
      case "text":
        return found.some((element) => normal(element.textContent).includes(expectation.text));
      case "no text":
        return found.every((element) => !normal(element.textContent).includes(expectation.text));
      case "value":
        return first !== undefined && (first as HTMLInputElement).value === expectation.value;
      case "enabled":
        return first !== undefined && !first.matches(':disabled, [aria-disabled="true"]');
      case "attribute":
        return first?.getAttribute(expectation.name) === expectation.value;
      case "focused":
        return found.some((element) => element.contains(document.activeElement));
      case "texts":
        return true;
    }
  }

  return new Promise((resolve, reject) => {
    const deadline = performance.now() + patience;
    const look = () => {
      const found = all();
      if (holds(found)) {
        resolve(
          expectation.kind === "texts"
            ? found.map((element) => normal(element.textContent))
            : (found[0] ?? null),
        );
      } else if (performance.now() > deadline) {
        const texts = found.map((element) => normal(element.textContent).slice(0, 200));
        reject(new Error(`found ${found.length}: ${JSON.stringify(texts.slice(0, 5))}`));
      } else {
        setTimeout(look, 30);
      }
    };
    look();
  });
}

/** All roles and names that are there, for the message of a failed wait. */
export function whatIsThere(): string[] {
  const { getRoles } = (globalThis as unknown as PageGlobals).TestingLibraryDom;
  const lines: string[] = [];
  for (const [role, elements] of Object.entries(getRoles(document.body))) {
    if (role === "generic" || role === "presentation") continue;
    const names = elements.map((element) =>
      (element.getAttribute("aria-label") ?? element.textContent ?? "")
        .replace(/\s+/g, " ")
        .trim()
        .slice(0, 60),
    );
    lines.push(
      `${role}: ${names
        .slice(0, 12)
        .map((name) => JSON.stringify(name))
        .join(", ")}${names.length > 12 ? ` … ${names.length}` : ""}`,
    );
  }
  return lines;
}
