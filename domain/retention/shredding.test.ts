import { expect, it } from "vitest";
import { keptKo } from "../../web/words/kept-ko.ts";
import { KEPT_ABOUT_PEOPLE } from "./kept.ts";
import { rulesOfMinute, SHRED_RULES } from "./shredding.ts";

const MINUTE_MS = 60_000;
const UNITS = [
  { ms: 365 * 24 * 60 * MINUTE_MS, en: /(\d+) years?/, ko: /(\d+)년/ },
  { ms: 24 * 60 * MINUTE_MS, en: /(\d+) days?/, ko: /(\d+)일/ },
  { ms: 60 * MINUTE_MS, en: /(\d+) hours?/, ko: /(\d+)시간/ },
  { ms: MINUTE_MS, en: /(\d+) minutes?/, ko: /(\d+)분/ },
] as const;

/** Rows that carry their own end: how long after their making that is. */
const OWN_SPAN_MS: Readonly<Record<string, number>> = {
  kept_answers: 24 * 60 * MINUTE_MS,
  open_inboxes: 30 * MINUTE_MS,
};

function spanSaid(text: string, language: "ko" | "en"): number | null {
  for (const unit of UNITS) {
    const found = unit[language].exec(text);
    if (found?.[1] !== undefined) return Number(found[1]) * unit.ms;
  }
  return null;
}

it("F8: the words say of each table the time after which its rows are deleted, in both languages", () => {
  for (const { table, after_ms } of SHRED_RULES) {
    const said = KEPT_ABOUT_PEOPLE.find((kept) => kept.table === table)?.how_long ?? "";
    const due_ms = after_ms === 0 ? OWN_SPAN_MS[table] : after_ms;
    expect([table, spanSaid(said, "en"), spanSaid(keptKo[table].how_long, "ko")]).toEqual([table, due_ms, due_ms]);
  }
});

it("F8: a table whose words name a time has a rule that carries it out", () => {
  const ruled = new Set<string>(SHRED_RULES.map(({ table }) => table));
  const timed = KEPT_ABOUT_PEOPLE.filter(({ how_long }) => spanSaid(how_long, "en") !== null);
  expect(timed.filter(({ table }) => !ruled.has(table)).map(({ table }) => table)).toEqual([]);
});

it("F8: short-lived rows go each minute, old ones once an hour, and no rule is forgotten", () => {
  const hour = Array.from({ length: 60 }, (_, minute) => rulesOfMinute(minute * MINUTE_MS));
  const times = (table: string) => hour.filter((rules) => rules.some((rule) => rule.table === table)).length;
  for (const { table, pace } of SHRED_RULES) expect([table, times(table)]).toEqual([table, pace === "hour" ? 1 : 60]);
});
