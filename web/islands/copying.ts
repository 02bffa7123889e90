// Buttons that copy what is written beside them: hidden until there is a script that can.
import { showToast } from "./toasts.ts";

export function offerCopying(): void {
  for (const button of document.querySelectorAll<HTMLElement>("[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", () => void copy(button.dataset));
  }
}

async function copy({ copy: text = "", copied = "", failed = "" }: DOMStringMap): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    showToast({ text: copied });
  } catch {
    showToast({ text: failed });
  }
}
