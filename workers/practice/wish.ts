// What kind of practice an address or a form asks for. What cannot be read is left out, as with any address typed by hand.
import { PRACTICE_HALLS, PRACTICE_LEVELS, type PracticeInput } from "../../schema/http/practice.ts";
import { LIMITS } from "../../schema/limits.ts";
import type { Form } from "../kit/pages/form.ts";

export type PracticeWish = {
  readonly level: (typeof PRACTICE_LEVELS)[number];
  readonly layout: (typeof PRACTICE_HALLS)[number];
  /** Of the practice that a link shares. */
  readonly seed: number | null;
};

type Field = (name: string) => string | undefined;

export function wishOf(field: Field): PracticeWish {
  const level = PRACTICE_LEVELS.find((one) => one === field("level")) ?? "easy";
  const layout = PRACTICE_HALLS.find((one) => one === field("layout")) ?? "theatre";
  return { level, layout, seed: seedOf(field("seed") ?? "") };
}

function seedOf(text: string): number | null {
  const seed = /^\d{1,10}$/.test(text) ? Number(text) : null;
  return seed !== null && seed <= LIMITS.practice_seed_max ? seed : null;
}

export function inputOf({ get }: Form): PracticeInput {
  const { level, layout, seed } = wishOf(get);
  const own =
    level === "custom"
      ? {
          ...whole("bots", get("bots"), 1),
          ...whole("react_ms", get("react_s"), 1_000),
          ...whole("decide_ms", get("decide_s"), 1_000),
        }
      : {};
  return { level, layout, ...own, ...(seed === null ? {} : { seed }) };
}

/** Seconds are typed with a point; the crowd's own limits bound what comes of it. */
function whole<N extends string>(name: N, text: string, times: number): Partial<Record<N, number>> {
  const value = /^\d{1,4}(?:\.\d{1,3})?$/.test(text) ? Math.max(1, Math.round(Number(text) * times)) : null;
  return value === null ? {} : ({ [name]: value } as Record<N, number>);
}

/** The same seats and the same rivals, for whoever opens it. */
export const sharedPath = ({ level, layout, seed }: { level: string; layout: string | null; seed: number }): string =>
  `/practice?level=${level}&layout=${layout ?? "theatre"}&seed=${seed}`;
