// Cursors are opaque to clients and parsed like anything else from outside.
import * as z from "zod/mini";
import { Refusal } from "../failures.ts";
import { base64Url } from "./hash.ts";

/** Where a list stopped: the sort key and the id of its last item, and the moment the first page was made. */
export const cursorShape = z.object({ key: z.number(), id: z.string(), at_ms: z.number() });
export type Cursor = z.infer<typeof cursorShape>;

export const writeCursor = (cursor: Cursor): string => base64Url(new TextEncoder().encode(JSON.stringify(cursor)));

export function readCursor(text: string | undefined): Cursor | null {
  if (text === undefined) return null;
  try {
    const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(binary, (char) => char.charCodeAt(0));
    return cursorShape.parse(JSON.parse(new TextDecoder().decode(bytes)));
  } catch {
    throw new Refusal("invalid", { errors: [{ path: "cursor", fault: "cursor_unknown" }] });
  }
}

export type Found<T> = { readonly found: T[]; readonly next: Cursor | null };

/** One row more than asked tells whether there is a next page. */
export function cut<T>(rows: readonly T[], limit: number, cursorOf: (row: T) => Cursor): Found<T> {
  const found = rows.slice(0, limit);
  const last = found.at(-1);
  return { found, next: rows.length > limit && last !== undefined ? cursorOf(last) : null };
}
