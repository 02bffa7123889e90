// Finding objects by name. Placed near the fans when first made; they never move afterwards.
import type { Fan } from "./inbox/object.ts";
import type { WaitingLine } from "./line/object.ts";
import type { SeatLedger } from "./seats/ledger.ts";

const NEAR: DurableObjectNamespaceGetDurableObjectOptions = { locationHint: "apac" };

export const lineOf = (env: Env, show_id: string): DurableObjectStub<WaitingLine> =>
  env.WAITING_LINE.get(env.WAITING_LINE.idFromName(show_id), NEAR);

/** A ledger is named by its showtime's code, which every id of a hold, an order or a ticket carries. */
export const ledgerOf = (env: Env, code: string): DurableObjectStub<SeatLedger> =>
  env.SEAT_LEDGER.get(env.SEAT_LEDGER.idFromName(code), NEAR);

export const fanOf = (env: Env, user_id: string): DurableObjectStub<Fan> =>
  env.FAN.get(env.FAN.idFromName(user_id), NEAR);
