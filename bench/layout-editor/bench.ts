// How smooth the layout editor is with 50,000 seats: the seat map's own walk over the editor's canvas, half of the seats
// chosen, and what a step costs there until the next frame.
import { measureFrames } from "../seat-map/run.ts";
import { EDITOR_ACTS } from "./editor-acts.ts";

const METHOD =
  "50,000 seats, 25,000 of them chosen; a scripted walk of 5 s through all nearnesses of the editor in headless " +
  "Chromium without a graphics processor, as for the seat map; first_drawn: from the editor's start to its first plan; empty_page: " +
  "the same five seconds on a page that draws nothing, first of the run; paint: a stroke of the brush across the house; move: the " +
  "chosen half dragged; undo: moves of every second section taken back and done again with every second frame";

export async function run(): Promise<{ readonly figures: Record<string, number>; readonly method: string }> {
  const body = '<main class="editor-page editor-main"><div class="editor-island" data-editor-bench></div></main>';
  return {
    figures: await measureFrames({ entry: "bench/layout-editor/page.tsx", body, screens: ["desk"], acts: EDITOR_ACTS }),
    method: METHOD,
  };
}
