import { describe, expect, it } from "vitest";
import { systemKeyNames, systemKeys } from "./system";

const held = { ctrlKey: false, altKey: false, shiftKey: false, metaKey: false, isComposing: false };

describe("Keys of the system", () => {
  it.each([
    ["Ctrl+Alt+P", { ...held, ctrlKey: true, altKey: true, key: "p", code: "KeyP" }],
    ["Ctrl+A", { ...held, ctrlKey: true, key: "a", code: "KeyQ" }],
    ["Alt+1", { ...held, altKey: true, key: "&", code: "Digit1" }],
    ["Super+Space", { ...held, metaKey: true, key: " ", code: "Space" }],
    ["Shift+F9", { ...held, shiftKey: true, key: "F9", code: "F9" }],
    ["F9", { ...held, key: "F9", code: "F9" }],
    ["Ctrl+Shift+ArrowUp", { ...held, ctrlKey: true, shiftKey: true, key: "ArrowUp", code: "ArrowUp" }],
  ])("%s is kept as it is written", (kept, press) => {
    expect(systemKeys(press)).toBe(kept);
  });

  it.each([
    ["a letter alone", { ...held, key: "p", code: "KeyP" }],
    ["a capital letter", { ...held, shiftKey: true, key: "P", code: "KeyP" }],
    ["what is held alone", { ...held, ctrlKey: true, key: "Control", code: "ControlLeft" }],
    ["Escape", { ...held, ctrlKey: true, key: "Escape", code: "Escape" }],
  ])("%s is not enough", (_, press) => {
    expect(systemKeys(press)).toBeNull();
  });

  it("are called as on the keyboard", () => {
    expect(systemKeyNames("Ctrl+Super+Space")).toEqual(["Ctrl", "Super", "Space"]);
  });
});
