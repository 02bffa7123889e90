// What the road of a join and a hold must know of a show, so that it costs no look at D1.
import { readShowOfCode, type ShowRow } from "../catalogue/db/shows.ts";
import { publicShow } from "../catalogue/kept-shows.ts";
import { database } from "../kit/db/database.ts";
import { KnownCodes } from "./known-codes.ts";

export const knownShow = async (env: Env, show_id: string, now_ms: number): Promise<ShowRow | null> =>
  (await publicShow(env, show_id, now_ms))?.found.show ?? null;

const codes = new KnownCodes();

/** The show whose seats a code leads to. */
export const showOfCode = (env: Env, code: string): Promise<string | null> =>
  codes.showOf(code, { look: (text) => readShowOfCode(database(env), text), now: Date.now });
