// Who stands at a door: the bearer of its link, or the organiser of the show by hand.
import type { DoorPlace } from "../../durable-objects/seat-ledger/door.ts";
import type { Language } from "../../schema/http/words.ts";
import { readAnyShow } from "../catalogue/db/shows.ts";
import { placeOfShowtime } from "../catalogue/known-showtimes.ts";
import { database } from "../kit/db/database.ts";
import type { Ctx, Identity } from "../kit/env.ts";
import { Refusal } from "../kit/failures.ts";
import type { DoorRow } from "./db/doors.ts";
import { doorOfPass, endsAtMs } from "./door-pass.ts";

export type Doorkeeper = {
  readonly place: DoorPlace;
  /** What happened from then on does not count: the link had ended. */
  readonly ends_at_ms: number;
  readonly opens: (asked: { readonly show_id: string; readonly code: string }) => Promise<boolean>;
  readonly door: DoorRow | null;
};

const OWN_HAND: Readonly<Record<Language, string>> = { ko: "주최자", en: "Organiser" };

/** Throws for everyone else. A link that has ended may still tell what was done before. */
export async function doorkeeper(c: Ctx, { ended }: { readonly ended: "refused" | "heard" }): Promise<Doorkeeper> {
  const identity = c.get("identity");
  // A manager's right was looked at by the route's statement.
  if (identity !== null) return byHand(c, identity);
  const token = /^Bearer +(\S+)$/i.exec(c.req.header("authorization") ?? "")?.[1];
  if (token === undefined) throw new Refusal(c.get("identity_refusal") ?? "sign_in_required");
  const door = await doorOfPass(c.env, token, c.get("now_ms"));
  if (door === null) throw new Refusal(c.get("identity_refusal") ?? "token_invalid");
  const ends_at_ms = endsAtMs(door);
  if (ended === "refused" && ends_at_ms <= c.get("now_ms")) throw new Refusal("door_closed");
  return {
    place: { door_id: door.id, door: door.name, sections: door.sections },
    ends_at_ms,
    opens: async ({ show_id, code }) => show_id === door.show_id && (await isForShowtime(c.env, door, code)),
    door,
  };
}

/** A door to some showtimes opens to no other of its show. */
async function isForShowtime(env: Env, { showtimes }: DoorRow, code: string): Promise<boolean> {
  if (showtimes === null) return true;
  const places = await Promise.all(showtimes.map((id) => placeOfShowtime(env, id)));
  return places.some((place) => place?.code === code);
}

function byHand(c: Ctx, identity: Identity): Doorkeeper {
  const owned = new Map<string, Promise<boolean>>();
  return {
    place: { door_id: "organiser", door: OWN_HAND[c.get("language")], sections: null },
    ends_at_ms: Number.POSITIVE_INFINITY,
    opens: ({ show_id }) => {
      const known = owned.get(show_id) ?? owns(c, identity, show_id);
      owned.set(show_id, known);
      return known;
    },
    door: null,
  };
}

async function owns(c: Ctx, { role, user_id }: Identity, show_id: string): Promise<boolean> {
  return role === "ADMIN" || (await readAnyShow(database(c.env), show_id))?.show.owner_id === user_id;
}
