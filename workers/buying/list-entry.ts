// Asking to stand on a list for returned seats: who never stood in the show's line is asked what joining asks, so that a farm of
// accounts cannot fill the list behind the line's back.
import type { ListCommand } from "../../domain/returns/decide-list.ts";
import type { CheckShown } from "../../schema/http/checks.ts";
import type { Ctx, Identity } from "../kit/env.ts";
import { ledgerOf } from "../kit/objects.ts";
import { passCheck } from "../line/join.ts";
import { showtimePlace } from "../seats/routes/seats.ts";
import { keepList } from "./own-lists.ts";

export type ListWish = Omit<ListCommand, "fan_id"> & {
  readonly showtime_id: string;
  readonly shown: CheckShown | undefined;
};

/** Throws what the check says; what the list says is answered. */
export async function enterList(c: Ctx, identity: Identity, { showtime_id, shown, ...wish }: ListWish) {
  const fan_id = identity.user_id;
  const { code, show_id } = await showtimePlace(c, showtime_id);
  const ledger = ledgerOf(c.env, code);
  const command = { fan_id, ...wish };
  // Who stands on the list is asked nothing; what it refuses anyhow is told, and costs no work. Whoever it would take is asked,
  // by its own word and not by figures of a moment ago: a seat's last sale may lie between.
  const may = await ledger.mayJoinList(command);
  if (!may.ok) return may;
  if (may.value.is_new) await passCheck(c, { show_id, fan: fan_id, shown });
  const entered = await ledger.joinList(command);
  if (!entered.ok) return entered;
  await keepList(c, identity, showtime_id);
  // Offered at once where seats wait already: the fresh state is read, not guessed.
  return ledger.listPage(fan_id);
}
