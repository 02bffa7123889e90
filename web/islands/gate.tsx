// The island of a door: puts the desk on this browser's ground, tells answers by sound and touch too, and keeps the page
// for when there is no network.
import { render } from "preact";
import { type Tone, toneOf } from "../door/answer.tsx";
import { ANSWER_STAYS_MS, GateApp } from "../door/app.tsx";
import { READER_PARTS } from "../door/camera.ts";
import { Desk } from "../door/desk.ts";
import type { DoorFacts, KeepPage } from "../door/facts.ts";
import { deviceShelf } from "../door/shelf.ts";

const place = document.querySelector<HTMLElement>("[data-gate]");
if (place !== null) begin(place, JSON.parse(place.dataset.gate ?? "") as DoorFacts);

function begin(root: HTMLElement, facts: DoorFacts): void {
  let told: Desk["verdict"] = null;
  const draw = (): void => {
    const { verdict } = desk;
    render(<GateApp desk={desk} facts={facts} now_ms={Date.now()} />, root);
    if (verdict === null || verdict === told) return;
    told = verdict;
    // After the answer stands there: starting a sound holds a slow phone up.
    requestAnimationFrame(() => setTimeout(() => feel(toneOf(verdict))));
    setTimeout(draw, ANSWER_STAYS_MS);
  };
  const desk: Desk = new Desk({
    pass: facts.pass,
    door: facts.door,
    fetch: (path, init) => fetch(path, { ...init, credentials: "omit" }),
    now: Date.now,
    nonce: () => crypto.randomUUID(),
    wait: (ms) => new Promise((done) => setTimeout(done, ms)),
    shelf: deviceShelf,
    changed: draw,
  });
  root.replaceChildren();
  draw();
  void desk.begin();
  setInterval(() => void desk.turn(), desk.every_ms);
  addEventListener("online", () => void desk.turn());
  void navigator.storage?.persist?.();
  void stayAwake();
  document.addEventListener("visibilitychange", () => void stayAwake());
  addEventListener("load", () => void keepPage().catch(() => {}));
}

async function stayAwake(): Promise<void> {
  if (document.visibilityState !== "visible" || !("wakeLock" in navigator)) return;
  await navigator.wakeLock.request("screen").catch(() => undefined);
}

async function keepPage(): Promise<void> {
  if (!("serviceWorker" in navigator)) return;
  await navigator.serviceWorker.register("/door/sw.js", { scope: "/door/" });
  const { active } = await navigator.serviceWorker.ready;
  const parts = performance
    .getEntriesByType("resource")
    .map(({ name }) => name)
    .filter((name) => name.startsWith(`${location.origin}/assets/`));
  const wish: KeepPage = { keep: [location.href, ...parts, ...READER_PARTS] };
  active?.postMessage(wish);
}

const TOUCHES: Readonly<Record<Tone, number[]>> = { go: [60], look: [60, 80, 60], stop: [300] };
const PITCHES: Readonly<Record<Tone, readonly number[]>> = { go: [880, 1_320], look: [660, 660], stop: [220, 180] };
let sound: AudioContext | null = null;

function feel(tone: Tone): void {
  navigator.vibrate?.(TOUCHES[tone]);
  if (navigator.userActivation?.hasBeenActive === false) return;
  sound ??= new AudioContext();
  for (const [i, pitch] of PITCHES[tone].entries()) {
    const voice = sound.createOscillator();
    voice.frequency.value = pitch;
    voice.connect(sound.destination);
    voice.start(sound.currentTime + i * 0.12);
    voice.stop(sound.currentTime + i * 0.12 + 0.1);
  }
}
