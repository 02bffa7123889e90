// What the plan format has no place for, we write beside it: into the free text of an object's `uuid`, which no renderer
// reads. A note begins with its own name, so that a plan of anybody else is never mistaken for ours.
const MARK = "fairline-1?";
const NOTE_CHARS_MAX = 2_000;

export type Note = ReadonlyMap<string, string>;

export const writeNote = (fields: Readonly<Record<string, string>>): string =>
  MARK +
  Object.entries(fields)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join("&");

export function readNote(uuid: unknown): Note | null {
  if (typeof uuid !== "string" || !uuid.startsWith(MARK) || uuid.length > NOTE_CHARS_MAX) return null;
  const note = new Map<string, string>();
  for (const part of uuid.slice(MARK.length).split("&")) {
    const [name = "", value = ""] = part.split("=");
    try {
      note.set(name, decodeURIComponent(value));
    } catch {
      return null;
    }
  }
  return note;
}

export function numbersIn(text: string | undefined): readonly number[] {
  if (text === undefined || text === "") return [];
  return text.split(",").map(Number).filter(Number.isInteger);
}
