// One receipt, checked by itself: who signed it, and whether its proof leads to its place in the log.
import { parseReceipt } from "../../../domain/log/parse.ts";
import { checkReceipt, type Receipt } from "../../../domain/log/receipt.ts";
import { checkSignature, type PublishedKey, RECEIPT_TYPE, readSigned } from "./jws.ts";

export type ReceiptFaultCode = "unreadable" | "other_show" | "key_unknown" | "signature_wrong" | "proof_wrong";
export type ReceiptVerdict =
  | { readonly ok: true; readonly receipt: Receipt }
  | { readonly ok: false; readonly fault: ReceiptFaultCode; readonly position: number | null };

export async function checkOwnReceipt(
  text: string,
  show_id: string,
  keys: readonly PublishedKey[],
): Promise<ReceiptVerdict> {
  const signed = readSigned(text);
  const receipt = signed === null || signed.typ !== RECEIPT_TYPE ? null : parseReceipt(signed.payload);
  if (signed === null || receipt === null) return { ok: false, fault: "unreadable", position: null };
  const { position } = receipt;
  if (receipt.show_id !== show_id) return { ok: false, fault: "other_show", position };
  const signature = await checkSignature(signed, keys);
  if (signature === "key_unknown") return { ok: false, fault: "key_unknown", position };
  if (signature === "wrong") return { ok: false, fault: "signature_wrong", position };
  if (!checkReceipt(receipt).ok) return { ok: false, fault: "proof_wrong", position };
  return { ok: true, receipt };
}
