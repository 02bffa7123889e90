// What is to be sent next, and what an answer of the webhook means for it. A message that could not be told waits and is
// told later as it then is: the webhook's being away loses no incident.
import type { Incident } from "./incidents.ts";

/** How far an incident has been told. */
export type Told = {
  readonly rev: number;
  /** Null until the webhook has named the message. */
  readonly message_id: string | null;
  readonly failures: number;
  /** A message may stand there whose name was never heard: the service takes no key that would make a second the same. */
  readonly unheard?: boolean;
};

export const NEVER_TOLD: Told = { rev: 0, message_id: null, failures: 0 };

export type Tracked = { readonly incident: Incident; readonly told: Told };

export type Answered = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed where it was JSON. */
  readonly body: unknown;
};

/** `none`: no answer at all. */
export type Outcome =
  | { readonly kind: "told"; readonly told: Told; readonly wait_ms: number }
  | { readonly kind: "again"; readonly told: Told; readonly wait_ms: number };

const RETRY_FIRST_MS = 2_000;
const RETRY_MAX_MS = 300_000;
/** Whatever a service says about when to come again, it is not believed beyond this. */
const ASKED_WAIT_MAX_MS = 3_600_000;

/** The oldest first; null where everything is told. */
export function nextToTell(tracked: readonly Tracked[]): Tracked | null {
  const untold = tracked.filter(({ incident, told }) => told.rev < incident.rev);
  return untold.toSorted((a, b) => a.incident.began_at_ms - b.incident.began_at_ms)[0] ?? null;
}

/** `wait_ms`: how long nothing more may be sent; nought where the next may follow at once. */
export function outcomeOf({ incident, told }: Tracked, answer: Answered | null): Outcome {
  if (answer === null || answer.status >= 500) return again({ ...told, ...unheardIn(told) });
  const { status } = answer;
  if (status >= 200 && status < 300) {
    const message_id = idIn(answer.body) ?? told.message_id;
    return {
      kind: "told",
      told: { ...told, rev: incident.rev, message_id, failures: 0 },
      wait_ms: spentWaitMs(answer),
    };
  }
  // Somebody deleted the message: the incident is told anew.
  if (status === 404 && told.message_id !== null) return again({ ...told, message_id: null });
  if (status === 429) return { kind: "again", told, wait_ms: askedWaitMs(answer) };
  return again(told);
}

/** An edit that is sent twice is one edit; a message that is made twice is two. */
const unheardIn = ({ message_id }: Told): Pick<Told, "unheard"> => (message_id === null ? { unheard: true } : {});

function again(told: Told): Outcome {
  const wait_ms = Math.min(RETRY_FIRST_MS * 2 ** told.failures, RETRY_MAX_MS);
  return { kind: "again", told: { ...told, failures: told.failures + 1 }, wait_ms };
}

/** The header is in seconds everywhere; the body is in seconds today and was in milliseconds once, so it comes last. */
function askedWaitMs({ headers, body }: Answered): number {
  const said = [headers["retry-after"], headers["x-ratelimit-reset-after"], retryAfterIn(body)];
  const seconds = said.map(Number).find((number) => Number.isFinite(number) && number >= 0);
  return Math.min(Math.ceil((seconds ?? RETRY_FIRST_MS / 1_000) * 1_000), ASKED_WAIT_MAX_MS);
}

/** The answer was the last of its allowance: the next is sent when there is a new one. */
function spentWaitMs({ headers }: Answered): number {
  if (headers["x-ratelimit-remaining"] !== "0") return 0;
  const seconds = Number(headers["x-ratelimit-reset-after"]);
  return Number.isFinite(seconds) && seconds > 0 ? Math.min(Math.ceil(seconds * 1_000), ASKED_WAIT_MAX_MS) : 0;
}

const fieldOf = (body: unknown, field: string): unknown =>
  typeof body === "object" && body !== null ? (body as Readonly<Record<string, unknown>>)[field] : undefined;

function idIn(body: unknown): string | null {
  const id = fieldOf(body, "id");
  return typeof id === "string" && /^[\w-]{1,64}$/.test(id) ? id : null;
}

function retryAfterIn(body: unknown): number | undefined {
  const seconds = fieldOf(body, "retry_after");
  return typeof seconds === "number" ? seconds : undefined;
}
