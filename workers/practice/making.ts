// Beginning a practice: a place in the house, a sale of its own with its crowd, and a token for its one person.

import type { HallName } from "../../domain/crowd/halls.ts";
import { customLevel, LEVELS, type Level } from "../../domain/crowd/levels.ts";
import { codeOfPractice, PRACTICE_ID_BYTES, practiceId, practiceShowId } from "../../domain/crowd/names.ts";
import { type CrowdOrder, practiceOrder, practiceTimes } from "../../domain/crowd/order.ts";
import type { PracticeInput, PracticeMade } from "../../schema/http/practice.ts";
import { LIMITS } from "../../schema/limits.ts";
import type { FoundShow } from "../catalogue/db/shows.ts";
import { writeCookie } from "../kit/cookies.ts";
import type { Ctx } from "../kit/env.ts";
import { Refusal } from "../kit/failures.ts";
import { rangeOf } from "../kit/http/address.ts";
import { crowdOf, practiceHouse } from "../kit/objects.ts";
import { paths } from "../kit/pages/paths.ts";
import { signPracticeToken } from "../people/auth/practice-token.ts";
import { openOwnHall, ownHall } from "./own-halls.ts";
import { mayPractise } from "./quiet.ts";

export async function makePractice(c: Ctx, wish: PracticeInput): Promise<PracticeMade> {
  const now_ms = Date.now();
  if (!(await mayPractise(c.env, now_ms))) throw new Refusal("practice_off");
  const id = practiceId(crypto.getRandomValues(new Uint8Array(PRACTICE_ID_BYTES)));
  const level = levelOf(wish);
  const { hall_of = null } = wish;
  // A closed hall takes no place in the house; plans are read and drawn only for whom there is one.
  const found = hall_of === null ? null : await openOwnHall(c.env, hall_of, now_ms);
  const { ends_at_ms } = practiceTimes(now_ms);
  const admission = { id, kind: "practice", bots: level.bots, asker: rangeOf(c), until_ms: ends_at_ms } as const;
  const admitted = await practiceHouse(c.env).admit(admission);
  if (!admitted.ok) throw new Refusal("practice_full", undefined, admitted.retry_after_s);
  const layout = found === null ? (wish.layout ?? "theatre") : null;
  const seed = wish.seed ?? freshSeed();
  const order = await ordered(c.env, { found, layout, id, seed, level, now_ms });
  const code = codeOfPractice(id);
  const opened = await crowdOf(c.env, code).open(order);
  if (!opened.ok) {
    await practiceHouse(c.env).left(id);
    throw new Refusal("practice_full", undefined, 1);
  }
  const token = await signPracticeToken(c.env, { practice_id: id, ends_at_ms });
  writeCookie(c, "practice", token, Math.ceil((ends_at_ms - now_ms) / 1_000));
  const url = new URL(paths.practice(id), c.req.url).href;
  const { opens_at_ms } = order.window;
  const show_id = practiceShowId(code);
  return { id, url, show_id, seed, level: level.name, layout, hall_of, opens_at_ms, now_ms: Date.now() };
}

type Wanted = Omit<Parameters<typeof practiceOrder>[0], "hall"> & {
  readonly found: FoundShow | null;
  readonly layout: HallName | null;
};

async function ordered(env: Env, { found, layout, ...wanted }: Wanted): Promise<CrowdOrder> {
  try {
    const hall = found === null ? (layout ?? "theatre") : await ownHall(env, found);
    return practiceOrder({ ...wanted, hall });
  } catch (error) {
    await practiceHouse(env).left(wanted.id);
    throw error;
  }
}

function levelOf({ level, bots, react_ms, decide_ms }: PracticeInput): Level {
  if (level !== "custom") return LEVELS[level];
  return customLevel({
    ...(bots === undefined ? {} : { bots }),
    ...(react_ms === undefined ? {} : { react_ms }),
    ...(decide_ms === undefined ? {} : { decide_ms }),
  });
}

const freshSeed = (): number => (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) % (LIMITS.practice_seed_max + 1);
