// Letters about a purchase: who and what is read here, then a row per letter waits in the outbox, written in one batch.
import { sql } from "drizzle-orm";
import type { Notice } from "../../../domain/seat-ledger/outbox.ts";
import { shows, venues } from "../../../schema/tables/catalogue.ts";
import { users } from "../../../schema/tables/people.ts";
import { database } from "../../kit/db/database.ts";
import { hintMail, orderMail } from "./sending.ts";

type Facts = {
  readonly users: ReadonlyMap<string, { readonly email: string | null; readonly language: "ko" | "en" }>;
  readonly shows: ReadonlyMap<string, ShowFacts>;
};
type ShowFacts = {
  readonly title: string;
  readonly title_en: string | undefined;
  readonly venue: string;
  readonly venue_en: string | null;
  readonly time_zone: string;
};

export async function mailBuyers(env: Env, notices: readonly Notice[]): Promise<void> {
  const db = database(env);
  const facts = await factsFor(env, notices);
  const now_ms = Date.now();
  const letters = notices.flatMap((notice) => {
    const order = letterFor(env, notice, facts);
    return order === null ? [] : [orderMail(db, order, now_ms)];
  });
  const [first, ...rest] = letters.map(({ statement }) => statement);
  if (first === undefined) return;
  await db.batch([first, ...rest]);
  await hintMail(
    env,
    letters.map(({ id }) => id),
  );
}

async function factsFor(env: Env, notices: readonly Notice[]): Promise<Facts> {
  const db = database(env);
  const inList = (ids: readonly string[]) => sql`(SELECT value FROM json_each(${JSON.stringify([...new Set(ids)])}))`;
  const [people, programme] = await db.batch([
    db
      .select({ id: users.id, email: users.email, language: users.language })
      .from(users)
      .where(sql`${users.id} IN ${inList(notices.map(({ order }) => order.fan_id))}`),
    db
      .select({
        id: shows.id,
        title: shows.title,
        languages: shows.languages,
        venue: venues.name,
        venue_en: venues.name_en,
        time_zone: venues.time_zone,
      })
      .from(shows)
      .innerJoin(venues, sql`${venues.id} = ${shows.venue_id}`)
      .where(sql`${shows.id} IN ${inList(notices.map(({ order }) => order.show_id))}`),
  ]);
  return {
    users: new Map(people.map(({ id, ...user }) => [id, user])),
    shows: new Map(programme.map(({ id, languages, ...show }) => [id, { ...show, title_en: languages.en?.title }])),
  };
}

/** Null where there is nobody to write to: an account without an address, or one that is gone. */
function letterFor(env: Env, { cause, dedupe_key, order, refund, reason, request_id }: Notice, facts: Facts) {
  const user = facts.users.get(order.fan_id);
  const show = facts.shows.get(order.show_id);
  if (user?.email == null || show === undefined) return null;
  const english = user.language === "en";
  const template = cause === "payment_done" ? ("booking_confirmed" as const) : ("booking_refunded" as const);
  return {
    dedupe_key,
    to_email: user.email,
    template,
    language: user.language,
    request_id,
    params: {
      cause,
      number: order.number,
      booking_id: order.id,
      origin: env.PUBLIC_ORIGIN,
      title: english ? (show.title_en ?? show.title) : show.title,
      venue: english ? (show.venue_en ?? show.venue) : show.venue,
      time_zone: show.time_zone,
      starts_at_ms: order.starts_at_ms,
      seats: order.lines.map(({ section, row, label }) => ({ section, row, label })),
      amount_krw: refund?.amount_krw ?? order.total_krw,
      fee_krw: refund?.fee_krw ?? 0,
      ...(reason === undefined ? {} : { reason }),
    },
  };
}
