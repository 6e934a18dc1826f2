import { screen, waitFor } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";
import { MemoryHost } from "../../host/memory";
import { partyOf, talkingCall } from "../../host/memory/calls";
import { violations } from "../../testing/axe";
import { openPeople } from "../../testing/page";

const button = (name: string) => screen.getByRole("button", { name });
const restarted = { what: "window", value: "restarted" };

describe("A newer version", () => {
  it("is told once, fetched when the person says so, and there after a restart", async () => {
    const { host, user } = await openPeople();
    host.desktop.updates({ kind: "available", version: "2.0.0", notes: null });
    host.desktop.updates({ kind: "available", version: "2.0.0", notes: null });
    expect(await screen.findAllByText("Version 2.0.0 is available")).toHaveLength(1);
    await user.click(button("Install"));
    await screen.findByText("Version 2.0.0 is in place from the next start");
    await user.click(button("Restart"));
    await screen.findByRole("alertdialog", { name: "Restart People now?" });
    expect(await violations()).toEqual([]);
    expect(host.outside).not.toContainEqual(restarted);
    await user.click(button("Restart"));
    await waitFor(() => expect(host.outside.at(-1)).toEqual(restarted));
  });

  it("that was found before the sign-in is told after it, too", async () => {
    const host = new MemoryHost();
    host.desktop.update = { kind: "available", version: "2.0.0", notes: null };
    await openPeople(host);
    await screen.findByText("Version 2.0.0 is available");
  });

  it("never cuts a call off, not even one that came while the question stood", async () => {
    const { host, user } = await openPeople();
    host.desktop.updates({ kind: "ready", version: "2.0.0" });
    await user.click(await screen.findByRole("button", { name: "Restart" }));
    await screen.findByRole("alertdialog");
    host.calling.shows([talkingCall("1", partyOf("Ada Lovelace", "1002"))]);
    await screen.findByRole("region", { name: "Calls" });
    await user.click(screen.getAllByRole("button", { name: "Restart" }).at(-1) as HTMLElement);
    await screen.findByText("A call or a task is under way: restart once it has ended.");
    expect(host.outside).not.toContainEqual(restarted);
  });

  it("is looked for from Settings, which say how it stands", async () => {
    const { host, user } = await openPeople();
    host.desktop.updates({ kind: "failed", why: "unreachable" });
    await user.click(button("Settings"));
    await user.click(await screen.findByRole("tab", { name: "About" }));
    await screen.findByText("The update server could not be reached. What you have keeps working.");
    await user.click(button("Look now"));
    await screen.findByText("This is the newest version.");
  });

  it("is not spoken of where the system brings it", async () => {
    const { host, user } = await openPeople();
    host.desktop.updates({ kind: "off", why: "packaged" });
    await user.click(button("Settings"));
    await user.click(await screen.findByRole("tab", { name: "About" }));
    await screen.findByText("Updates come with the updates of this computer.");
    expect(screen.queryByRole("button", { name: "Look now" })).toBeNull();
  });
});
