// Joining a line. In the window before the sale a fan on the organiser's list, or with the code, comes ahead of everyone.
import type { JoinAnswer } from "../../durable-objects/waiting-line/replies.ts";
import { database } from "../kit/db/database.ts";
import type { Ctx } from "../kit/env.ts";
import { Refusal } from "../kit/failures.ts";
import { sameText } from "../kit/http/hash.ts";
import { lineOf } from "../kit/objects.ts";
import { knownShow } from "../sale/known-shows.ts";
import { countFailedTry, isVipGuest } from "./db/vips.ts";
import { VipBrake } from "./vip-brake.ts";

const vipBrake = new VipBrake();

export type Joining = { readonly show_id: string; readonly fan: string; readonly vip_code: string | null };

export async function joinLine(c: Ctx, joining: Joining): Promise<JoinAnswer> {
  const vip = await isVip(c, joining);
  const item = vip ? { fan: joining.fan, vip } : { fan: joining.fan };
  return lineOf(c.env, joining.show_id).joinOne(item);
}

/** Asked only inside the window: on the road of an ordinary join there is no look at D1. */
async function isVip(c: Ctx, { show_id, fan, vip_code }: Joining): Promise<boolean> {
  const now_ms = c.get("now_ms");
  const show = await knownShow(c.env, show_id, now_ms);
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
