// A fan's newest orders are in their list before D1 has its copy. A practice's person has no list.
import type { Ctx, Identity } from "../kit/env.ts";
import { fanOf } from "../kit/objects.ts";

type Made = { readonly id: string; readonly created_at_ms: number };

export async function keepOrder(c: Ctx, identity: Identity, { id, created_at_ms }: Made): Promise<void> {
  if (c.get("practice") === null) await fanOf(c.env, identity.user_id).keepOrder({ id, created_at_ms });
}
