// The six digits as they are typed, pasted or filled in: pure, so that every way of entering them can be tried.
export const CODE_DIGITS = 6;

export type Entry = { readonly digits: readonly string[]; readonly at: number };

/** Digits of any width and in any company: "１２３ 456", "123-456", "Fairline 123456". */
export const digitsOf = (text: string): string => text.normalize("NFKC").replaceAll(/\D/g, "");

/** What is entered in one field flows on into the next ones; a whole code always fills all six. */
export function enter({ digits, at }: Entry, text: string): Entry {
  const given = digitsOf(text).slice(0, CODE_DIGITS);
  if (given === "") return { digits: digits.with(at, ""), at };
  const from = given.length === CODE_DIGITS ? 0 : at;
  const filled = digits.map((digit, place) => given[place - from] ?? digit);
  return { digits: filled, at: Math.min(from + given.length, CODE_DIGITS - 1) };
}

/** A digit typed over another replaces it, on whichever side of it the caret stood. */
export function typed(former: string, value: string): string {
  const given = digitsOf(value);
  if (former === "" || given.length !== 2) return given;
  return given[0] === former ? given.slice(1) : given.slice(0, 1);
}

/** Backspace empties this field, or the one before where this one is empty already. */
export function takeBack({ digits, at }: Entry): Entry {
  const place = digits[at] === "" ? Math.max(0, at - 1) : at;
  return { digits: digits.with(place, ""), at: place };
}
