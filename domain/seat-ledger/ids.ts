// Ids of holds, orders, attempts, refunds and tickets, and booking numbers people can read aloud. Every one of them
// carries its showtime's short code, so that a lone id is enough to find the ledger that owns it (SL12).

/** Crockford's alphabet: no I, L, O or U, so that nothing is misread aloud or by eye. */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/** By character code: its place in the alphabet and one, or nought. Ids are made and read thousands of times a second. */
const VALUES = new Uint8Array(128);
for (let i = 0; i < ALPHABET.length; i++) VALUES[ALPHABET.charCodeAt(i)] = i + 1;
/** 80 bits: nobody guesses another fan's id, and two never meet. */
export const ID_RANDOM_BYTES = 10;
export const SHOWTIME_CODE_CHARS = 6;
const RANDOM_CHARS = 16;
const NUMBER_CHARS = 5;
/** A booking number's five characters; more orders than this never fit one showtime. */
const NUMBERS_COUNT = ALPHABET.length ** NUMBER_CHARS;

const PREFIXES = { hold: "h", order: "b", ticket: "t" } as const;
export type IdKind = keyof typeof PREFIXES;

export type ReadId = {
  readonly kind: IdKind | "attempt" | "refund";
  readonly code: string;
  readonly order_id?: string;
};

export function encodeBase32(bytes: Uint8Array): string {
  let text = "";
  let buffer = 0;
  let bits = 0;
  for (const byte of bytes) {
    buffer = (buffer << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += ALPHABET.charAt((buffer >> bits) & 31);
      buffer &= (1 << bits) - 1;
    }
  }
  return bits > 0 ? text + ALPHABET.charAt((buffer << (5 - bits)) & 31) : text;
}

/** Weights are odd, hence each a unit modulo 32: any single wrong character and most swaps change the sum. */
function checkCharacter(text: string): string {
  let sum = 7;
  for (let i = 0; i < text.length; i++) {
    // What is not of the alphabet counts nothing.
    sum += (VALUES[text.charCodeAt(i)] ?? 0) * (((2 * i + 3) % 31) | 1);
  }
  return ALPHABET.charAt(sum % 32);
}

function decodeBase32(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(Math.floor((text.length * 5) / 8));
  let buffer = 0;
  let bits = 0;
  let at = 0;
  for (const char of text) {
    buffer = ((buffer << 5) | ALPHABET.indexOf(char)) & 0xfff;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes[at++] = (buffer >> bits) & 255;
  }
  return bytes;
}

export function makeId(kind: IdKind, code: string, random: Uint8Array): string {
  if (random.length < ID_RANDOM_BYTES) throw new Error("an id needs 80 random bits");
  const body = `${code}_${encodeBase32(random.subarray(0, ID_RANDOM_BYTES))}`;
  return `${PREFIXES[kind]}_${body}${checkCharacter(body)}`;
}

/** A ticket is its order's random part plus its line, so that one entropy makes a whole order. */
export function ticketId(order_id: string, line: number): string {
  const [, code = "", tail = ""] = order_id.split("_");
  const body = `${code}_${tail.slice(0, RANDOM_CHARS)}${ALPHABET.charAt(line >> 5)}${ALPHABET.charAt(line & 31)}`;
  return `${PREFIXES.ticket}_${body}${checkCharacter(body)}`;
}

/** Each attempt has its own id, so that a provider's remembered error never sticks to the next one. */
export const attemptId = (order_id: string, number: number): string => `${order_id}-${number}`;
export const refundId = (order_id: string, number: number): string => `${order_id}-r${number}`;

/** A code that begins with U, which the alphabet has not, is a practice's (`domain/crowd/names.ts`). */
const ID_SHAPE =
  /^([hbt])_([0-9A-HJKMNP-Z][0-9A-HJKMNP-TV-Z]{5})_([0-9A-HJKMNP-TV-Z]{16,18})([0-9A-HJKMNP-TV-Z])(?:-(r?)(\d{1,4}))?$/;

/** Reads an id from outside; null where it cannot be one of ours. */
export function readId(text: string): ReadId | null {
  const match = ID_SHAPE.exec(text);
  if (match === null) return null;
  const [, prefix = "", code = "", body = "", check = "", refund, number] = match;
  const expected_chars = prefix === "t" ? RANDOM_CHARS + 2 : RANDOM_CHARS;
  if (body.length !== expected_chars || checkCharacter(`${code}_${body}`) !== check) return null;
  if (number !== undefined) {
    if (prefix !== "b") return null;
    return { kind: refund === "r" ? "refund" : "attempt", code, order_id: text.slice(0, text.indexOf("-")) };
  }
  return { kind: prefix === "h" ? "hold" : prefix === "b" ? "order" : "ticket", code };
}

