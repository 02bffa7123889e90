// The names of a practice: its show, its round, its ledger's code, its fans. No real show can have one of them, because a
// real code is written in an alphabet without the letter U, and a real show's id never begins like these.
import { encodeBase32, SHOWTIME_CODE_CHARS } from "../seat-ledger/ids.ts";

/** Crockford's alphabet leaves it out, so no code that was ever given to a showtime begins with it. */
const MARK = "U";
const SHOW_PREFIX = "practice_";
const CODE = "U[0-9A-HJKMNP-TV-Z]{5}";
const CODE_SHAPE = new RegExp(`^${CODE}$`);
const ID_SHAPE = new RegExp(`^${CODE}[0-9A-HJKMNP-TV-Z]{10}$`);
const SHOW_SHAPE = new RegExp(`^${SHOW_PREFIX}(${CODE})(?:_1|~[a-z0-9]{1,8})?$`);
/** Ids of holds, orders, attempts and tickets, and a practice's own. */
const NAMED_SHAPE = new RegExp(`^(?:[hbt]_)?(${CODE})(?:_|$|[0-9A-HJKMNP-TV-Z]{10}$)`);

/** 75 random bits: nobody finds somebody else's practice by guessing. */
export const PRACTICE_ID_BYTES = 10;
const PRACTICE_ID_CHARS = 16;

export const practiceId = (random: Uint8Array): string => MARK + encodeBase32(random).slice(0, PRACTICE_ID_CHARS - 1);
export const isPracticeId = (text: string): boolean => ID_SHAPE.test(text);
/** What its ledger, and everything sold by it, is named by. */
export const codeOfPractice = (practice_id: string): string => practice_id.slice(0, SHOWTIME_CODE_CHARS);

export const isPracticeCode = (code: string): boolean => CODE_SHAPE.test(code);
export const practiceShowId = (code: string): string => SHOW_PREFIX + code;
export const practiceShowtimeId = (code: string): string => `${SHOW_PREFIX}${code}_1`;
export const practiceBot = (code: string, number: number): string => `${SHOW_PREFIX}${code}~b${number}`;
/** The one person of a practice. */
export const practiceFan = (code: string): string => `${SHOW_PREFIX}${code}~you`;

/** Whatever belongs to a practice by its name: a show, a round, a fan. */
export const isPracticeName = (name: string): boolean => SHOW_SHAPE.test(name);

/** The practice that a text from outside names, whatever kind of thing it names there; null where it names none. */
export function practiceNamed(text: string): string | null {
  return SHOW_SHAPE.exec(text)?.[1] ?? NAMED_SHAPE.exec(text)?.[1] ?? null;
}
