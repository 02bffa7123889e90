// The island of a practice's page: the server's clock, what the connection costs, the countdown; and after the end the link
// and the picture.
import { clockWithTenths, leftFace, middleOf } from "../practice/clock.ts";
import { cardPicture } from "../practice/picture.ts";
import { serverNowMs } from "./server-clock.ts";

const TICK_MS = 100;
const PINGS = 7;
const PING_EACH_MS = 600;

const countdown = document.querySelector<HTMLElement>("[data-practice-opens]");
if (countdown !== null) {
  const opens_at_ms = Number(countdown.dataset.practiceOpens);
  const left = countdown.querySelector<HTMLElement>("[data-practice-left]");
  const clock = countdown.querySelector<HTMLElement>("[data-practice-clock]");
  const tick = (): void => {
    const now_ms = serverNowMs();
    if (left !== null) left.textContent = leftFace(opens_at_ms - now_ms);
    if (clock !== null) clock.textContent = clockWithTenths(now_ms);
    setTimeout(tick, TICK_MS - (now_ms % TICK_MS));
  };
  tick();
  void measure(countdown.querySelector<HTMLElement>("[data-practice-network]"));
}

/** There and back to the service, several times; the first opens the connection and does not count. */
async function measure(target: HTMLElement | null): Promise<void> {
  if (target === null) return;
  const taken_ms: number[] = [];
  for (let ping = 0; ping <= PINGS; ping++) {
    const began_ms = performance.now();
    try {
      await fetch("/healthz", { cache: "no-store" });
      if (ping > 0) taken_ms.push(performance.now() - began_ms);
    } catch {
      // Cut off: the next one shows whether it lasts.
    }
    const middle = middleOf(taken_ms);
    if (middle !== null) target.textContent = `${middle}${target.dataset.unit ?? "ms"}`;
    await new Promise((resolve) => setTimeout(resolve, PING_EACH_MS));
  }
}

const share = document.querySelector<HTMLElement>("[data-practice-share]");
const card = document.querySelector<HTMLElement>(".practice-card");
if (share !== null && card !== null) {
  const url = share.dataset.practiceShare ?? location.href;
  const said = share.querySelector<HTMLElement>("[data-share-said]");
  offer(share.querySelector("[data-share]"), () => send(url, said));
  offer(share.querySelector("[data-picture]"), () => save(card));
}

function offer(button: HTMLButtonElement | null, act: () => Promise<void>): void {
  if (button === null) return;
  button.hidden = false;
  button.addEventListener("click", () => void act());
}

async function send(url: string, said: HTMLElement | null): Promise<void> {
  try {
    if (typeof navigator.share === "function") return await navigator.share({ url, title: document.title });
    await navigator.clipboard.writeText(url);
    if (said !== null) said.textContent = said.dataset.copied ?? "";
  } catch (error) {
    // Closed by its own hand: nothing to say.
    if (error instanceof DOMException && error.name === "AbortError") return;
    if (said !== null) said.textContent = said.dataset.failed ?? "";
  }
}

async function save(from: HTMLElement): Promise<void> {
  const picture = await cardPicture(from);
  if (picture === null) return;
  const link = document.createElement("a");
  link.href = URL.createObjectURL(picture);
  link.download = "fairline-practice.png";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
