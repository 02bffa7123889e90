// What Toss says by itself, or somebody in its name: a hint that something changed, never a fact (D46). Its signature does
// not cover payments, so the body is read for an attempt's id alone, and the books are asked.
import * as z from "zod/mini";
import { readId } from "../../../domain/seat-ledger/ids.ts";
import { LIMITS } from "../../../schema/limits.ts";
import { readBounded } from "../../kit/http/parse.ts";

/** Repeats carry their first number. A brake alone: whatever gets past it changes nothing in the ledger (D47). */
const REMEMBERED_MAX = 2_000;
const remembered = new Set<string>();

export type Hint = { readonly attempt_id: string; readonly transmission_id: string | null };

const order = z.object({ orderId: z.string().check(z.maxLength(64)) });
/** A status change wraps the payment; a deposit's notice is flat. */
const message = z.union([z.object({ data: order }), order]);

/** Null for whatever does not name an attempt of ours. Never throws: an answer other than 200 only brings it again. */
export async function readWebhook(request: Request): Promise<Hint | null> {
  const transmission_id = request.headers.get("tosspayments-webhook-transmission-id")?.slice(0, 200) ?? null;
  try {
    const bytes = await readBounded(request, LIMITS.body_bytes);
    const read = message.safeParse(JSON.parse(new TextDecoder().decode(bytes)));
    if (!read.success) return null;
    const attempt_id = "data" in read.data ? read.data.data.orderId : read.data.orderId;
    return readId(attempt_id)?.kind === "attempt" ? { attempt_id, transmission_id } : null;
  } catch {
    return null;
  }
}

export const isRepeat = ({ attempt_id, transmission_id }: Hint): boolean =>
  transmission_id !== null && remembered.has(`${attempt_id} ${transmission_id}`);

export function remember({ attempt_id, transmission_id }: Hint): void {
  if (transmission_id === null) return;
  if (remembered.size >= REMEMBERED_MAX) {
    const [oldest] = remembered;
    if (oldest !== undefined) remembered.delete(oldest);
  }
  remembered.add(`${attempt_id} ${transmission_id}`);
}
