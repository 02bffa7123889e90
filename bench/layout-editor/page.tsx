// The measured page: the editor as organisers get it, with a stadium on its sheet and half of it chosen.
import { render } from "preact";
import { openDraft } from "../../domain/layout-editing/draft.ts";
import { eachSeat } from "../../domain/layout-editing/finding.ts";
import type { Layout } from "../../schema/layout.ts";
import type { CallApi } from "../../web/api-client.ts";
import { Editor } from "../../web/layout-editor/editor.ts";
import type { Sheet } from "../../web/layout-editor/sheet.ts";
import { EditorApp } from "../../web/layout-editor/ui/app.tsx";
import { cameraAt, walkWith } from "../seat-map/walk.ts";
import "./editor-acts.ts";
import { actWith } from "./acts.ts";

const root = document.querySelector<HTMLElement>("[data-editor-bench]");
if (root === null) throw new Error("there is no editor on this page");
const layout = (await (await fetch("/layout.json")).json()) as Layout;
const editor = new Editor(openDraft(layout));
const half = [...eachSeat(editor.draft)].flatMap(({ seat }, index) => (index % 2 === 0 ? [seat.id] : []));
editor.set({ chosen: { seats: new Set(half), zones: new Set() } });
const refuse: CallApi = () => Promise.reject(new Error("nothing is asked of a service here"));
const settings = { venue_id: "bench", venue_name: "Bench", language: "en" as const, back_url: "/" };

const opened_ms = performance.now();
const drawn = new Promise<{ readonly sheet: Sheet; readonly first_drawn_ms: number }>((done) => {
  const onSheet = (sheet: Sheet | null): void => {
    if (sheet !== null) done({ sheet, first_drawn_ms: performance.now() - opened_ms });
  };
  render(<EditorApp settings={settings} call={refuse} editor={editor} published={layout} onSheet={onSheet} />, root);
});
const { sheet, first_drawn_ms } = await drawn;

function hostOf(): HTMLElement {
  const host = document.querySelector<HTMLElement>(".map-host");
  if (host === null) throw new Error("there is no sheet on this page");
  return host;
}
const { bounds } = sheet;

globalThis.actOnMap = (name) => actWith({ editor, sheet, host: hostOf() }, name);
globalThis.walkMap = () =>
  walkWith(
    sheet,
    (share, start) => cameraAt(share, start, { bounds, host: document.querySelector(".map-host") }),
    first_drawn_ms,
  );
