// Pictures in D1: a row takes less than a poster may have, so each is cut into parts.
import { asc, eq } from "drizzle-orm";
import { picture_parts, shows } from "../../../schema/tables/catalogue.ts";
import type { Database } from "../../kit/db/database.ts";

/** Far below what a row may have. */
const PART_BYTES = 512 * 1024;

export async function insertPicture(db: Database, name: string, bytes: Uint8Array): Promise<void> {
  const parts = Array.from({ length: Math.ceil(bytes.length / PART_BYTES) }, (_, part) => ({
    name,
    part,
    bytes: bytes.slice(part * PART_BYTES, (part + 1) * PART_BYTES),
  }));
  const [first, ...rest] = parts.map((part) => db.insert(picture_parts).values(part).onConflictDoNothing());
  if (first !== undefined) await db.batch([first, ...rest]);
}

export async function readParts(db: Database, name: string): Promise<Uint8Array<ArrayBuffer> | null> {
  const rows = await db
    .select({ bytes: picture_parts.bytes })
    .from(picture_parts)
    .where(eq(picture_parts.name, name))
    .orderBy(asc(picture_parts.part));
  if (rows.length === 0) return null;
  const parts = rows.map(({ bytes }) => new Uint8Array(bytes));
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

export const isShown = async (db: Database, poster: string): Promise<boolean> =>
  (await db.select({ id: shows.id }).from(shows).where(eq(shows.poster, poster)).limit(1)).length > 0;

export const deletePicture = (db: Database, name: string) =>
  db.delete(picture_parts).where(eq(picture_parts.name, name));
