// Words as people write them and others read them: nothing that is no letter, nothing that only looks like nothing.
import * as z from "zod/mini";

/** Control characters, halves of letters, and marks that turn the direction of everything behind them. */
const UNSEEN = /[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;
const UNSEEN_IN_TEXT = /[^\P{Cc}\n\r\t]|[\p{Cs}\u202a-\u202e\u2066-\u2069]/u;
/** Letters that are drawn as nothing, although Unicode counts them among the letters and signs. */
const BLANK = /^[\p{C}\p{Z}\p{M}\u115f\u1160\u2800\u3164\uffa0]*$/u;

/** One line. With a least length, something of it must be to see. */
export const textLine = (chars_min: number, chars_max: number) =>
  z.string().check(
    z.trim(),
    z.minLength(chars_min),
    z.maxLength(chars_max),
    z.refine((text) => !UNSEEN.test(text), "one line of plain text"),
    z.refine((text) => text === "" || !BLANK.test(text), "something to read"),
  );

/** Several lines. */
export const textLines = (chars_max: number) =>
  z.string().check(
    z.maxLength(chars_max),
    z.refine((text) => !UNSEEN_IN_TEXT.test(text), "plain text"),
  );
