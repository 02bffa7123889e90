// On which lists for returned seats a fan stands: remembered with the fan when they join, asked of each list when shown.
import { publicShow } from "../catalogue/kept-shows.ts";
import { placeOfShowtime } from "../catalogue/known-showtimes.ts";
import { summaryOf } from "../catalogue/show-views.ts";
import type { Ctx, Identity } from "../kit/env.ts";
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
