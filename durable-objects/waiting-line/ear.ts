// What a listener's socket remembers of them.

/** What outlives a sleeping object: kept with the socket itself. */
export type Ear = { fan: string; position: number; version: number; sale: string; notice_id: number };

/** Written by this code, but perhaps by an older version of it. */
export function parseEar(value: unknown): Ear | null {
  if (typeof value !== "object" || value === null) return null;
  const { fan, position, version, sale, notice_id } = value as Record<string, unknown>;
  if (typeof fan !== "string" || typeof sale !== "string") return null;
  if (typeof position !== "number" || typeof version !== "number" || typeof notice_id !== "number") return null;
  return { fan, position, version, sale, notice_id };
}
