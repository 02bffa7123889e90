// Structured logs: one JSON line per event, the request id in each. Never a token, an address or a body.
type Fields = Readonly<Record<string, string | number | boolean | null | undefined>>;

const RANK = { info: 0, warn: 1, error: 2 } as const;
export type LogLevel = keyof typeof RANK;

let least: LogLevel = "info";

/** LOG_LEVEL of the deployment; anything unknown keeps everything. */
export function logFrom(level: string): void {
  least = level === "warn" || level === "error" ? level : "info";
}

export function log(level: LogLevel, event: string, fields: Fields): void {
  if (RANK[level] < RANK[least]) return;
  const line = JSON.stringify({ level, event, ...fields });
  if (level === "error") console.error(line);
  else if (level === "warn") console.warn(line);
  else console.log(line);
}

/** A door's address is its right: what stands behind it is written down nowhere. */
export const loggedPath = (path: string): string => (path.startsWith("/door/") ? "/door/-" : path);

/** The class and message of what was thrown, bounded; stacks stay in the log and never reach an answer. */
export function thrown(error: unknown): { error: string; stack?: string } {
  if (!(error instanceof Error)) return { error: String(error).slice(0, 500) };
  const text = `${error.name}: ${error.message}`.slice(0, 500);
  return error.stack === undefined ? { error: text } : { error: text, stack: error.stack.slice(0, 2_000) };
}
