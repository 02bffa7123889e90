// On which lists for returned seats a fan stands: remembered with the fan when they join, asked of each list when shown.
import type { ListPageView } from "../../domain/returns/page-view.ts";
import type { ShowtimeRow } from "../catalogue/db/shows.ts";
import { type KeptShow, publicShow } from "../catalogue/kept-shows.ts";
import { placeOfShowtime } from "../catalogue/known-showtimes.ts";
import { summaryOf } from "../catalogue/show-views.ts";
import type { Ctx, Identity } from "../kit/env.ts";
import { Kept } from "../kit/kept.ts";
import { fanOf, ledgerOf } from "../kit/objects.ts";
import type { ListRowView } from "./pages/views.ts";

/** A practice's person has no list. */
export async function keepList(c: Ctx, identity: Identity, showtime_id: string): Promise<void> {
  if (c.get("practice") === null) await fanOf(c.env, identity.user_id).keepList(showtime_id);
}

/** Those where the fan waits or has an offer; a list that does not answer hides no booking. */
export async function ownLists(c: Ctx, user_id: string): Promise<readonly ListRowView[]> {
  const ids = await fanOf(c.env, user_id).lists();
  const read = await Promise.allSettled(ids.map((id) => ownList(c, user_id, id)));
  return read.flatMap((one) => (one.status === "fulfilled" && one.value !== null ? [one.value] : []));
}

async function ownList(c: Ctx, user_id: string, showtime_id: string): Promise<ListRowView | null> {
  const place = await placeOfShowtime(c.env, showtime_id);
  const kept = place === null ? null : await publicShow(c.env, place.show_id, c.get("now_ms"));
  const starts_at_ms = kept?.showtimes.find(({ id }) => id === showtime_id)?.starts_at_ms;
  if (place === null || kept === null || starts_at_ms === undefined) return null;
  const list = await ledgerOf(c.env, place.code).listPage(user_id);
  if (!list.ok || (list.value.state !== "WAITING" && list.value.state !== "OFFERED")) return null;
  const show = summaryOf(kept.found, c.get("language"), c.get("now_ms"));
  return { showtime_id, starts_at_ms, show, list: list.value };
}

type RoundList = ReturnType<typeof ownListAnswer> &
  Pick<ShowtimeRow, "starts_at_ms"> & { readonly showtime_id: string };

/** A long run asks no more ledgers than this at once. */
export const ROUNDS_MAX = 12;

export const ownListAnswer = ({ state, ahead, offer, waiting, offers_made }: ListPageView) => ({
  state,
  ahead,
  offer,
  waiting,
  offers_made,
});

/** What a list tells somebody who is not on it. After a sell-out a whole line looks at the same moment. */
const figures = new Kept<ListPageView | null>("list", { fresh_ms: 2_000, entries_max: 500 });

/** A ledger is asked for a fan's place only where they asked to stand; a list that does not answer hides no other. */
export async function listsOfShow(c: Ctx, { showtimes }: Pick<KeptShow, "showtimes">): Promise<RoundList[]> {
  const now_ms = c.get("now_ms");
  const ahead = showtimes
    .filter(({ starts_at_ms }) => starts_at_ms > now_ms)
    .toSorted((a, b) => a.starts_at_ms - b.starts_at_ms)
    .slice(0, ROUNDS_MAX);
  const mine = await ownShowtimes(c);
  const read = await Promise.allSettled(
    ahead.map(async ({ id, code, starts_at_ms }): Promise<RoundList[]> => {
      const fan_id = mine === "any" || mine.ids.has(id) ? (c.get("identity")?.user_id ?? "") : "";
      const ask = async (): Promise<ListPageView | null> => {
        const list = await ledgerOf(c.env, code).listPage(fan_id);
        return list.ok ? list.value : null;
      };
      const list = fan_id === "" ? await figures.get(id, ask, now_ms) : await ask();
      if (list === null || !isOpenTo(list)) return [];
      return [{ showtime_id: id, starts_at_ms, ...ownListAnswer(list) }];
    }),
  );
  return read.flatMap((one) => (one.status === "fulfilled" ? one.value : []));
}

/** A round with seats on sale has a line, not a list; whoever has a place in the list sees it in any case. */
export const isOpenTo = ({ state, seats_on_sale, over }: ListPageView): boolean =>
  state !== "NONE" || (seats_on_sale === 0 && !over);

async function ownShowtimes(c: Ctx): Promise<"any" | { readonly ids: ReadonlySet<string> }> {
  const identity = c.get("identity");
  if (identity === null) return { ids: new Set() };
  // The person of a practice has one list at most, and nobody keeps it for them.
  if (c.get("practice") !== null) return "any";
  return { ids: new Set(await fanOf(c.env, identity.user_id).lists()) };
}
