// Pages for a crowd: what is the same for all who look in the same way is drawn once a moment, and only what is a fan's
// own is drawn for each.
import { h, type JSX, type VNode } from "preact";
import { renderToString } from "preact-render-to-string";
import type { Ctx } from "../env.ts";
import { html } from "./answer.tsx";
import { Drawings, momentOf } from "./drawings.ts";
import { frameOf } from "./frame.ts";
import { Layout, type PageAbout } from "./layout.tsx";
import { renderPage } from "./render.tsx";
import type { PageFrame } from "./view-models.ts";

/** All of a frame that a reader can see; what is not in it must not be drawn into a kept page. */
const lookOf = ({
  path,
  origin,
  language,
  theme,
  user,
  fan_time_zone,
  banner,
  assets,
  practice,
}: PageFrame): readonly unknown[] => [
  origin,
  path,
  language,
  theme,
  user?.role ?? null,
  fan_time_zone,
  banner,
  assets.scripts,
  practice,
];

const pages = new Drawings<string>();

/** A page that holds nothing of its reader. `draw` reads what the page shows; its refusals are not kept. */
export async function keptPage(
  c: Ctx,
  draw: (frame: PageFrame) => Promise<VNode>,
  islands: readonly string[] = [],
): Promise<Response> {
  const at_ms = momentOf(c.get("now_ms"));
  const frame = { ...frameOf(c, ...islands), now_ms: at_ms };
  const key = JSON.stringify(lookOf(frame));
  const kept = pages.get(key, at_ms);
  if (kept !== undefined) return html(c, kept);
  const drawn = renderPage(await draw(frame));
  pages.keep(key, at_ms, drawn);
  return html(c, drawn);
}

type Surroundings = readonly [before: string, after: string];

const surroundings = new Drawings<Surroundings>();
/** Stands where a reader's own part goes: no text of a page can hold it, for there it would be written as `&lt;`. */
const OWN_PART = "<own-part></own-part>";

/** A page with a part of its reader's own, in surroundings that are the same for all. */
export function pageAround(c: Ctx, frame: PageFrame, about: PageAbout, own: JSX.Element): Response {
  const at_ms = momentOf(frame.now_ms);
  const key = JSON.stringify([lookOf(frame), about]);
  let around = surroundings.get(key, at_ms);
  if (around === undefined) {
    around = surroundingsOf({ ...frame, now_ms: at_ms }, about);
    surroundings.keep(key, at_ms, around);
  }
  return html(c, around[0] + renderToString(own) + around[1]);
}

/** After a change made through this isolate: who made it sees it at once. */
export function forgetPages(): void {
  pages.forget();
}

function surroundingsOf(frame: PageFrame, about: PageAbout): Surroundings {
  const drawn = renderPage(
    <Layout {...about} frame={frame}>
      {h("own-part", null)}
    </Layout>,
  );
  const [before, after] = drawn.split(OWN_PART);
  if (before === undefined || after === undefined) throw new Error("a page without its reader's part");
  return [before, after];
}
