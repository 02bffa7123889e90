// Short messages at the edge of the page, read out politely, gone by themselves or by a tap.
const SHOWN_MS = 6_000;

export type Toast = {
  readonly text: string;
  readonly tone?: "info" | "live";
  readonly stays?: boolean;
  /** What may still be done about it, while it is shown. */
  readonly action?: { readonly label: string; readonly press: () => void };
};

/** Any island may call it, or send a "fairline:toast" event with a Toast as its detail. Returns how to take it away. */
export const showToast = ({ text, tone = "info", stays = false, action }: Toast): (() => void) => {
  const region = document.querySelector<HTMLElement>("[data-toasts]");
  const toast = document.createElement("div");
  toast.className = `toast toast-${tone}`;
  const words = document.createElement("p");
  words.textContent = text;
  const close = document.createElement("button");
  close.type = "button";
  close.className = "toast-close";
  close.textContent = region?.dataset.dismiss ?? "×";
  const remove = (): void => toast.remove();
  close.addEventListener("click", remove);
  toast.append(words);
  if (action !== undefined) {
    const act = document.createElement("button");
    act.type = "button";
    act.className = "toast-close";
    act.textContent = action.label;
    act.addEventListener("click", () => {
      remove();
      action.press();
    });
    toast.append(act);
  }
  toast.append(close);
  region?.append(toast);
  if (!stays) setTimeout(remove, SHOWN_MS);
  return remove;
};

const isToast = (value: unknown): value is Toast =>
  typeof value === "object" && value !== null && "text" in value && typeof value.text === "string";

export const watchConnection = (): void => {
  const words = document.querySelector<HTMLElement>("[data-toasts]")?.dataset ?? {};
  let takeAway: (() => void) | null = null;
  addEventListener("offline", () => {
    // Where the page says it itself, a second word would only cover it.
    if (words.offline === undefined || document.querySelector("[data-tells-connection]") !== null) return;
    takeAway ??= showToast({ text: words.offline, tone: "live", stays: true });
  });
  addEventListener("online", () => {
    if (takeAway === null) return;
    takeAway();
    takeAway = null;
    showToast({ text: words.online ?? "" });
  });
  addEventListener("fairline:toast", (event) => {
    if (event instanceof CustomEvent && isToast(event.detail)) showToast(event.detail);
  });
};
