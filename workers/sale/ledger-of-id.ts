// The ledger that an id from outside leads to. The only road from a client's text to a ledger: whoever made the id up, or
// the showtime in it, finds nothing and makes nothing (D77).
import { isPracticeCode, practiceShowId } from "../../domain/crowd/names.ts";
import { type ReadId, readBookingNumber, readId } from "../../domain/seat-ledger/ids.ts";
import { publicShow } from "../catalogue/kept-shows.ts";
import { Refusal } from "../kit/failures.ts";
import { ledgerOf } from "../kit/objects.ts";
import { showOfCode } from "./known-shows.ts";

export type FoundLedger = {
  readonly code: string;
  readonly show_id: string;
  readonly ledger: ReturnType<typeof ledgerOf>;
};

export async function ledgerOfId(env: Env, id: string, kind: ReadId["kind"]): Promise<FoundLedger> {
  const read = readId(id);
  const found = read?.kind === kind ? await ledgerOfCode(env, read.code) : null;
  if (found === null) throw new Refusal("not_found");
  return found;
}

/** For what a person reads aloud; null where it is nobody's. */
export async function ledgerOfNumber(
  env: Env,
  text: string,
): Promise<(FoundLedger & { readonly number: string }) | null> {
  const read = readBookingNumber(text);
  const found = read === null ? null : await ledgerOfCode(env, read.code);
  return read === null || found === null ? null : { ...found, number: read.number };
}

/** One that is over has no ledger any more, and must not get a new one. */
async function showOfPractice(env: Env, code: string): Promise<string | null> {
  const show_id = practiceShowId(code);
  return (await publicShow(env, show_id, Date.now())) === null ? null : show_id;
}

async function ledgerOfCode(env: Env, code: string): Promise<FoundLedger | null> {
  const show_id = isPracticeCode(code) ? await showOfPractice(env, code) : await showOfCode(env, code);
  return show_id === null ? null : { code, show_id, ledger: ledgerOf(env, code) };
}
