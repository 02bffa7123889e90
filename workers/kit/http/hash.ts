// Small wrappers over the platform's hashing and randomness.
import { showtimeCode } from "../../../domain/seat-ledger/ids.ts";

const encoder = new TextEncoder();

export async function sha256Base64Url(text: string): Promise<string> {
  return base64Url(new Uint8Array(await crypto.subtle.digest("SHA-256", encoder.encode(text))));
}

export function base64Url(bytes: Uint8Array): string {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

export const randomToken = (bytes: number): string => base64Url(crypto.getRandomValues(new Uint8Array(bytes)));

/** "show_" and 96 random bits. */
export const newId = (prefix: string): string => `${prefix}_${randomToken(12)}`;

/** 30 random bits; the table's unique index refuses the rare second of its kind. */
export const newShowtimeCode = (): string => showtimeCode(crypto.getRandomValues(new Uint8Array(8)));

/** Takes the same time wherever the two differ. */
export function sameText(a: string, b: string): boolean {
  const left = encoder.encode(a);
  const right = encoder.encode(b);
  let difference = left.byteLength ^ right.byteLength;
  for (let at = 0; at < left.byteLength; at += 1) difference |= (left[at] ?? 0) ^ (right[at] ?? 0);
  return difference === 0;
}
