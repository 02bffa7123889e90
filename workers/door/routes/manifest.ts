// What a door keeps to work alone: the keys, the tickets, what happened to them; names only as marks that find them.
import type { BundleTicket, LedgerTicket } from "../../../domain/door/bundle.ts";
import { sealTickets, ticketKey } from "../../../domain/door/seal.ts";
import { orderOfTicket } from "../../../domain/seat-ledger/ids.ts";
import { manifestAnswer, manifestQuery } from "../../../schema/http/doors.ts";
import { openDoors } from "../../catalogue/db/open-doors.ts";
import { readAnyShow, readShowtimes, type ShowtimeRow } from "../../catalogue/db/shows.ts";
import { database } from "../../kit/db/database.ts";
import type { Ctx } from "../../kit/env.ts";
import { Refusal } from "../../kit/failures.ts";
import { type Route, route } from "../../kit/http/route.ts";
import { publishedKeysOf } from "../../kit/keys.ts";
import { ledgerOf } from "../../kit/objects.ts";
import { holderNames, personNames } from "../db/doors.ts";
import { doorkeeper } from "../doorkeeper.ts";

export const manifestRoutes: readonly Route[] = [
  route(
    {
      method: "GET",
      path: "/v1/api/door/manifest",
      tag: "Doors",
      summary: "What a door keeps to work without a network; 204 where nothing is newer than `since`",
      access: "door",
      query: manifestQuery,
      answers: { 200: manifestAnswer, 204: null },
      refusals: ["invalid", "not_found"],
    },
    async (c, { query }) => {
      const { door, ends_at_ms } = await doorkeeper(c, { ended: "refused" });
      if (door === null) throw new Refusal("token_invalid");
      const db = database(c.env);
      const now_ms = c.get("now_ms");
      const [found, all, zones] = await Promise.all([
        readAnyShow(db, door.show_id),
        readShowtimes(db, door.show_id),
        openDoors(db, door.show_id, now_ms),
      ]);
      const showtimes = all.filter(({ id }) => door.showtimes?.includes(id) ?? true);
      const showtime = wanted(showtimes, query.showtime_id, now_ms);
      if (found === null || showtime === null) throw new Refusal("not_found");
      const since = query.since === undefined ? null : Number(query.since);
      const bundle = await ledgerOf(c.env, showtime.code).doorBundle(since);
      if (bundle === null) return c.body(null, 204);
      const { starts_at_ms, tickets, double_entries, ...rest } = bundle;
      const { languages, title } = found.show;
      const answer = {
        ...rest,
        showtime: {
          id: showtime.id,
          code: showtime.code,
          starts_at_ms,
          title: (c.get("language") === "en" ? languages.en?.title : undefined) ?? title,
        },
        showtimes: showtimes.map(({ id, code, starts_at_ms: at_ms }) => ({ id, code, starts_at_ms: at_ms })),
        door: { id: door.id, name: door.name, sections: door.sections, ends_at_ms },
        zones: zones.map(({ name, sections }) => ({ name, sections })),
        as_of_ms: now_ms,
        now_ms,
        tickets: await sealed(c, showtime, tickets),
        double_entries: double_entries.map(({ ticket_id, ...double }) => ({
          ...double,
          ticket_key: ticketKey(showtime.id, ticket_id),
        })),
        name_salt: showtime.id,
        keys: publishedKeysOf(c.env.SIGNING_KEYS, "ticket"),
      };
      return c.json(answer, 200, { "cache-control": "no-store" });
    },
  ),
];

/** The one asked for, else the one that begins next, else the last. */
function wanted(showtimes: readonly ShowtimeRow[], showtime_id: string | undefined, now_ms: number) {
  if (showtime_id !== undefined) return showtimes.find(({ id }) => id === showtime_id) ?? null;
  const AFTER_START_MS = 6 * 3_600_000;
  return showtimes.find(({ starts_at_ms }) => starts_at_ms + AFTER_START_MS > now_ms) ?? showtimes.at(-1) ?? null;
}

/** The ids stay here: a door has each ticket under a key, with a first name that only the ticket's own code uncovers. */
async function sealed(c: Ctx, { id }: ShowtimeRow, tickets: readonly LedgerTicket[]): Promise<BundleTicket[]> {
  const db = database(c.env);
  const holders = [...new Set(tickets.flatMap(([, , , , holder_id]) => (holder_id === "" ? [] : [holder_id])))];
  const [of_booking, of_holder] = await Promise.all([holderNames(db, id), personNames(db, holders)]);
  const nameOf = (ticket_id: string, holder_id: string): string =>
    (holder_id === "" ? of_booking.get(orderOfTicket(ticket_id)?.order_id ?? "") : of_holder.get(holder_id)) ?? "";
  return sealTickets(tickets, { salt: id, nameOf });
}
