// `booking <number>`: the whole story of one booking, by its id or the number a fan reads aloud.
import * as z from "zod/mini";
import { type Api, Refused } from "../cli/api.ts";
import type { Asked, Command } from "../cli/command.ts";
import { DONE } from "../cli/exit-codes.ts";
import { pairs, tell, timeOf, won } from "../cli/tell.ts";

const found = z.object({ booking_id: z.string(), number: z.string(), show_id: z.string() });
export type FoundBooking = z.infer<typeof found>;

const story = z.looseObject({
  booking_id: z.string(),
  number: z.string(),
  status: z.string(),
  buyer: z.object({ id: z.string(), name: z.string(), email: z.nullable(z.string()) }),
  show_id: z.string(),
  showtime_id: z.string(),
  total_krw: z.int(),
  refunded_krw: z.int(),
  lines: z.array(z.record(z.string(), z.unknown())),
  items: z.array(
    z.object({ at_ms: z.int(), source: z.string(), kind: z.string(), facts: z.record(z.string(), z.unknown()) }),
  ),
});
export type Story = z.infer<typeof story>;

export const bookingCommand: Command = {
  name: "booking",
  takes: "<number>",
  says: "tell everything that happened to a booking, by its number or id",
  run: async (asked: Asked) => {
    const api = await asked.api();
    const told = await readStory(api, await findBooking(api, asked.words[0] ?? ""));
    tell(asked, told, storyLines(told));
    return DONE;
  },
};

export async function findBooking(api: Api, text: string): Promise<FoundBooking> {
  try {
    return await api.get(`/v1/api/admin/bookings/${encodeURIComponent(text)}`, found);
  } catch (error) {
    if (!(error instanceof Refused && error.code === "not_found")) throw error;
    throw new Refused({ code: error.code, status: error.status, words: `no booking is called ${text}` });
  }
}

export const readStory = (api: Api, { show_id, booking_id }: FoundBooking): Promise<Story> =>
  api.get(`/v1/api/manage/shows/${show_id}/purchases/${booking_id}/story`, story);

const factsOf = (facts: Readonly<Record<string, unknown>>): string =>
  Object.entries(facts)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${name}=${Array.isArray(value) ? value.join(",") : value}`)
    .join(" ");

const storyLines = (told: Story): string[] => [
  ...pairs([
    ["booking", `${told.number} (${told.booking_id})`],
    ["status", told.status],
    ["buyer", `${told.buyer.name} ${told.buyer.email ?? ""}`.trim()],
    ["show", `${told.show_id}, ${told.showtime_id}`],
    ["paid", `${won(told.total_krw)}, ${won(told.refunded_krw)} given back`],
    ["seats", told.lines.length],
  ]),
  "",
  ...told.items.map(({ at_ms, source, kind, facts }) =>
    `${timeOf(at_ms)}  ${source.padEnd(6)}  ${kind}  ${factsOf(facts)}`.trimEnd(),
  ),
];
