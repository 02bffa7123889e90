// Waking this device: asked for by a press and never by itself, undone by another.
import type { CallApi } from "../api-client.ts";
import type { wordsFor } from "../words/words.ts";

const SUBSCRIPTION = "/v1/api/notifications/push/subscription";

type NoticeWords = ReturnType<typeof wordsFor>["notices"];

const keyBytes = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (char) => char.charCodeAt(0));

export async function offerPush(place: HTMLElement, call: CallApi, words: NoticeWords): Promise<void> {
  // Phones that wake only installed pages have no push here: nothing is offered that would not work.
  if (!("serviceWorker" in navigator) || !("PushManager" in window) || !("Notification" in window)) return;
  const button = place.querySelector("button");
  const says = place.querySelector<HTMLElement>("[data-push-says]");
  if (button === null || says === null) return;
  const registered = await navigator.serviceWorker.getRegistration();
  let subscription = (await registered?.pushManager.getSubscription()) ?? null;

  const draw = (): void => {
    const denied = Notification.permission === "denied";
    button.textContent = subscription === null ? words.pushOn : words.pushOff;
    button.hidden = denied;
    says.textContent = denied ? words.pushDenied : subscription === null ? "" : words.pushIsOn;
    place.hidden = false;
  };

  const turnOn = async (): Promise<void> => {
    if ((await Notification.requestPermission()) !== "granted") return;
    const worker = await navigator.serviceWorker.register("/sw.js");
    await navigator.serviceWorker.ready;
    const key = keyBytes(place.dataset.pushKey ?? "");
    const made = await worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
    const { endpoint, keys } = made.toJSON();
    const kept = await call(SUBSCRIPTION, { method: "PUT", body: { endpoint, keys }, read: () => true });
    if (kept.ok) subscription = made;
    else await made.unsubscribe();
  };

  const turnOff = async (): Promise<void> => {
    await call(SUBSCRIPTION, { method: "DELETE", read: () => true });
    await subscription?.unsubscribe();
    subscription = null;
  };

  button.addEventListener("click", async () => {
    button.setAttribute("aria-busy", "true");
    try {
      await (subscription === null ? turnOn() : turnOff());
    } catch {
      says.textContent = words.failed;
    } finally {
      button.removeAttribute("aria-busy");
    }
    draw();
  });
  draw();
}
