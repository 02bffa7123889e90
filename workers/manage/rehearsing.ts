// Rehearsing an own show, for the API and for the console alike: what is played is the show as it stands at that moment.
import { PRACTICE_ID_BYTES, practiceId } from "../../domain/crowd/names.ts";
import { roundsThatFit } from "../../domain/forecast/rounds.ts";
import type { AuditEntry } from "../../schema/audit-acts.ts";
import type { PlayedShow, RehearsalInput } from "../../schema/http/rehearsals.ts";
import { LIMITS } from "../../schema/limits.ts";
import { type FoundShow, readShowtimes } from "../catalogue/db/shows.ts";
import { readPlaces } from "../catalogue/db/venues.ts";
import { auditEntry } from "../kit/db/audit.ts";
import { database } from "../kit/db/database.ts";
import type { Ctx, Identity } from "../kit/env.ts";
import { Refusal } from "../kit/failures.ts";
import { newId } from "../kit/http/hash.ts";
import { rehearsalsOf } from "../kit/objects.ts";
import { limitsOf, pricesOf } from "../sale/publish.ts";
import { setupOf } from "../sale/setup.ts";
import { openCopy } from "./rehearsed-copy.ts";
import { ownShow } from "./routes/shows.ts";

/** A show without rounds is played as one round of its plan. */
export async function playedShowOf(env: Env, found: FoundShow): Promise<PlayedShow> {
  const db = database(env);
  const { show } = found;
  const showtimes = await readShowtimes(db, show.id);
  const rounds = showtimes.map(({ seats_total }) => seats_total);
  if (rounds.length === 0) rounds.push((await readPlaces(db, show.layout_version)) ?? {});
  const fit = roundsThatFit(rounds, LIMITS.forecast_seats);
  if (fit === null) throw new Refusal("hall_too_large");
  const { waiting_per_seat_max, ...settings } = setupOf(env, show).settings;
  return {
    seats: { ...fit.seats },
    prices_krw: pricesOf(found),
    settings: { ...settings, waiting_per_seat_max },
    limits: limitsOf(show),
    relays: show.room.relays ?? 0,
    rounds: { played: fit.played, of: showtimes.length },
    admission: show.room.admission ?? "fifo",
  };
}

export async function startRehearsal(
  c: Ctx,
  identity: Identity,
  { show_id, input }: { readonly show_id: string; readonly input: RehearsalInput },
): Promise<string> {
  const db = database(c.env);
  const found = await ownShow(db, show_id, identity);
  const { kind, seed = newSeed(), ...crowd } = input;
  const asked = { ...crowd, seed };
  const plays = kind === "live" ? await copiedShowOf(c.env, found) : await playedShowOf(c.env, found);
  const copy = kind === "live" ? practiceId(crypto.getRandomValues(new Uint8Array(PRACTICE_ID_BYTES))) : null;
  const wish = { id: newId("reh"), kind, asked, plays, copy };
  const lineOf = (action: "rehearsal.start" | "rehearsal.delete", details: Record<string, unknown>) =>
    auditEntry(c, identity, { action, subject_kind: "show", subject_id: found.show.id, details });
  const started = await rehearsalsOf(c.env, found.show.id).start(
    wish,
    lineOf("rehearsal.start", { id: wish.id, kind, ...asked }),
  );
  if (!started.ok) throw new Refusal(started.failure.code, started.failure.extra);
  if (copy !== null) {
    const unopened = lineOf("rehearsal.delete", { id: wish.id, unopened: true });
    await openCopyOr(c.env, { found, wish, copy, asker: identity.user_id }, unopened);
  }
  return wish.id;
}

/** One round is copied: the first, or the plan of a show without rounds. */
async function copiedShowOf(env: Env, found: FoundShow): Promise<PlayedShow> {
  const [first, ...others] = await readShowtimes(database(env), found.show.id);
  const plays = await playedShowOf(env, found);
  if (first === undefined) return plays;
  return { ...plays, seats: first.seats_total, rounds: { played: 1, of: 1 + others.length } };
}

type Opening = Parameters<typeof openCopy>[1];

/** Nothing is left of one that could not be opened but its lines in the log. */
async function openCopyOr(env: Env, opening: Opening, unopened: AuditEntry): Promise<void> {
  const rehearsals = rehearsalsOf(env, opening.found.show.id);
  try {
    await openCopy(env, opening);
  } catch (error) {
    await rehearsals.remove(opening.wish.id, unopened);
    throw error;
  }
}

/** Also stops the one that runs. */
export async function endRehearsal(
  c: Ctx,
  identity: Identity,
  { show_id, rehearsal_id }: { readonly show_id: string; readonly rehearsal_id: string },
): Promise<void> {
  const db = database(c.env);
  const { show } = await ownShow(db, show_id, identity);
  const line = auditEntry(c, identity, {
    action: "rehearsal.delete",
    subject_kind: "show",
    subject_id: show.id,
    details: { id: rehearsal_id },
  });
  if (!(await rehearsalsOf(c.env, show.id).remove(rehearsal_id, line))) throw new Refusal("not_found");
}

/** A rehearsal of somebody else's show is not there. */
export async function ownRehearsal(
  env: Env,
  {
    show_id,
    rehearsal_id,
    identity,
  }: { readonly show_id: string; readonly rehearsal_id: string; readonly identity: Identity },
) {
  const { show } = await ownShow(database(env), show_id, identity);
  const seen = await rehearsalsOf(env, show.id).read(rehearsal_id);
  if (seen === null) throw new Refusal("not_found");
  return seen;
}

const newSeed = (): number => crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
