// Joining a line. In the window before the sale a fan on the organiser's list, or with the code, comes ahead of everyone.
import type { JoinAnswer } from "../../durable-objects/waiting-line/replies.ts";
import type { CheckAnswer, CheckShown } from "../../schema/http/checks.ts";
import type { ShowRow } from "../catalogue/db/shows.ts";
import { database } from "../kit/db/database.ts";
import type { Ctx } from "../kit/env.ts";
import { Refusal } from "../kit/failures.ts";
import { rangeOf } from "../kit/http/address.ts";
import { sameText } from "../kit/http/hash.ts";
import { lineOf } from "../kit/objects.ts";
import { knownShow } from "../sale/known-shows.ts";
import { refuseLine } from "./answers.ts";
import { checkAnswer, checkRuleOf, shownOf } from "./checks.ts";
import { countFailedTry, isVipGuest } from "./db/vips.ts";
import { noteInPractice } from "./practice-notes.ts";
import { byRoad } from "./road.ts";
import { VipBrake } from "./vip-brake.ts";

const vipBrake = new VipBrake();

export type Joining = {
  readonly show_id: string;
  readonly fan: string;
  readonly vip_code: string | null;
  readonly shown?: CheckShown | undefined;
};

export async function joinLine(c: Ctx, joining: Joining): Promise<JoinAnswer> {
  const { show_id, fan } = joining;
  const show = await knownShow(c.env, show_id, c.get("now_ms"));
  const [vip, shown] = await Promise.all([
    isVip(c, joining, show),
    shownOf(c, joining.shown, { show_id, fan_id: fan }),
  ]);
  const asked = show === null ? {} : { asked: { ...askedOf(c, show), shown } };
  const item = { fan, ...asked, ...(vip ? { vip } : {}) };
  const answer = await byRoad(c, joining, (road) => road.joinOne(item));
  if (answer.ok) noteInPractice(c, { kind: "joined", position: answer.value.place.position });
  return answer;
}

/** What this fan would be asked, should they join now. */
export async function checkBefore(c: Ctx, { show_id, fan }: Pick<Joining, "show_id" | "fan">): Promise<CheckAnswer> {
  const show = await knownShow(c.env, show_id, c.get("now_ms"));
  if (show === null) throw new Refusal("not_found");
  const asks = await lineOf(c.env, show_id).checkAsked({ fan, ...askedOf(c, show) });
  return checkAnswer(c, asks, { show_id, fan_id: fan });
}

/** The same asked of who wants something else of this show than a place in its line; refused as a join would be. */
export async function passCheck(c: Ctx, { show_id, fan, shown }: Omit<Joining, "vip_code">): Promise<void> {
  const show = await knownShow(c.env, show_id, c.get("now_ms"));
  if (show === null) return;
  const asked = { ...askedOf(c, show), shown: await shownOf(c, shown, { show_id, fan_id: fan }) };
  const passed = await lineOf(c.env, show_id).showCheck({ fan, asked });
  if (!passed.ok) refuseLine(passed.failure, c.get("now_ms"));
}

const askedOf = (c: Ctx, show: ShowRow) => ({ rule: checkRuleOf(c.env, show, c.get("now_ms")), range: rangeOf(c) });

/** Asked only inside the window: on the road of an ordinary join there is no look at D1. */
async function isVip(c: Ctx, { show_id, fan, vip_code }: Joining, show: ShowRow | null): Promise<boolean> {
  const now_ms = c.get("now_ms");
  if (show === null || show.vip_opens_at_ms === null) return false;
  const gathering_at_ms = show.lobby_opens_at_ms ?? show.opens_at_ms;
  if (now_ms < show.vip_opens_at_ms || now_ms >= gathering_at_ms) return false;
  if (vip_code !== null && show.vip_code !== null) {
    const right = sameText(vip_code.trim(), show.vip_code);
    const answer = vipBrake.try({ show_id, fan, right, now_ms });
    if ("wait_ms" in answer) throw new Refusal("too_many_requests", undefined, Math.ceil(answer.wait_ms / 1_000));
    if (answer.right) return true;
    c.executionCtx.waitUntil(countFailedTry(database(c.env), show_id).run());
  }
  return isVipGuest(database(c.env), { show_id, user_id: fan });
}
