import { beforeEach, describe, expect, it } from "vitest";
import { MemoryHost } from "../../host/memory";
import type { AppError, Session } from "../../host/host";
import { groupsOf, SigningIn } from "./signin.svelte";

const unknown: AppError = {
  kind: "certificate",
  host: "pbx",
  fingerprint: "ab:cd:ef:01",
  fault: { kind: "unknownIssuer" },
};
let host: MemoryHost;
let entered: Session[];
let form: SigningIn;

beforeEach(() => {
  host = new MemoryHost();
  entered = [];
  form = new SigningIn(host, (session) => entered.push(session));
  form.server = " wazo.example.com ";
  form.username = "zoe";
  form.password = "secret";
});

describe("signing in", () => {
  it("enters with what was typed", async () => {
    await form.submit();
    expect(entered.map(({ account }) => account.server)).toEqual(["wazo.example.com"]);
  });
  it("names what is missing and asks nobody", async () => {
    form.server = " ";
    form.password = "";
    await form.submit();
    expect(form.missing).toEqual(["server", "password"]);
    expect(host.current).toBeNull();
  });
  it("a wrong password is forgotten, the rest is kept", async () => {
    form.password = "wrong";
    await form.submit();
    expect(form.error).toEqual({ kind: "wrongPassword" });
    expect([form.password, form.username]).toEqual(["", "zoe"]);
  });
  it("another error keeps the password", async () => {
    host.failures.signIn = { kind: "timedOut", host: "pbx" };
    await form.submit();
    expect([form.password, form.busy]).toEqual(["secret", false]);
  });
  it("is asked for once however often it is pressed", async () => {
    await Promise.all([form.submit(), form.submit()]);
    expect(entered).toHaveLength(1);
  });
});

describe("an unknown certificate", () => {
  it("is pinned by a yes, and the same is tried again", async () => {
    host.failures.signIn = unknown;
    await form.submit();
    expect(form.certificate).toEqual(unknown);
    await form.trust();
    expect(host.outside).toEqual([{ what: "file", value: "pin wazo.example.com ab:cd:ef:01" }]);
    expect(entered).toHaveLength(1);
  });
  it("is let go by a no", async () => {
    host.failures.signIn = unknown;
    await form.submit();
    form.dismissCertificate();
    await form.trust();
    expect([entered, host.outside]).toEqual([[], []]);
  });
});

describe("an account that was used before", () => {
  const account = { id: "z", server: "pbx", username: "zoe", name: "Zoé", kept: true };
  it("goes on without a password while its session is kept", async () => {
    host.kept = [account];
    await form.resume(account);
    expect(entered).toHaveLength(1);
  });
  it("asks for the password when the session has ended", async () => {
    await form.resume(account);
    expect(form.error).toEqual({ kind: "signedOut" });
    expect(form.server).toBe("pbx");
  });
  it("is forgotten on request", async () => {
    host.kept = [account];
    await form.prepare(null);
    await form.forget(account);
    expect([form.accounts, host.kept]).toEqual([[], []]);
  });
});

it("a fingerprint is shown in groups of four", () => {
  expect(groupsOf("ab:cd:ef:01")).toEqual(["ABCD", "EF01"]);
});
