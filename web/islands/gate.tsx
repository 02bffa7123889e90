// The island of a door: puts the desk on this browser's ground, draws an answer before everything else, and keeps the page
// for when there is no network.
import { render } from "preact";
import { toneOf } from "../door/answer.tsx";
import { ANSWER_STAYS_MS, GateApp } from "../door/app.tsx";
import { Desk } from "../door/desk.ts";
import type { DoorFacts, KeepPage } from "../door/facts.ts";
import { allowSound, feel } from "../door/feel.ts";
import { otherPages } from "../door/other-pages.ts";
import { READER_PARTS, reader } from "../door/reader.ts";
import { deviceShelf } from "../door/shelf.ts";

const READER_AFTER_MS = 3_000;

const place = document.querySelector<HTMLElement>("[data-gate]");
if (place !== null) begin(place, JSON.parse(place.dataset.gate ?? "") as DoorFacts);

function begin(root: HTMLElement, facts: DoorFacts): void {
  let lists = 0;
  let planned = false;
  const draw = (): void => render(<GateApp desk={desk} facts={facts} lists={lists} now_ms={Date.now()} />, root);
  const drawAll = (): void => {
    planned = false;
    lists++;
    draw();
  };
  const drawSoon = (): void => {
    if (planned) return;
    planned = true;
    afterPaint(drawAll);
  };
  const say = (): void => {
    draw();
    const { verdict } = desk;
    // Starting a sound and drawing a list hold a slow phone up: after the answer stands there.
    if (verdict !== null) afterPaint(() => feel(toneOf(verdict)));
    drawSoon();
    setTimeout(draw, ANSWER_STAYS_MS);
  };
  const desk: Desk = new Desk({
    pass: facts.pass,
    door: facts.door,
    ended: facts.ended,
    others: otherPages(facts.pass),
    fetch: (path, init) => fetch(path, { ...init, credentials: "omit" }),
    now: Date.now,
    nonce: () => crypto.randomUUID(),
    wait: pause,
    shelf: deviceShelf,
    said: say,
    changed: drawSoon,
  });
  root.replaceChildren();
  draw();
  setInterval(() => void desk.turn(), desk.every_ms);
  addEventListener("online", () => void desk.turn());
  if (facts.ended) {
    void desk.begin();
    return;
  }
  // Who turns the camera on finds the reader there; the list of tickets comes first, where it comes.
  void Promise.race([desk.begin(), pause(READER_AFTER_MS)]).finally(() => void reader());
  addEventListener("pointerdown", allowSound);
  void navigator.storage?.persist?.();
  void stayAwake();
  document.addEventListener("visibilitychange", () => void stayAwake());
  addEventListener("load", () => void keepPage().catch(() => {}));
}

function pause(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}

/** A page that nobody looks at paints nothing, and is drawn all the same. */
function afterPaint(work: () => void): void {
  if (document.visibilityState === "visible") requestAnimationFrame(() => setTimeout(work));
  else setTimeout(work);
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
  const wish: KeepPage = { page: location.href, parts, reader: READER_PARTS };
  active?.postMessage(wish);
}
