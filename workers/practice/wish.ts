// What kind of practice an address or a form asks for. What cannot be read is left out, as with any address typed by hand.
import { customLevel } from "../../domain/crowd/levels.ts";
import {
  PRACTICE_HALLS,
  PRACTICE_LEVELS,
  type PracticeAnswer,
  type PracticeInput,
} from "../../schema/http/practice.ts";
import { LIMITS } from "../../schema/limits.ts";
import type { Form } from "../kit/pages/form.ts";

export type PracticeWish = {
  readonly level: (typeof PRACTICE_LEVELS)[number];
  readonly layout: (typeof PRACTICE_HALLS)[number];
  /** A coming show whose own hall is asked for. */
  readonly hall_of: string | null;
  /** Of the practice that a link shares. */
  readonly seed: number | null;
  /** The address names something that there is not: what it was to begin is not what begins. */
  readonly unreadable: boolean;
  /** A crowd of one's own, for where it is asked for. */
  readonly custom: Crowd;
};
type Crowd = Pick<PracticeAnswer["crowd"], "bots" | "react_ms" | "decide_ms">;

/** As ids of shows are given out. */
const SHOW_ID = /^show_[\w-]{1,60}$/;

type Field = (name: string) => string | undefined;

export function wishOf(field: Field): PracticeWish {
  const level = PRACTICE_LEVELS.find((one) => one === field("level")) ?? "easy";
  const hall = field("layout") ?? "";
  const layout = PRACTICE_HALLS.find((one) => one === hall);
  const hall_of = layout === undefined && SHOW_ID.test(hall) ? hall : null;
  const seed = seedOf(field("seed") ?? "");
  const said = [
    [field("level"), field("level") === level],
    [field("layout"), layout !== undefined || hall_of !== null],
    [field("seed"), seed !== null],
  ] as const;
  const unreadable = said.some(([text, read]) => text !== undefined && text !== "" && !read);
  return { level, layout: layout ?? "theatre", hall_of, seed, unreadable, custom: crowdOf(field) };
}

function crowdOf(field: Field): Crowd {
  const { bots, react_ms, decide_ms } = customLevel({
    ...whole("bots", field("bots"), 1),
    ...whole("react_ms", field("react_s"), 1_000),
    ...whole("decide_ms", field("decide_s"), 1_000),
  });
  return { bots, react_ms, decide_ms };
}

function seedOf(text: string): number | null {
  const seed = /^\d{1,10}$/.test(text) ? Number(text) : null;
  return seed !== null && seed <= LIMITS.practice_seed_max ? seed : null;
}

export function inputOf({ get }: Form): PracticeInput {
  const { level, layout, hall_of, seed, custom } = wishOf(get);
  const own = level === "custom" ? custom : {};
  return { level, ...(hall_of === null ? { layout } : { hall_of }), ...own, ...(seed === null ? {} : { seed }) };
}

/** Seconds are typed with a point; the crowd's own limits bound what comes of it. */
function whole<N extends string>(name: N, text: string | undefined, times: number): Partial<Record<N, number>> {
  const value =
    text !== undefined && /^\d{1,4}(?:\.\d{1,3})?$/.test(text) ? Math.max(1, Math.round(Number(text) * times)) : null;
  return value === null ? {} : ({ [name]: value } as Record<N, number>);
}

type Shared = Pick<PracticeAnswer, "level" | "layout" | "hall_of" | "seed"> & { readonly crowd: Crowd };

/** As a form and an address name the hall. */
export const hallField = ({ layout, hall_of }: Pick<Shared, "layout" | "hall_of">): string =>
  hall_of?.show_id ?? layout ?? "theatre";

/** As a form and an address say how many come and how fast they are; a level's own crowd needs no word. */
export const crowdFields = ({
  level,
  crowd,
}: Pick<Shared, "level" | "crowd">): readonly (readonly [string, string])[] =>
  level !== "custom"
    ? []
    : [
        ["bots", String(crowd.bots)],
        ["react_s", String(crowd.react_ms / 1_000)],
        ["decide_s", String(crowd.decide_ms / 1_000)],
      ];

/** The same seats and the same rivals, for whoever opens it. */
export const sharedPath = (practice: Shared): string =>
  `/practice?${new URLSearchParams([
    ["level", practice.level],
    ["layout", hallField(practice)],
    ["seed", String(practice.seed)],
    ...crowdFields(practice).map(([name, value]) => [name, value]),
  ])}`;
