import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  attemptId,
  bookingNumber,
  encodeBase32,
  makeId,
  numberSeed,
  orderOfTicket,
  readBookingNumber,
  readId,
  refundId,
  ticketId,
} from "./ids.ts";

const bytes = fc.uint8Array({ minLength: 10, maxLength: 10 });
const CODE = "K7Q2MX";
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

describe("ids", () => {
  test("SL12: every id leads back to its showtime, and attempts and refunds to their order", () => {
    fc.assert(
      fc.property(bytes, fc.integer({ min: 0, max: 1_000 }), (random, n) => {
        const order_id = makeId("order", CODE, random);
        expect(readId(makeId("hold", CODE, random))).toEqual({ kind: "hold", code: CODE });
        expect(readId(order_id)).toEqual({ kind: "order", code: CODE });
        expect(readId(ticketId(order_id, n))).toEqual({ kind: "ticket", code: CODE });
        expect(readId(attemptId(order_id, n))).toEqual({ kind: "attempt", code: CODE, order_id });
        expect(readId(refundId(order_id, n))).toEqual({ kind: "refund", code: CODE, order_id });
        // A provider's order id: 6 to 64 of letters, digits, - and _.
        expect(attemptId(order_id, n)).toMatch(/^[A-Za-z0-9_-]{6,64}$/);
      }),
      { seed: 1 },
    );
  });

  test("SL12: 80 random bits, all of them in the id", () => {
    expect(() => makeId("hold", CODE, new Uint8Array(9))).toThrow();
    const random = new Uint8Array(10);
    const ids = new Set<string>();
    for (let bit = 0; bit < 80; bit++) {
      random.fill(0);
      random[bit >> 3] = 1 << (bit & 7);
      ids.add(makeId("hold", CODE, random));
    }
    expect(ids.size).toBe(80);
    expect(encodeBase32(Uint8Array.of(255, 0))).toBe("ZW00");
  });

  test("SL12: a mistyped character is noticed", () => {
    fc.assert(
      fc.property(bytes, fc.nat(100), fc.nat(31), (random, at, other) => {
        const id = makeId("order", CODE, random);
        const i = 9 + (at % (id.length - 9));
        const wrong = id.slice(0, i) + ALPHABET.charAt(other) + id.slice(i + 1);
        expect(readId(wrong) === null).toBe(wrong !== id);
      }),
      { seed: 2 },
    );
    for (const text of ["", "x", "b_K7Q2MX_", "b_K7Q2MX_0000-1", "t_K7Q2MX_0000000000000000-1"])
      expect(readId(text)).toBe(null);
  });

  test("SL12: booking numbers are read as people say them, and never given twice", () => {
    const taken = new Set<string>();
    for (let i = 0; i < 2_000; i++) {
      const number = bookingNumber(CODE, numberSeed(Uint8Array.of(i >> 4, 7, 7, 7)), (one) => taken.has(one));
      expect(taken.has(number)).toBe(false);
      taken.add(number);
      expect(readBookingNumber(number)).toEqual({ number, code: CODE });
    }
    const [number = ""] = taken;
    const spoken = ` ${number.toLowerCase().replaceAll("0", "o").replaceAll("1", "l").replace("-", " ")} `;
    expect(readBookingNumber(spoken)?.number).toBe(number);
    expect(readBookingNumber(`${number.slice(0, -1)}${number.endsWith("2") ? "3" : "2"}`)).toBe(null);
    expect(readBookingNumber("K7Q2MX-UUUUUU")).toBe(null);
  });
});

test("SL12: a ticket's id leads to its order and line", () => {
  const order_id = makeId("order", "ABC123", new Uint8Array(10).fill(77));
  for (const line of [0, 1, 31, 32, 999]) {
    expect(orderOfTicket(ticketId(order_id, line))).toEqual({ order_id, line });
  }
  expect(orderOfTicket(order_id)).toBeNull();
});
