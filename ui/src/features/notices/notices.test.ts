import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Announcer, settleTime } from "../../lib/announce.svelte";
import { infoStays, Notices, offerStays } from "./notices.svelte";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const texts = (notices: Notices) => notices.shown.map(({ text }) => text());

it("an information goes by itself, an error and what is kept stay", () => {
  const notices = new Notices();
  notices.info(() => "copied");
  notices.keep(() => "no keychain");
  notices.error({ kind: "store" });
  vi.advanceTimersByTime(infoStays);
  expect(notices.shown.map(({ tone }) => tone)).toEqual(["info", "error"]);
  expect(texts(notices)[0]).toBe("no keychain");
});

it("the same error twice is shown once", () => {
  const notices = new Notices();
  notices.error({ kind: "offline" });
  notices.error({ kind: "offline" });
  expect(notices.shown).toHaveLength(1);
});

it("the newest push the oldest out", () => {
  const notices = new Notices();
  for (const number of ["1", "2", "3", "4"]) notices.info(() => number);
  expect(texts(notices)).toEqual(["2", "3", "4"]);
});

it("a count is said once typing rests, and only the last one", () => {
  const announcer = new Announcer();
  announcer.soon("9 people");
  vi.advanceTimersByTime(settleTime - 1);
  announcer.soon("2 people");
  vi.advanceTimersByTime(settleTime - 1);
  expect(announcer.text).toBe("");
  vi.advanceTimersByTime(1);
  expect(announcer.text).toBe("2 people");
});

describe("what is offered", () => {
  const deed = { label: () => "Undo", run: () => undefined };

  it("stays long enough to be taken, and then goes", () => {
    const notices = new Notices();
    notices.offer(() => "removed", deed);
    vi.advanceTimersByTime(offerStays - 1);
    expect(notices.shown[0]?.deed).toBe(deed);
    vi.advanceTimersByTime(1);
    expect(notices.shown).toEqual([]);
  });

  it("stays while somebody is at it, and as long again afterwards", () => {
    const notices = new Notices();
    const id = notices.offer(() => "removed", deed);
    notices.hold(id);
    vi.advanceTimersByTime(10 * offerStays);
    notices.release(id);
    vi.advanceTimersByTime(offerStays - 1);
    expect(texts(notices)).toEqual(["removed"]);
    vi.advanceTimersByTime(1);
    expect(notices.shown).toEqual([]);
  });

  it("an error that somebody was at stays all the same", () => {
    const notices = new Notices();
    notices.error({ kind: "offline" });
    const id = notices.shown[0]?.id ?? 0;
    notices.hold(id);
    notices.release(id);
    vi.advanceTimersByTime(offerStays);
    expect(notices.shown).toHaveLength(1);
  });
});

it("the same words are another text when they are said again", () => {
  const announcer = new Announcer();
  announcer.now("2 people");
  announcer.now("2 people");
  expect(announcer.text).not.toBe("2 people");
  expect(announcer.text.trim()).toBe("2 people");
});
