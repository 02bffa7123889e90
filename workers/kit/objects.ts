// Finding objects by name. Placed near the fans when first made; they never move afterwards.
import type { beacon } from "../../durable-objects/beacon/beacon.ts";
import type { fan } from "../../durable-objects/fan/fan.ts";
import type { rehearsals } from "../../durable-objects/rehearsals/rehearsals.ts";
import type { saleScreen } from "../../durable-objects/sale-screen/sale-screen.ts";
import type { seatLedger } from "../../durable-objects/seat-ledger/seat-ledger.ts";
import type { waitingLine } from "../../durable-objects/waiting-line/waiting-line.ts";

type Beacon = InstanceType<ReturnType<typeof beacon>>;
type Fan = InstanceType<ReturnType<typeof fan>>;
type Rehearsals = InstanceType<ReturnType<typeof rehearsals>>;
type SaleScreen = InstanceType<ReturnType<typeof saleScreen>>;
type SeatLedger = InstanceType<ReturnType<typeof seatLedger>>;
type WaitingLine = InstanceType<ReturnType<typeof waitingLine>>;

const NEAR: DurableObjectNamespaceGetDurableObjectOptions = { locationHint: "apac" };

export const lineOf = (env: Env, show_id: string): DurableObjectStub<WaitingLine> =>
  env.WAITING_LINE.get(env.WAITING_LINE.idFromName(show_id), NEAR);

/** A ledger is named by its showtime's code, which every id of a hold, an order or a ticket carries. */
export const ledgerOf = (env: Env, code: string): DurableObjectStub<SeatLedger> =>
  env.SEAT_LEDGER.get(env.SEAT_LEDGER.idFromName(code), NEAR);

export const fanOf = (env: Env, user_id: string): DurableObjectStub<Fan> =>
  env.FAN.get(env.FAN.idFromName(user_id), NEAR);

/** Where the round of a show's draw is waited for. */
export const beaconOf = (env: Env, show_id: string): DurableObjectStub<Beacon> =>
  env.BEACON.get(env.BEACON.idFromName(show_id), NEAR);

/** Where a show's sale is watched. */
export const screenOf = (env: Env, show_id: string): DurableObjectStub<SaleScreen> =>
  env.SALE_SCREEN.get(env.SALE_SCREEN.idFromName(show_id), NEAR);

/** Where a show's rehearsals run and are kept. */
export const rehearsalsOf = (env: Env, show_id: string): DurableObjectStub<Rehearsals> =>
  env.REHEARSALS.get(env.REHEARSALS.idFromName(show_id), NEAR);
