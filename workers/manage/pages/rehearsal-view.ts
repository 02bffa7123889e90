// What the pages of rehearsals say of one: its words, its crowd and settings in lines, its figures as people read them.
import type { RehearsalDesk } from "../../../durable-objects/rehearsals/desk.ts";
import type { Language } from "../../../schema/http/words.ts";
import { duration, grouped } from "../../../web/words/format.ts";
import { rehearsalsEn } from "../../../web/words/rehearsals-en.ts";
import { type RehearsalWords, rehearsalsKo } from "../../../web/words/rehearsals-ko.ts";
import { wordsFor } from "../../../web/words/words.ts";
import type { PageFrame } from "../../kit/pages/view-models.ts";
import type { ShowOfPage } from "./as-owner.ts";
import { consolePaths } from "./paths.ts";

export type Rehearsal = NonNullable<ReturnType<RehearsalDesk["read"]>>;
export type Report = NonNullable<Rehearsal["report"]>;
export type RehearsalView = {
  readonly show: ShowOfPage;
  readonly rehearsal: Rehearsal;
  /** A sale whose room can be turned now; a draft has none. */
  readonly turnable: boolean;
};
export type Fact = { readonly id: string; readonly name: string; readonly value: string };

export const rehearsalWords = (language: Language): RehearsalWords => (language === "en" ? rehearsalsEn : rehearsalsKo);

/** A browser without a script asks again so often while something runs. */
export const REFRESH_S = 2;

export const percent = (share: number): string => `${Math.round(share * 100)}%`;
export const percentDone = ({ progress }: Rehearsal): number => Math.floor(progress * 100);

/** Three times of the same sale: the one in the middle speaks for them. */
export function soldOutAfter({ sold_out, sales }: Report): number | null {
  if (!sold_out.in_all) return null;
  const times = sales.flatMap(({ sold_out_ms }) => sold_out_ms ?? []).sort((a, b) => a - b);
  return times[Math.floor(times.length / 2)] ?? null;
}

export function factsOf({ asked, plays }: Rehearsal, language: Language): Fact[] {
  const words = rehearsalWords(language);
  const { settings: names } = words;
  const said = (ms: number): string => duration(ms, language);
  const { settings, limits, rounds } = plays;
  const seats = Object.values(plays.seats).reduce((sum, n) => sum + (n ?? 0), 0);
  const values: readonly (readonly [keyof typeof names, string])[] = [
    ["fans", grouped(asked.fans)],
    ["arrive_within_ms", said(asked.arrive_within_ms)],
    ["no_show", percent(asked.no_show)],
    ["decide_ms", said(asked.decide_ms)],
    ["decline", percent(asked.decline)],
    ["seats", grouped(seats)],
    ["rounds", words.report.rounds(rounds.played, rounds.of)],
    ["room_capacity", grouped(settings.room_capacity)],
    ["batch_size", grouped(settings.batch_size)],
    ["step_ms", said(settings.step_ms)],
    ["claim_ms", said(settings.claim_ms)],
    ["hold_ms", said(limits.hold_ms)],
    ["payment_ms", said(limits.payment_ms)],
    ["seats_per_fan", grouped(limits.seats_per_fan)],
    ["seed", String(asked.seed)],
  ];
  return values.map(([id, value]) => ({ id, name: names[id], value }));
}

/** A setting's value as its unit has it. */
export const settingValue = (setting: string, value: number, language: Language): string =>
  setting.endsWith("_ms") ? duration(value, language) : grouped(value);

export const crumbsOf = (frame: PageFrame, show: ShowOfPage, last?: string) => {
  const words = rehearsalWords(frame.language);
  const up = [
    { label: wordsFor(frame.language).console.shows.title, href: consolePaths.shows },
    { label: show.title, href: consolePaths.live(show.id) },
  ];
  if (last === undefined) return [...up, { label: words.title }];
  return [...up, { label: words.title, href: consolePaths.rehearsals(show.id) }, { label: last }];
};
