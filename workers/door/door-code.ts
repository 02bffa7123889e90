// The short code of a door, for who has its link on paper: made at random, typed without care for case, dashes or letters
// that look alike.
import { encodeBase32 } from "../../domain/seat-ledger/ids.ts";

/** 50 bits: with a brake on guesses nobody finds an open door in an evening. */
const CODE_CHARS = 10;
const HALF_CHARS = 5;

export const newDoorCode = (): string => encodeBase32(crypto.getRandomValues(new Uint8Array(7))).slice(0, CODE_CHARS);

/** Null for what cannot be one. */
export function readDoorCode(typed: string): string | null {
  const plain = typed
    .toUpperCase()
    .replaceAll(/[\s._-]/g, "")
    .replaceAll("O", "0")
    .replaceAll(/[IL]/g, "1");
  return /^[0-9A-HJKMNP-TV-Z]{10}$/.test(plain) ? plain : null;
}

export const shownDoorCode = (code: string): string => `${code.slice(0, HALF_CHARS)}-${code.slice(HALF_CHARS)}`;
