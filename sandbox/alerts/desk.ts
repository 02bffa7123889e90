// The stand-in for a Discord webhook: takes messages, has them edited, refuses what the service would refuse, and can be
// busy or away. One pure step from a call to an answer over the messages it has.
import * as z from "zod/mini";

export const BASE = "/sandbox/alerts/webhook";

export type KeptAlert = {
  readonly id: string;
  /** As JSON. */
  readonly body: string;
  readonly edits: number;
  readonly at_ms: number;
};

export const deskSwitches = z.object({
  /** It answers nothing but errors. */
  away: z._default(z.boolean(), false),
  /** It says 429, and to come again after so many seconds; 0: it does not. */
  busy_s: z._default(z.number().check(z.minimum(0), z.maximum(3_600)), 0),
});
export type DeskSwitches = z.infer<typeof deskSwitches>;
export const NO_TROUBLE: DeskSwitches = deskSwitches.parse({});

export type DeskCall = { readonly method: string; readonly path: string; readonly body: unknown };
export type DeskAnswer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** As JSON. */
  readonly body: string;
  /** What the desk keeps from now on under its id; null where nothing changed. */
  readonly kept: KeptAlert | null;
};
type At = { readonly find: (id: string) => KeptAlert | null; readonly newId: () => string; readonly now_ms: number };

const text = (most: number) => z.string().check(z.maxLength(most));
const embed = z.object({
  title: text(256),
  description: text(4_096),
  url: z.optional(z.url({ protocol: /^https?$/ })),
  color: z.int(),
  fields: z.array(z.object({ name: text(256), value: text(1_024), inline: z.boolean() })).check(z.maxLength(25)),
  footer: z.object({ text: text(2_048) }),
  timestamp: z.iso.datetime(),
});
const message = z.object({
  content: text(2_000),
  allowed_mentions: z.object({ parse: z.array(z.string()).check(z.maxLength(0)) }),
  embeds: z.array(embed).check(z.maxLength(10)),
});
/** Of all texts together. */
const CHARS_MAX = 6_000;

export function deskAnswer({ method, path, body }: DeskCall, switches: DeskSwitches, at: At): DeskAnswer {
  if (switches.away) return says(503, { message: "away" });
  if (switches.busy_s > 0) {
    const headers = { "retry-after": String(switches.busy_s), "x-ratelimit-reset-after": String(switches.busy_s) };
    // The body has once said milliseconds: whoever reads it before the header waits wrongly.
    return { ...says(429, { message: "busy", retry_after: switches.busy_s * 1_000, global: false }), headers };
  }
  const read = message.safeParse(body);
  if (!read.success || charsIn(read.data) > CHARS_MAX) return says(400, { message: "Invalid Form Body" });
  if (method === "POST" && path === "")
    return keeps({ id: at.newId(), body: JSON.stringify(read.data), edits: 0, at_ms: at.now_ms });
  const id = /^\/messages\/([\w-]+)$/.exec(path)?.[1];
  const known = method === "PATCH" && id !== undefined ? at.find(id) : null;
  if (known === null) return says(404, { message: "Unknown Message" });
  return keeps({ ...known, body: JSON.stringify(read.data), edits: known.edits + 1 });
}

const says = (status: number, body: unknown): DeskAnswer => ({
  status,
  headers: {},
  body: JSON.stringify(body),
  kept: null,
});
const keeps = (kept: KeptAlert): DeskAnswer => ({ ...says(200, { id: kept.id }), kept });

function charsIn({ content, embeds }: z.infer<typeof message>): number {
  const texts = embeds.flatMap(({ title, description, fields, footer }) => [
    title,
    description,
    footer.text,
    ...fields.flatMap(({ name, value }) => [name, value]),
  ]);
  return [content, ...texts].reduce((sum, one) => sum + one.length, 0);
}
