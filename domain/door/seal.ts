// How a door's bundle says a ticket without saying whose it is: under a hash of the ticket's id, with a first name that only
// that id uncovers. The id stands in the ticket's code alone: whoever finds a lost device reads nobody who was not there.
import { sha256 } from "../log/sha256.ts";
import { fromBase64url, toBase64url, utf8 } from "../log/text.ts";
import type { BundleTicket, LedgerTicket } from "./bundle.ts";
import { firstName, plainName } from "./names.ts";

/** 48 bits: two of fifty thousand tickets meet in one of two hundred thousand showtimes; a code's signature is looked at first. */
const KEY_BYTES = 6;
/** Three Korean syllables or nine letters: a longer first name is cut. */
const NAME_BYTES = 9;
const KEY_CHARS = (KEY_BYTES / 3) * 4;
/** The part of a booking number that is the booking's own. */
export const NUMBER_CHARS = 6;
/** Enough to find one name among fifty thousand, far too few to tell whose name it is. */
export const MARK_CHARS = 4;

export type Seal = Uint8Array;
export const sealOf = (salt: string, ticket_id: string): Seal => sha256(utf8(`${salt}\n${ticket_id}`));
export const keyOfSeal = (seal: Seal): string => toBase64url(seal.subarray(0, KEY_BYTES));
export const ticketKey = (salt: string, ticket_id: string): string => keyOfSeal(sealOf(salt, ticket_id));
export const nameMark = (salt: string, name: string): string =>
  toBase64url(sha256(utf8(`${salt}\n${plainName(name)}`))).slice(0, MARK_CHARS);

/** The same twice would uncover the difference of two names: each holder of a ticket has a stream of their own. */
function stream(seal: Seal, generation: number): Uint8Array {
  if (generation === 0) return seal.subarray(KEY_BYTES, KEY_BYTES + NAME_BYTES);
  return sha256(Uint8Array.of(...seal, generation)).subarray(0, NAME_BYTES);
}

function coverName(seal: Seal, generation: number, name: string): string {
  let bytes = utf8(name);
  for (let letters = [...name]; bytes.length > NAME_BYTES; bytes = utf8(letters.join("")))
    letters = letters.slice(0, -1);
  const key = stream(seal, generation);
  return toBase64url(Uint8Array.from({ length: NAME_BYTES }, (_, i) => (bytes[i] ?? 0) ^ (key[i] ?? 0)));
}

/** The bytes of the first name; empty where the bundle has none. */
export function uncoverName(seal: Seal, generation: number, covered: string): Uint8Array<ArrayBuffer> {
  const bytes = fromBase64url(covered);
  if (bytes?.length !== NAME_BYTES) return new Uint8Array();
  const key = stream(seal, generation);
  const plain = bytes.map((byte, i) => byte ^ (key[i] ?? 0));
  const end = plain.indexOf(0);
  return end < 0 ? plain : plain.slice(0, end);
}

export type TicketWord = {
  readonly key: string;
  readonly number: string;
  readonly mark: string;
  readonly name: string;
};

export function readWord(word: string): TicketWord {
  const number_at = KEY_CHARS;
  const mark_at = number_at + NUMBER_CHARS;
  const name_at = mark_at + MARK_CHARS;
  return {
    key: word.slice(0, number_at),
    number: word.slice(number_at, mark_at),
    mark: word.slice(mark_at, name_at),
    name: word.slice(name_at),
  };
}

type Names = { readonly salt: string; readonly nameOf: (ticket_id: string, holder_id: string) => string };

/** A ledger's tickets as the bundle says them: key, number, mark and covered name in one word. */
export function sealTickets(tickets: readonly LedgerTicket[], { salt, nameOf }: Names): BundleTicket[] {
  const marks = new Map<string, string>();
  const markOf = (name: string): string => {
    const known = marks.get(name) ?? nameMark(salt, name);
    marks.set(name, known);
    return known;
  };
  return tickets.map(([ticket_id, row, label, number, holder_id, ...state]) => {
    const seal = sealOf(salt, ticket_id);
    const name = nameOf(ticket_id, holder_id);
    const generation = state[4] ?? 0;
    const said = name === "" ? "" : markOf(name) + coverName(seal, generation, firstName(name));
    return [`${keyOfSeal(seal)}${number}${said}`, row, label, ...state];
  });
}