/** `seed` is 25 random bits; `taken` tells numbers already given in this showtime. */
export function bookingNumber(code: string, seed: number, taken: (number: string) => boolean): string {
  for (let step = 0; step < NUMBERS_COUNT; step++) {
    let rest = (seed + step) % NUMBERS_COUNT;
    let text = "";
    for (let i = 0; i < NUMBER_CHARS; i++) {
      text = ALPHABET.charAt(rest % 32) + text;
      rest = Math.floor(rest / 32);
    }
    const number = `${code}-${text}${checkCharacter(`${code}_${text}`)}`;
    if (!taken(number)) return number;
  }
  throw new Error("every booking number is taken");
}

export const numberSeed = (random: Uint8Array): number =>
  (((random[0] ?? 0) << 17) ^ ((random[1] ?? 0) << 9) ^ ((random[2] ?? 0) << 1) ^ ((random[3] ?? 0) & 1)) >>> 0;

/** What a person typed or said, as the number it means; null where the check character does not agree. */
export function readBookingNumber(text: string): { readonly number: string; readonly code: string } | null {
  const plain = text
    .toUpperCase()
    .replaceAll(/[\s._-]/g, "")
    .replaceAll("O", "0")
    .replaceAll(/[IL]/g, "1");
  if (plain.length !== SHOWTIME_CODE_CHARS + NUMBER_CHARS + 1) return null;
  for (const char of plain) if (!ALPHABET.includes(char)) return null;
  const code = plain.slice(0, SHOWTIME_CODE_CHARS);
  const body = plain.slice(SHOWTIME_CODE_CHARS, -1);
  if (checkCharacter(`${code}_${body}`) !== plain.slice(-1)) return null;
  return { number: `${code}-${body}${plain.slice(-1)}`, code };
}

/** The short code of a showtime: the caller keeps it unique and gives it at publishing. */
export const showtimeCode = (random: Uint8Array): string => encodeBase32(random).slice(0, SHOWTIME_CODE_CHARS);

/** A handover is named by its ticket and its number, so that its id alone leads to both. */
export const handoverId = (ticket_id: string, number: number): string => `${ticket_id}-h${number}`;

export function readHandoverId(text: string): { readonly ticket_id: string; readonly number: number } | null {
  const match = /^(t_[^-]{1,40})-h([1-9]\d{0,2})$/.exec(text);
  if (match?.[1] === undefined || readId(match[1])?.kind !== "ticket") return null;
  return { ticket_id: match[1], number: Number(match[2]) };
}

/** The order a ticket belongs to and which of its lines it is: a ticket's id is enough to find both. */
export function orderOfTicket(ticket_id: string): { readonly order_id: string; readonly line: number } | null {
  if (readId(ticket_id)?.kind !== "ticket") return null;
  const [, code = "", tail = ""] = ticket_id.split("_");
  const body = `${code}_${tail.slice(0, RANDOM_CHARS)}`;
  const line = ALPHABET.indexOf(tail.charAt(RANDOM_CHARS)) * 32 + ALPHABET.indexOf(tail.charAt(RANDOM_CHARS + 1));
  return { order_id: `${PREFIXES.order}_${body}${checkCharacter(body)}`, line };
}

/** From what stands in a ticket's id between its showtime's code and its check. */
function ticketIdOf(code: string, tail: string): string {
  const body = `${code}_${tail}`;
  return `${PREFIXES.ticket}_${body}${checkCharacter(body)}`;
}

/** A ticket's id in as few bytes as it needs: 24 characters of five bits, without prefix and check. */
export const TICKET_BYTES = 15;

export function ticketBytes(ticket_id: string): Uint8Array<ArrayBuffer> | null {
  if (readId(ticket_id)?.kind !== "ticket") return null;
  const [, code = "", tail = ""] = ticket_id.split("_");
  return decodeBase32(code + tail.slice(0, -1));
}

export function ticketOfBytes(bytes: Uint8Array): string | null {
  if (bytes.length !== TICKET_BYTES) return null;
  const text = encodeBase32(bytes);
  return ticketIdOf(text.slice(0, SHOWTIME_CODE_CHARS), text.slice(SHOWTIME_CODE_CHARS));
}
