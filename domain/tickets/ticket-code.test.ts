// B10: a ticket's code says which seat of which showtime it is for, and anyone with the public key can check it offline.
import { webcrypto } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { makeId, ticketId } from "../seat-ledger/ids.ts";
import { fromBase64Url, toBase64Url } from "./base64url.ts";
import { qrMatrix } from "./qr.ts";
import { readTicketCode, ticketCode, ticketPayload } from "./ticket-code.ts";

const SEED = 20_261_120;
const CODE = "ABC123";
const order_id = makeId("order", CODE, Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10));
const ticket_id = ticketId(order_id, 0);
const kid = "k".repeat(43);
const ECDSA = { name: "ECDSA", hash: "SHA-256" } as const;

const keys = await webcrypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, true, ["sign", "verify"]);

async function signed(seat_id: string): Promise<string> {
  const payload = ticketPayload({ kid, ticket_id, seat_id });
  return ticketCode(
    payload,
    new Uint8Array(await webcrypto.subtle.sign(ECDSA, keys.privateKey, new TextEncoder().encode(payload))),
  );
}

async function verifies(code: string): Promise<boolean> {
  const read = readTicketCode(code);
  if (read === null) return false;
  return webcrypto.subtle.verify(ECDSA, keys.publicKey, read.signature, new TextEncoder().encode(read.signed_text));
}

describe("B10: ticket codes", () => {
  test("B10: a code is read back, verifies with the public key, and fits a QR code of 61 modules", async () => {
    const code = await signed("a-12-7");
    expect(readTicketCode(code)).toMatchObject({ kid, ticket_id, showtime_code: CODE, seat_id: "a-12-7" });
    expect(await verifies(code)).toBe(true);
    const matrix = qrMatrix(code);
    expect(matrix.ok && matrix.value.length).toBeLessThanOrEqual(61);
  });

  test("B10: another seat under the same signature does not verify", async () => {
    const code = await signed("a-12-7");
    const other = ticketPayload({ kid, ticket_id, seat_id: "a-12-8" });
    expect(await verifies(`${other}${code.slice(code.lastIndexOf("."))}`)).toBe(false);
  });

  test("B10 control: without looking at the signature the forged seat would be let in", async () => {
    const code = await signed("a-12-7");
    const forged = `${ticketPayload({ kid, ticket_id, seat_id: "a-1-1" })}${code.slice(code.lastIndexOf("."))}`;
    expect(readTicketCode(forged)).toMatchObject({ seat_id: "a-1-1" });
    expect(await verifies(forged)).toBe(false);
  });

  test("B10: what is no code of ours is refused before any key is looked up", async () => {
    const [payload = "", signature = ""] = (await signed("a-1-1")).split(".");
    const made = (said: unknown): string => toBase64Url(new TextEncoder().encode(JSON.stringify(said)));
    const wrong = [
      "",
      ".",
      "a.b",
      payload,
      `${payload}.`,
      `${payload}.${signature}A`,
      `${payload}.${signature.slice(0, -2)}`,
      `!${payload.slice(1)}.${signature}`,
      `${made({ v: 2, kid, tid: ticket_id, seat: "a" })}.${signature}`,
      `${made({ v: 1, kid, tid: order_id, seat: "a" })}.${signature}`,
      `${made({ v: 1, kid, tid: ticket_id, seat: "" })}.${signature}`,
      `${made({ v: 1, kid, tid: ticket_id, seat: "a b" })}.${signature}`,
      `${made(null)}.${signature}`,
      `${made("text")}.${signature}`,
      `${payload}.${signature}`.padStart(401, "A"),
    ];
    for (const code of wrong) expect(readTicketCode(code), code).toBeNull();
  });

  test("B10: base64url goes both ways, and one text is the only one for its bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 90 }), (bytes) => {
        const text = toBase64Url(bytes);
        expect(text).toBe(Buffer.from(bytes).toString("base64url"));
        expect(fromBase64Url(text)).toEqual(bytes);
      }),
      { seed: SEED },
    );
    expect(fromBase64Url("AB")).toBeNull();
    expect(fromBase64Url("AA")).toEqual(Uint8Array.of(0));
    expect(fromBase64Url("A")).toBeNull();
  });
});
