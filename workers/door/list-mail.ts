// The list of a showtime as a letter to its organiser: the evening before by itself, or when they ask. The letter is ordered
// as any other; the file is made as the letter goes out, so that it is of that moment and no row carries it.
import { and, eq, gt, inArray, lt, sql } from "drizzle-orm";
import * as z from "zod/mini";
import { eveningBefore } from "../../domain/door/evening.ts";
import type { Language } from "../../schema/http/words.ts";
import { shows, showtimes, venues } from "../../schema/tables/catalogue.ts";
import { users } from "../../schema/tables/people.ts";
import { bookings } from "../../schema/tables/sales.ts";
import { wallClock } from "../../web/words/zones.ts";
import { database } from "../kit/db/database.ts";
import type { Attachment } from "../messages/mail/letter.ts";
import { hintMail, orderMail } from "../messages/mail/sending.ts";
import { signedDoorList } from "./list.ts";

export const DOOR_LIST = "door_list";
const LOOKED_AHEAD_MS = 2 * 86_400_000;

type Showtime = {
  readonly id: string;
  readonly code: string;
  readonly starts_at_ms: number;
  readonly title: string;
  readonly time_zone: string;
  readonly language: Language;
  readonly email: string | null;
};
const showtimeFacts = {
  id: showtimes.id,
  code: showtimes.code,
  starts_at_ms: showtimes.starts_at_ms,
  title: shows.title,
  time_zone: venues.time_zone,
  language: users.language,
  email: users.email,
};

/** Each showtime once, from eight in the evening before on; one that nobody bought for has no list. */
export async function mailDoorLists(env: Env, now_ms: number): Promise<void> {
  const sold = sql`EXISTS (SELECT 1 FROM ${bookings} WHERE ${bookings.showtime_id} = ${showtimes.id} AND ${bookings.status} = 'CONFIRMED')`;
  const found: Showtime[] = await database(env)
    .select(showtimeFacts)
    .from(showtimes)
    .innerJoin(shows, eq(shows.id, showtimes.show_id))
    .innerJoin(venues, eq(venues.id, shows.venue_id))
    .innerJoin(users, eq(users.id, shows.owner_id))
    .where(
      and(
        gt(showtimes.starts_at_ms, now_ms),
        lt(showtimes.starts_at_ms, now_ms + LOOKED_AHEAD_MS),
        eq(shows.status, "PUBLISHED"),
        sold,
      ),
    );
  const due = found.filter(({ starts_at_ms, time_zone }) => {
    const { hour, minute } = wallClock(starts_at_ms, time_zone);
    return eveningBefore(starts_at_ms, { hour, minute }) <= now_ms;
  });
  for (const one of due) await order(env, one, { dedupe_key: `${DOOR_LIST}:${one.id}:${one.starts_at_ms}`, now_ms });
}

/** Asked for by hand: another letter each minute at most. */
export async function mailDoorList(env: Env, showtime_id: string, now_ms: number): Promise<void> {
  const [one] = await database(env)
    .select(showtimeFacts)
    .from(showtimes)
    .innerJoin(shows, eq(shows.id, showtimes.show_id))
    .innerJoin(venues, eq(venues.id, shows.venue_id))
    .innerJoin(users, eq(users.id, shows.owner_id))
    .where(inArray(showtimes.id, [showtime_id]));
  const MINUTE_MS = 60_000;
  const dedupe_key = `${DOOR_LIST}:${showtime_id}:asked:${Math.floor(now_ms / MINUTE_MS)}`;
  if (one !== undefined) await order(env, one, { dedupe_key, now_ms });
}

async function order(
  env: Env,
  { id, code, title, starts_at_ms, time_zone, language, email }: Showtime,
  { dedupe_key, now_ms }: { readonly dedupe_key: string; readonly now_ms: number },
): Promise<void> {
  if (email === null) return;
  const params = { showtime_id: id, code, title, starts_at_ms, time_zone, origin: env.PUBLIC_ORIGIN };
  const letter = orderMail(
    database(env),
    { dedupe_key, to_email: email, template: DOOR_LIST, language, params },
    now_ms,
  );
  const [made] = await letter.statement.returning({ id: sql<string>`id` });
  if (made !== undefined) await hintMail(env, [letter.id]);
}

const named = z.object({ showtime_id: z.string(), code: z.string() });

/** What goes with a letter of this name. */
export async function doorListAttachments(
  env: Env,
  letter: { readonly template: string; readonly params: unknown },
): Promise<Attachment[]> {
  if (letter.template !== DOOR_LIST) return [];
  const { showtime_id, code } = named.parse(letter.params);
  const content = await signedDoorList(env, code);
  return [{ filename: `door-${showtime_id}.csv`, type: "text/csv", disposition: "attachment", content }];
}
