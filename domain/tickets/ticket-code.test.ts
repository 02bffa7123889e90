// B10: a ticket's code says which seat of which showtime it is for, and anyone with the public key can check it offline.
import { webcrypto } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toBase64url, utf8 } from "../log/text.ts";
import { makeId, ticketBytes, ticketId, ticketOfBytes } from "../seat-ledger/ids.ts";
import { fromBase45, toBase45 } from "./base45.ts";
import { GENERATION_MAX, readTicketCode, ticketCode, ticketPayload, ticketQrText } from "./ticket-code.ts";

const SEED = 20_261_128;
const CODE = "ABC123";
const order_id = makeId("order", CODE, Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10));
const ticket_id = ticketId(order_id, 0);
const kid = "k".repeat(43);
const ECDSA = { name: "ECDSA", hash: "SHA-256" } as const;

const keys = await webcrypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, true, ["sign", "verify"]);

async function sign(payload: string): Promise<Uint8Array> {
  return new Uint8Array(await webcrypto.subtle.sign(ECDSA, keys.privateKey, utf8(payload) as Uint8Array<ArrayBuffer>));
}

async function signed(about: { ticket_id: string; generation: number }): Promise<{ text: string; qr: string }> {
  const payload = ticketPayload({ kid, ...about });
  const signature = await sign(payload);
  return { text: ticketCode(payload, signature), qr: ticketQrText(payload, signature) };
}

async function verifies(code: string): Promise<boolean> {
  const read = readTicketCode(code);
  if (read === null) return false;
  return webcrypto.subtle.verify(
    ECDSA,
    keys.publicKey,
    read.signature,
    utf8(read.signed_text) as Uint8Array<ArrayBuffer>,
  );
}

describe("B10: ticket codes", () => {
  test("B10: both writings are read back to the same and verify with the public key", async () => {
    const { text, qr } = await signed({ ticket_id, generation: 3 });
    expect(qr).toHaveLength(122);
    for (const code of [text, qr]) {
      expect(readTicketCode(code)).toMatchObject({ ticket_id, showtime_code: CODE, generation: 3 });
      expect(await verifies(code)).toBe(true);
      expect(readTicketCode(code)?.mayBeSignedBy(kid)).toBe(true);
      expect(readTicketCode(code)?.mayBeSignedBy("another")).toBe(false);
    }
  });

  test("B10: another ticket or another generation under the same signature does not verify", async () => {
    const payload = ticketPayload({ kid, ticket_id, generation: 0 });
    const signature = await sign(payload);
    for (const other of [
      ticketPayload({ kid, ticket_id: ticketId(order_id, 1), generation: 0 }),
      ticketPayload({ kid, ticket_id, generation: 1 }),
    ]) {
      expect(await verifies(ticketCode(other, signature))).toBe(false);
      expect(await verifies(ticketQrText(other, signature))).toBe(false);
    }
  });

  test("B10 control: without looking at the signature the forged ticket would be let in", async () => {
    const { text } = await signed({ ticket_id, generation: 0 });
    const other = ticketPayload({ kid, ticket_id: ticketId(order_id, 7), generation: 0 });
    const forged = `${other}${text.slice(text.lastIndexOf("."))}`;
    expect(readTicketCode(forged)).toMatchObject({ ticket_id: ticketId(order_id, 7) });
    expect(await verifies(forged)).toBe(false);
  });

  test("B10: the first tickets, which said themselves in JSON, are still read", async () => {
    const payload = toBase64url(utf8(JSON.stringify({ v: 1, kid, tid: ticket_id, seat: "a-12-7" })));
    const code = ticketCode(payload, await sign(payload));
    expect(readTicketCode(code)).toMatchObject({ ticket_id, showtime_code: CODE, generation: 0 });
    expect(await verifies(code)).toBe(true);
  });

  test("B10: what is no code of ours is refused before any key is looked up", async () => {
    const { text, qr } = await signed({ ticket_id, generation: 0 });
    const [payload = "", signature = ""] = text.split(".");
    const made = (said: unknown): string => toBase64url(utf8(JSON.stringify(said)));
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
      qr.slice(0, -1),
      `${qr}0`,
      qr.toLowerCase(),
      toBase45(Uint8Array.of(0x30, ...(fromBase45(qr) ?? []).slice(1))),
    ];
    for (const code of wrong) expect(readTicketCode(code), code).toBeNull();
  });

  test("B10: a ticket that changed hands more often than its code can say is never coded", () => {
    expect(() => ticketPayload({ kid, ticket_id, generation: GENERATION_MAX })).not.toThrow();
    expect(() => ticketPayload({ kid, ticket_id, generation: GENERATION_MAX + 1 })).toThrow();
    expect(() => ticketPayload({ kid, ticket_id: order_id, generation: 0 })).toThrow();
  });

  test("B10: a ticket's id goes into fifteen bytes and comes back", () => {
    const random = fc.uint8Array({ minLength: 10, maxLength: 10 });
    fc.assert(
      fc.property(random, fc.nat({ max: 1023 }), (bytes, line) => {
        const id = ticketId(makeId("order", "Z9X8W7", bytes), line);
        const packed = ticketBytes(id);
        expect(packed).toHaveLength(15);
        expect(packed && ticketOfBytes(packed)).toBe(id);
      }),
      { seed: SEED },
    );
    expect(ticketBytes(order_id)).toBeNull();
    expect(ticketOfBytes(new Uint8Array(14))).toBeNull();
  });

  test("B10: base45 is the standard's, and goes both ways", () => {
    expect(toBase45(utf8("AB"))).toBe("BB8");
    expect(toBase45(utf8("Hello!!"))).toBe("%69 VD92EX0");
    expect(toBase45(utf8("base-45"))).toBe("UJCLQE7W581");
    expect(fromBase45("QED8WEX0")).toEqual(utf8("ietf!"));
    for (const wrong of ["GGW", "A", "a12", "::", ":::"]) expect(fromBase45(wrong), wrong).toBeNull();
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 90 }), (bytes) => {
        expect(fromBase45(toBase45(bytes))).toEqual(bytes);
      }),
      { seed: SEED },
    );
  });
});
