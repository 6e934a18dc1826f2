// Whether the person sees what appears in the window. In an effect or a derived value it follows what changes.
import { on } from "svelte/events";
import { createSubscriber, SvelteSet } from "svelte/reactivity";

const follow = createSubscriber((changed) => {
  const ends = [on(window, "focus", changed), on(window, "blur", changed)];
  return () => ends.forEach((end) => end());
});

/** The dialogs that are open: they keep everything else out of reach. */
export const dialogs = new SvelteSet<HTMLElement>();

/** The window has the focus, and no dialog is open. */
export function attentive(): boolean {
  follow();
  return document.hasFocus() && dialogs.size === 0;
}
