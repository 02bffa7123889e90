// Coming shows' own halls that anyone may practise in: the list, one of them as a crowd is sent to it, and its drawing.
import { mayBePractised, type OwnHall } from "../../domain/crowd/order.ts";
import type { Layout } from "../../schema/layout.ts";
import { type FoundShow, practisedShows } from "../catalogue/db/shows.ts";
import { openHall } from "../catalogue/practice-shows.ts";
import { database } from "../kit/db/database.ts";
import { Refusal } from "../kit/failures.ts";
import { Kept } from "../kit/kept.ts";
import { layoutOf, pricesOf } from "../sale/publish.ts";

const LISTED = 6;

/** A hall from above: where its sections lie, as one path each. */
export type Sketch = { readonly view_box: string; readonly sections: readonly string[]; readonly stage: string };
export type ListedHall = {
  readonly show_id: string;
  readonly title: { readonly ko: string; readonly en: string };
  readonly venue: { readonly ko: string; readonly en: string };
  readonly sketch: Sketch;
};

const sketches = new Kept<Sketch>("hall_sketch", { fresh_ms: Number.POSITIVE_INFINITY, entries_max: 60 });

export async function listedHalls(env: Env, now_ms: number): Promise<ListedHall[]> {
  const found = await practisedShows(database(env), now_ms, LISTED);
  return Promise.all(
    found.map(async ({ show, venue }) => ({
      show_id: show.id,
      title: { ko: show.title, en: show.languages.en?.title ?? show.title },
      venue: { ko: venue.name, en: venue.name_en ?? venue.name },
      sketch: await sketches.get(
        show.layout_version,
        async () => sketchOf(await layoutOf(database(env), show.layout_version)),
        now_ms,
      ),
    })),
  );
}

/** Of a show whose organiser lets people practise there, until it opens. */
export async function openOwnHall(env: Env, show_id: string, now_ms: number): Promise<FoundShow> {
  const found = await openHall(env, show_id);
  if (found === null || found.show.opens_at_ms <= now_ms) throw new Refusal("practice_hall_closed");
  return found;
}

/** Its plan alone: what is held, sold or blocked at the real sale stays there. */
export async function ownHall(env: Env, found: FoundShow): Promise<OwnHall> {
  const { show } = found;
  const layout = await layoutOf(database(env), show.layout_version);
  if (!mayBePractised(layout)) throw new Refusal("practice_hall_closed");
  return {
    show_id: show.id,
    title: { ko: show.title, en: show.languages.en?.title ?? show.title },
    layout,
    prices_krw: pricesOf(found),
    seats_per_fan: show.limits.seats_per_fan,
  };
}

export function sketchOf({ sections, stage }: Pick<Layout, "sections" | "stage">): Sketch {
  const outlines = sections.map(({ outline }) => outline);
  const points = [...outlines.flat(), ...stage.outline];
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  const [left, top] = [xs.reduce((a, b) => Math.min(a, b), 0), ys.reduce((a, b) => Math.min(a, b), 0)];
  const width = xs.reduce((a, b) => Math.max(a, b), 0) - left;
  const height = ys.reduce((a, b) => Math.max(a, b), 0) - top;
  return {
    view_box: `${left} ${top} ${Math.max(1, width)} ${Math.max(1, height)}`,
    sections: outlines.map(pathOf),
    stage: pathOf(stage.outline),
  };
}

const pathOf = (outline: readonly { readonly x: number; readonly y: number }[]): string =>
  `M${outline.map(({ x, y }) => `${x} ${y}`).join("L")}Z`;
