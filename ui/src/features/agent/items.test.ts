import { expect, it } from "vitest";
import type { OwnAgent, OwnLine } from "../../host/host";
import type { MenuItem } from "../../lib/menu";
import { agentItems, type AgentDeeds } from "./items";

const agent: OwnAgent = {
  number: "2000",
  state: "loggedIn",
  reason: null,
  extension: "1000",
  queues: [{ id: 7, name: "Support", loggedIn: true }],
};
const line = (id: number, number: string | null): OwnLine => ({
  id,
  number,
  main: id === 1,
  phone: "available",
});

function opened(change: Partial<OwnAgent>, lines: OwnLine[] = [line(1, "1000")], reasons: string[] = []) {
  const done: unknown[][] = [];
  const note =
    (what: string) =>
    (...given: unknown[]) =>
      void done.push([what, ...given]);
  const deeds: AgentDeeds = {
    logIn: note("in"),
    logOut: note("out"),
    pause: note("pause"),
    askReason: note("ask"),
    endPause: note("end"),
    queue: note("queue"),
  };
  const items = agentItems({ ...agent, ...change }, lines, reasons, deeds);
  const flat = items.flatMap((item): MenuItem[] => (item.kind === "submenu" ? item.items : [item]));
  return {
    labels: items.map((item) => (item.kind === "separator" ? "-" : item.label)),
    choose: (label: string) => {
      const item = flat.find((one) => one.kind === "action" && one.label === label);
      if (item?.kind === "action") item.run();
      return done.at(-1);
    },
  };
}

it("who is logged in can pause, log out, and choose queues", () => {
  const menu = opened({});
  expect(menu.labels).toEqual(["Pause", "Log out", "-", "Support"]);
  expect(menu.choose("Support")).toEqual(["queue", 7, false]);
});

it("a pause has one of the last reasons, none, or another one", () => {
  const menu = opened({}, undefined, ["Lunch"]);
  expect(menu.choose("Lunch")).toEqual(["pause", "Lunch"]);
  expect(menu.choose("Without a reason")).toEqual(["pause", null]);
  expect(menu.choose("Another reason…")).toEqual(["ask"]);
});

it("a pause is ended before anything else", () => {
  expect(opened({ state: "paused" }).labels[0]).toBe("End pause");
});

it("the line is chosen where there are several with a number", () => {
  expect(opened({ state: "loggedOut" }, [line(1, "1000"), line(2, null)]).choose("Log in")).toEqual([
    "in",
    null,
  ]);
  const menu = opened({ state: "loggedOut" }, [line(1, "1000"), line(2, "1900")]);
  expect(menu.labels).toEqual(["Log in at 1000", "Log in at 1900"]);
  expect(menu.choose("Log in at 1900")).toEqual(["in", 2]);
});
