// Who may turn a hold into an order: whoever has the pass it was made with, and whoever was offered returned seats.
import type { Ctx, Identity } from "../kit/env.ts";
import { Refusal } from "../kit/failures.ts";
import { demandPassOfHold } from "../line/room-pass.ts";
import type { FoundLedger } from "../sale/ledger-of-id.ts";

/** The ledger is asked only where the pass does not do: the crowd of an opening sale costs no second call. */
export async function demandOrderRight(
  c: Ctx,
  identity: Identity,
  { hold_id, found }: { readonly hold_id: string; readonly found: FoundLedger },
): Promise<void> {
  const { ledger, show_id, code } = found;
  try {
    await demandPassOfHold(c, identity, { show_id, code });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const offer = await ledger.isOffer({ hold_id, fan_id: identity.user_id });
    if (!offer.ok || !offer.value.is_offer) throw error;
  }
}
