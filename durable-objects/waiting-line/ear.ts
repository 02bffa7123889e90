// What a listener's socket remembers of them.

/** What outlives a sleeping object: kept with the socket itself. */
export type Ear = {
  /** Never changes; the position does, when a lobby is frozen and when it is drawn. */
  arrival: number;
  position: number;
  version: number;
  sale: string;
  notice_id: number;
};

/** Written by this code, but perhaps by an older version of it. */
export function parseEar(value: unknown): Ear | null {
  if (typeof value !== "object" || value === null) return null;
  const { position, version, sale, notice_id, arrival = position } = value as Record<string, unknown>;
  if (typeof sale !== "string") return null;
  if (typeof position !== "number" || typeof version !== "number" || typeof notice_id !== "number") return null;
  if (typeof arrival !== "number") return null;
  return { arrival, position, version, sale, notice_id };
}
