// Whether the person sees what appears in the window.

/** The window has the focus, and no dialog keeps everything else out of reach. */
export function attentive(): boolean {
  return document.hasFocus() && document.querySelector("dialog[open]") === null;
}
