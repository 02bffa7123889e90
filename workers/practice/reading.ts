// How a practice stands, for whoever has its id; and the practice whose person asks.
import { codeOfPractice, isPracticeId } from "../../domain/crowd/names.ts";
import type { CrowdView } from "../../durable-objects/crowd/views.ts";
import type { PracticeAnswer } from "../../schema/http/practice.ts";
import { readCookie } from "../kit/cookies.ts";
import type { Ctx } from "../kit/env.ts";
import { Refusal } from "../kit/failures.ts";
import { crowdOf } from "../kit/objects.ts";
import { verifyPracticeToken } from "../people/auth/practice-token.ts";

/** An id that was made up asks an object that has nothing and keeps nothing. */
export async function readPractice(c: Ctx, practice_id: string): Promise<PracticeAnswer> {
  if (!isPracticeId(practice_id)) throw new Refusal("not_found");
  const view = await crowdOf(c.env, codeOfPractice(practice_id)).view();
  if (view === null || view.order.id !== practice_id || view.order.kind !== "practice") throw new Refusal("not_found");
  return answerOf(c, view);
}

function answerOf(c: Ctx, { state, place, card, order, now_ms }: CrowdView): PracticeAnswer {
  const { id, hall, of_show, title, layout_version, seed, level, window, ends_at_ms } = order;
  const { bots, react_ms, decide_ms, holds_per_second_max, seats_for_sale, returning } = level;
  return {
    id,
    state,
    place,
    level: level.name,
    layout: hall,
    hall_of: of_show === undefined ? null : { show_id: of_show, title: title?.[c.get("language") ?? "ko"] ?? "" },
    layout_version,
    seed,
    crowd: { bots, react_ms, decide_ms, holds_per_second_max, seats_for_sale, returning },
    opens_at_ms: window.opens_at_ms,
    ends_at_ms,
    ...(card === null ? {} : { card: structuredClone(card) as PracticeAnswer["card"] }),
    now_ms,
  };
}

/** Acting on a practice takes its token; having its id is enough to read alone. */
export async function demandPerson(c: Ctx, practice_id: string): Promise<void> {
  const claims = await verifyPracticeToken(c.env, readCookie(c, "practice"), c.get("now_ms"));
  if (claims?.practice_id !== practice_id) throw new Refusal("not_found");
}

export async function finishPractice(c: Ctx, practice_id: string): Promise<void> {
  await demandPerson(c, practice_id);
  await crowdOf(c.env, codeOfPractice(practice_id)).finish();
}
