// Words as people write them and others read them: nothing that is no letter, nothing that only looks like nothing, nothing
// that turns or hides what stands beside it. The one place that says what text from outside may hold.

import * as z from "zod/mini";
import type { FaultCode } from "../faults.ts";

/**
 * Control characters, halves of letters, private ones, and every mark that is there without being seen: those that turn
 * the direction, blanks of no width, tags. The joiner between letters and between the parts of a picture is none of them.
 */
const UNSEEN = /[\p{Cc}\p{Cs}\p{Co}\u2028\u2029[\p{Cf}--[\u200c\u200d]]]/v;
const UNSEEN_IN_TEXT = /[[\p{Cc}--[\n\r\t]]\p{Cs}\p{Co}[\p{Cf}--[\u200c\u200d]]]/v;
/** A joiner that joins nothing is only a way to make two words look the same. */
const LOOSE_JOINER = /(?<![\p{L}\p{M}\p{Extended_Pictographic}\p{Emoji_Modifier}])[\u200c\u200d]|[\u200c\u200d]$/u;
/** Letters that are drawn as nothing, although Unicode counts them among the letters and signs. */
const BLANK = /^[\p{C}\p{Z}\p{M}\u115f\u1160\u2800\u3164\uffa0]*$/u;

/** One line. With a least length, something of it must be to see. */
export const textLine = (chars_min: number, chars_max: number) =>
  z.string().check(
    z.trim(),
    z.minLength(chars_min),
    z.maxLength(chars_max),
    z.refine((text) => !UNSEEN.test(text) && !LOOSE_JOINER.test(text), "line_wanted" satisfies FaultCode),
    z.refine((text) => text === "" || !BLANK.test(text), "blank" satisfies FaultCode),
  );

/** Several lines. */
export const textLines = (chars_min: number, chars_max: number) =>
  z.string().check(
    z.trim(),
    z.minLength(chars_min),
    z.maxLength(chars_max),
    z.refine((text) => !UNSEEN_IN_TEXT.test(text) && !LOOSE_JOINER.test(text), "text_wanted" satisfies FaultCode),
    z.refine((text) => text === "" || !BLANK.test(text), "blank" satisfies FaultCode),
  );

/** From somebody who cannot be asked to write it again: what may not stand there becomes a blank. */
export const plainLine = (text: string): string => text.replace(/[\p{C}\s]+/gu, " ").trim();
