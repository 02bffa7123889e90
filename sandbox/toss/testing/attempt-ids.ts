// Ids of attempts and refunds as a ledger makes them.
import { attemptId, ID_RANDOM_BYTES, makeId, refundId } from "../../../domain/seat-ledger/ids.ts";

let made = 0;
export function newOrderId(): string {
  const random = new Uint8Array(ID_RANDOM_BYTES);
  new DataView(random.buffer).setUint32(0, ++made);
  return makeId("order", "TESTAA", random);
}
export const newAttemptId = (): string => attemptId(newOrderId(), 1);
export const newRefundId = (attempt_id: string, number = 1): string =>
  refundId(attempt_id.slice(0, attempt_id.lastIndexOf("-")), number);
