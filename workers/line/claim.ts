// Claiming: one room at a time. The fan's object remembers where they went last, the line there says whether they are
// still inside; only then does this line let them in. Nobody tells that object of a leaving: such a word can come late, and
// would then wipe out the room that the fan has entered since.

import type { Result } from "../../domain/result.ts";
import type { ClaimedBy, LineFailure } from "../../domain/waiting-line/events.ts";
import type { Entered } from "../../durable-objects/fan/object.ts";
import type { PlaceAnswer } from "../../durable-objects/waiting-line/replies.ts";
import type { Ctx, Identity } from "../kit/env.ts";
import { Refusal } from "../kit/failures.ts";
import { fanOf, lineOf } from "../kit/objects.ts";
import { knownShow } from "../sale/known-shows.ts";
import { refuseLine } from "./answers.ts";
import { noteInPractice } from "./practice-notes.ts";

/** Two claims at the same moment: the one that came first may still be on its way into its line. */
const ENTERING_MS = 10_000;

export type Claim = {
  readonly show_id: string;
  readonly by: ClaimedBy;
  /** Leaves the other room first. */
  readonly switching: boolean;
};

export async function claimRoom(c: Ctx, identity: Identity, claim: Claim): Promise<PlaceAnswer> {
  const line = lineOf(c.env, claim.show_id);
  const before = await line.status(identity.user_id);
  if (before.place.state === "CLAIMED") return before;
  const admitted = before.place.state === "ADMITTED";
  // A practice is no room that one could be inside of instead of another.
  if (admitted && c.get("practice") === null) await enterRoom(c, identity, claim);
  const claimed = (await line.claim({ fan: identity.user_id, by: claim.by })) as Result<PlaceAnswer, LineFailure>;
  if (claimed.ok) {
    noteInPractice(c, { kind: "entered" });
    return claimed.value;
  }
  return refuseLine(claimed.failure, before.place.now_ms);
}

async function enterRoom(c: Ctx, identity: Identity, claim: Claim): Promise<void> {
  const fan = fanOf(c.env, identity.user_id);
  const asked = await fan.enter(claim.show_id, null);
  if (asked.entered) return;
  const { other } = asked;
  if (await isInside(c, identity, other)) {
    if (!claim.switching) throw await alreadyInside(c, other.show_id);
    await leaveOther(c, identity, other.show_id);
  }
  const again = await fan.enter(claim.show_id, other);
  if (!again.entered) throw await alreadyInside(c, again.other.show_id);
}

async function isInside(c: Ctx, identity: Identity, { show_id, at_ms }: Entered): Promise<boolean> {
  const { place } = await lineOf(c.env, show_id).status(identity.user_id);
  if (place.state === "CLAIMED") return true;
  return place.state === "ADMITTED" && c.get("now_ms") - at_ms < ENTERING_MS;
}

async function alreadyInside(c: Ctx, show_id: string): Promise<Refusal> {
  const show = await knownShow(c.env, show_id, c.get("now_ms"));
  const title = (c.get("language") === "en" ? show?.languages.en?.title : undefined) ?? show?.title ?? "";
  return new Refusal("already_inside", { show: { id: show_id, title } });
}

async function leaveOther(c: Ctx, identity: Identity, show_id: string): Promise<void> {
  const left = await lineOf(c.env, show_id).leave(identity.user_id);
  if (!left.ok && left.failure.code === "purchase_in_progress") throw new Refusal("purchase_in_progress");
}
