// What an organiser's hand does to a stadium of 50,000 seats, a step with each frame: a stroke of the brush across the house,
// half of the seats dragged, steps taken back and done again.
import type { Editor } from "../../web/layout-editor/editor.ts";
import type { Sheet } from "../../web/layout-editor/sheet.ts";

type Bench = { readonly editor: Editor; readonly sheet: Sheet; readonly host: HTMLElement };

const STEPS = 150;
/** A key that is held down repeats about so often. */
const FRAMES_A_KEY = 2;

/** To both sides of the middle and a little up and down, as a hand goes. */
const alongTheHouse = ({ host }: Bench, share: number): { readonly clientX: number; readonly clientY: number } => {
  const { left, top, width, height } = host.getBoundingClientRect();
  const swing = Math.sin(share * Math.PI * 6);
  return { clientX: left + width * (0.1 + 0.8 * share), clientY: top + height * (0.5 + 0.3 * swing) };
};

async function eachFrame(step: (share: number, n: number) => void): Promise<void> {
  for (let n = 0; n < STEPS; n++) {
    await new Promise((done) => requestAnimationFrame(done));
    step(n / STEPS, n);
  }
}

function point(host: HTMLElement, type: string, at: { readonly clientX: number; readonly clientY: number }): void {
  const about = { bubbles: true, cancelable: true, pointerId: 1, pointerType: "mouse", isPrimary: true, button: 0 };
  const held = type === "pointerup" ? 0 : 1;
  (host.querySelector("canvas") ?? host).dispatchEvent(new PointerEvent(type, { ...about, buttons: held, ...at }));
}

async function drag(bench: Bench, at: (share: number) => { clientX: number; clientY: number }): Promise<void> {
  point(bench.host, "pointerdown", at(0));
  await eachFrame((share) => point(bench.host, "pointermove", at(share)));
  point(bench.host, "pointerup", at(1));
}

/** A seat that is chosen, in the middle of the view. */
function chosenInView({ editor, sheet, host }: Bench): { readonly clientX: number; readonly clientY: number } {
  const { left, top, width, height } = host.getBoundingClientRect();
  const { camera } = sheet;
  for (const section of editor.draft.sections) {
    if (section.kind !== "seated") continue;
    for (const { id, x, y } of section.rows.flatMap(({ seats }) => seats)) {
      const at = { x: (x - camera.x) * camera.scale, y: (y - camera.y) * camera.scale };
      const inside = at.x > width * 0.3 && at.x < width * 0.7 && at.y > height * 0.3 && at.y < height * 0.7;
      if (inside && editor.state.chosen.seats.has(id)) return { clientX: left + at.x, clientY: top + at.y };
    }
  }
  throw new Error("nothing chosen is in view");
}

export async function actWith(bench: Bench, name: string): Promise<void> {
  const { editor, sheet } = bench;
  const { chosen } = editor.state;
  sheet.showAll();
  await new Promise((done) => setTimeout(done, 800));
  if (name === "paint") {
    editor.set({ tool: "grade", brush: { grade: "VIP", tag: "wheelchair" } });
    await drag(bench, (share) => alongTheHouse(bench, share));
  } else if (name === "move") {
    editor.set({ tool: "choose" });
    const from = chosenInView(bench);
    await drag(bench, (share) => ({
      clientX: from.clientX + 120 * Math.sin(share * Math.PI * 4),
      clientY: from.clientY + 60 * Math.sin(share * Math.PI * 6),
    }));
  } else {
    const sections = editor.draft.sections.filter((_, index) => index % 2 === 0);
    for (const [index, { id }] of sections.entries()) editor.chooseSection(id, index > 0);
    const half = editor.state.chosen;
    // Moved by one to and fro: each a step of its own, and the sheet keeps its size.
    for (let n = 0; n < 20; n++) editor.do({ kind: "move", by: { x: n % 2 === 0 ? 1 : -1, y: 0 }, ...half });
    await eachFrame((_, n) => {
      if (n % FRAMES_A_KEY !== 0) return;
      if (n % (FRAMES_A_KEY * 10) < FRAMES_A_KEY * 5) editor.undo();
      else editor.redo();
    });
  }
  editor.set({ tool: "choose", chosen });
}
