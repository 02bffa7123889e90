// Asks about many bookings in few calls: each ledger is asked about its own, slice by slice, the answers in the order of
// the questions.
import { readId } from "../../../domain/seat-ledger/ids.ts";
import { ledgerOf } from "../../kit/objects.ts";

const ASKED_AT_ONCE = 200;

export async function byLedger<One extends { readonly id: string }, Word>(
  env: Env,
  list: readonly One[],
  ask: (ledger: ReturnType<typeof ledgerOf>, slice: readonly One[]) => Promise<readonly Word[]>,
): Promise<Word[]> {
  const words: Word[] = [];
  const placed = list.map((one, at) => ({ one, at, code: readId(one.id)?.code ?? "" }));
  for (const [code, ofLedger] of Map.groupBy(placed, ({ code }) => code)) {
    // Ids are from our own rows; one that leads to no ledger has no answer.
    if (code === "") continue;
    for (let from = 0; from < ofLedger.length; from += ASKED_AT_ONCE) {
      const slice = ofLedger.slice(from, from + ASKED_AT_ONCE);
      const said = await ask(
        ledgerOf(env, code),
        slice.map(({ one }) => one),
      );
      for (const [i, { at }] of slice.entries()) {
        const word = said[i];
        if (word !== undefined) words[at] = word;
      }
    }
  }
  return words;
}
