// Labels in order: numbers, odd or even ones, letters from A over Z to AA; and the label that follows a given one.
export const SEQUENCES = ["numbers", "odd", "even", "letters", "letters_plain"] as const;
export type SequenceKind = (typeof SEQUENCES)[number];

/** `letters_plain` leaves out I and O, which are read as one and nought. */
const PLAIN = "ABCDEFGHJKLMNPQRSTUVWXYZ";
const ALL = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/** The label at a position counted from 1. */
export function labelAt(kind: SequenceKind, position: number): string {
  if (kind === "numbers") return String(position);
  if (kind === "odd") return String(position * 2 - 1);
  if (kind === "even") return String(position * 2);
  return lettersAt(kind === "letters" ? ALL : PLAIN, position);
}

function lettersAt(alphabet: string, position: number): string {
  let text = "";
  for (let rest = Math.max(1, position); rest > 0; rest = Math.floor((rest - 1) / alphabet.length)) {
    text = (alphabet[(rest - 1) % alphabet.length] ?? "") + text;
  }
  return text;
}

function letterPosition(text: string): number {
  let position = 0;
  for (const letter of text) position = position * ALL.length + ALL.indexOf(letter) + 1;
  return position;
}

/** "7" is followed by "8", "09" by "10", "C" by "D", "Z" by "AA", "1B" by "1C", and a name by "name 2". */
export function labelAfter(label: string): string {
  const number = /^(.*?)(\d{1,9})$/s.exec(label);
  if (number !== null) {
    const digits = number[2] ?? "";
    return `${number[1] ?? ""}${String(Number(digits) + 1).padStart(digits.length, "0")}`;
  }
  const letters = /^(.*?[^A-Za-z])?([A-Z]{1,3})$/s.exec(label);
  if (letters !== null) return `${letters[1] ?? ""}${lettersAt(ALL, letterPosition(letters[2] ?? "") + 1)}`;
  return `${label} 2`;
}

/** The first label after `label` that is not taken. */
export function freeLabelAfter(label: string, taken: ReadonlySet<string>): string {
  let next = labelAfter(label);
  while (taken.has(next)) next = labelAfter(next);
  return next;
}
