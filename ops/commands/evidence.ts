// `evidence <show or booking> <folder>`: a pack for an authority or a dispute. Extracts of what was written down, each with what
// proves it; people are numbers unless it is said otherwise.
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod/mini";
import { extractOf, holds } from "../../domain/evidence/extract.ts";
import { LimitWatch } from "../../domain/evidence/limits.ts";
import { Pseudonyms } from "../../domain/evidence/pseudonyms.ts";
import type { LogEntry } from "../../domain/log/entry.ts";
import type { LedgerEvent } from "../../domain/seat-ledger/events.ts";
import { type Api, Refused } from "../cli/api.ts";
import type { Asked, Command } from "../cli/command.ts";
import { DONE, REFUSED } from "../cli/exit-codes.ts";
import { tell, timeOf } from "../cli/tell.ts";
import { checkLine } from "../verify/line.ts";
import { openSource } from "../verify/sources.ts";
import { JournalReader } from "../verify-sale/showtime.ts";
import { findBooking, readStory, type Story } from "./booking.ts";
import { readSale } from "./sale.ts";

export const evidenceCommand: Command = {
  name: "evidence",
  takes: "<show|booking> <folder>",
  says: "make a pack that shows what happened, with proofs, for a show or one booking",
  more: `The line's public log with its signed heads, for a booking the piece of it that concerns it; every ledger's journal and who
stood at the limit for one fan, for a booking its story. People are numbers.`,
  options: { personal: { says: "with the ids, names and addresses of people: only for who may have them" } },
  run: evidence,
};

type Pack = {
  readonly api: Api;
  readonly folder: string;
  readonly show_id: string;
  /** Who they are stays out; the same person is the same number in every file. */
  readonly shown: (value: unknown) => unknown;
  readonly files: string[];
};

async function evidence(asked: Asked): Promise<number> {
  const [named = "", folder = ""] = asked.words;
  if (existsSync(folder)) {
    console.error(`${folder} is there already: a pack is made into a folder of its own`);
    return REFUSED;
  }
  const api = await asked.api();
  const booking = named.startsWith("show_") ? null : await bookingNamed(api, named);
  const names = new Pseudonyms();
  const shown = asked.is("personal") ? (value: unknown) => value : (value: unknown) => names.hide(value);
  const pack: Pack = { api, folder, show_id: booking?.show_id ?? named, shown, files: [] };
  // A show that nobody knows is refused before a folder is made.
  const settings = await readSale(api, pack.show_id);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const entries = await packLog(pack);
  write(pack, "settings.json", { window: "window" in settings ? settings.window : null, settings: settings.settings });
  if (booking === null) await packLedgers(pack);
  else packBooking(pack, booking, entries);
  writeFileSync(join(folder, "READ-ME.txt"), readMe(pack, asked.is("personal")), { mode: 0o600 });
  tell(asked, { folder, files: pack.files }, [`${folder}: ${pack.files.join(", ")}`]);
  return DONE;
}

/** What is no booking may be a show with a name of another kind. */
async function bookingNamed(api: Api, text: string): Promise<Story | null> {
  try {
    return await readStory(api, await findBooking(api, text));
  } catch (error) {
    if (error instanceof Refused && error.code === "not_found") return null;
    throw error;
  }
}

function write({ folder, files }: Pack, file: string, value: unknown): void {
  writeFileSync(join(folder, file), `${JSON.stringify(value, null, 1)}\n`, { mode: 0o600 });
  files.push(file);
}

type Heads = Parameters<typeof extractOf>[1];
type Log = { readonly entries: readonly LogEntry[]; readonly heads: Heads; readonly keys: unknown };

async function packLog(pack: Pack): Promise<Log> {
  const { api, folder, show_id, files } = pack;
  const { source } = openSource({ from: api.url, show_id });
  const { sound } = await checkLine({ show_id, source, receipt_files: [], save_to: join(folder, "line.json") });
  files.push("line.json");
  if (!sound) console.error("the line's log does not hold: npm run verify -- line says where");
  const { source: kept } = openSource({ from: join(folder, "line.json"), show_id });
  const [page, checkpoints, keys] = await Promise.all([kept.page(1), kept.checkpoints(), kept.keys()]);
  return {
    entries: page.entries,
    heads: checkpoints.map(({ checkpoint, signed }) => ({ ...checkpoint, signed })),
    keys,
  };
}

function packBooking(pack: Pack, story: Story, { entries, heads, keys }: Log): void {
  write(pack, "booking.json", pack.shown({ ...story, buyer_id: story.buyer.id, buyer: withoutId(story) }));
  const seqs = story.items.flatMap(({ source, facts }) => (source === "line" ? [Number(facts.seq)] : []));
  if (seqs.length === 0) return;
  const wanted = { show_id: pack.show_id, from_seq: Math.min(...seqs), to_seq: Math.max(...seqs) };
  const extract = extractOf(entries, heads, wanted);
  if (extract === null) return;
  write(pack, "line-extract.json", { ...extract, holds: holds(extract), concerns: seqs, keys });
}

const withoutId = ({ buyer: { name, email } }: Story) => ({ name, email });

const showtimes = z.object({ items: z.array(z.object({ id: z.string(), starts_at_ms: z.int() })) });

async function packLedgers(pack: Pack): Promise<void> {
  const { api, show_id, shown } = pack;
  const { items } = await api.get(`/v1/api/manage/shows/${show_id}/showtimes`, showtimes);
  const limits = [];
  for (const { id, starts_at_ms } of items) {
    const watch = new LimitWatch();
    const events: { seq: number; event: LedgerEvent }[] = [];
    const reader = new JournalReader(api.get, id, ({ seq, event }, state) => {
      events.push({ seq, event });
      watch.see(state, event);
    });
    await reader.readOn();
    const limit = reader.replay.state?.config.limits.seats_per_fan ?? 0;
    const { at_limit, above_limit, ...hit } = watch.hit(limit);
    const people = (ids: readonly string[]) => ids.map((fan_id) => shown({ fan_id }));
    const whole = !reader.broken;
    limits.push({
      showtime_id: id,
      starts_at_ms,
      whole,
      ...hit,
      at_limit: people(at_limit),
      above_limit: people(above_limit),
    });
    write(pack, `journal-${reader.code}.json`, shown(events));
  }
  write(pack, "limits.json", limits);
}

function readMe({ show_id, files }: Pack, personal: boolean): string {
  return [
    `Evidence about ${show_id}, made ${timeOf(Date.now())} UTC.`,
    personal
      ? "It names people: keep it as such."
      : "People are numbers; the same number is the same person in every file. Reasons that people typed, which may name\nothers, are left out.",
    "",
    "line.json          the public log, its signed heads and the keys. Check it: npm run verify -- line line.json",
    "line-extract.json  the entries that concern the booking, up to the next signed head. Each hash is made of the one before",
    "                   and the entry; the head is signed (ES256, the key of that kid in keys).",
    "journal-*.json     everything that happened to the seats and orders of a showtime, in order",
    "limits.json        the limit for one fan, how many seats everybody had at most at once, who stood at the limit",
    "booking.json       the story of the booking",
    "settings.json      the rules in force when this was made",
    "",
    `Here: ${files.join(", ")}.`,
    "",
  ].join("\n");
}
