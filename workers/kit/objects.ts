// Finding objects by name. Placed near the fans when first made; they never move afterwards. A remote object has the
// types of the object's own methods: the platform's loses the shape of a list of unions.
import { relayName } from "../../domain/relay/spread.ts";
import type { beacon } from "../../durable-objects/beacon/object.ts";
import type { crowd } from "../../durable-objects/crowd/object.ts";
import type { fan } from "../../durable-objects/fan/object.ts";
import type { lineRelay } from "../../durable-objects/line-relay/object.ts";
import type { lookout } from "../../durable-objects/lookout/object.ts";
import type { PracticeHouse as House } from "../../durable-objects/practice-house/object.ts";
import type { rehearsals } from "../../durable-objects/rehearsals/object.ts";
import type { saleScreen } from "../../durable-objects/sale-screen/object.ts";
import type { seatLedger } from "../../durable-objects/seat-ledger/object.ts";
import type { waitingLine } from "../../durable-objects/waiting-line/object.ts";

type Beacon = InstanceType<ReturnType<typeof beacon>>;
type Crowd = InstanceType<ReturnType<typeof crowd>>;
type Fan = InstanceType<ReturnType<typeof fan>>;
type Rehearsals = InstanceType<ReturnType<typeof rehearsals>>;
type LineRelay = InstanceType<ReturnType<typeof lineRelay>>;
type Lookout = InstanceType<ReturnType<typeof lookout>>;
type PracticeHouse = House<Env>;
type SaleScreen = InstanceType<ReturnType<typeof saleScreen>>;
type SeatLedger = InstanceType<ReturnType<typeof seatLedger>>;
type WaitingLine = InstanceType<ReturnType<typeof waitingLine>>;

/** An object as its callers see it: every method answers later, and a socket is asked for by `fetch`. */
export type Remote<Held> = {
  readonly [Name in Exclude<keyof Held, keyof DurableObject | `__${string}`>]: Held[Name] extends (
    ...args: infer Args
  ) => infer Answer
    ? (...args: Args) => Promise<Awaited<Answer>>
    : never;
} & DurableObjectStub;

const NEAR: DurableObjectNamespaceGetDurableObjectOptions = { locationHint: "apac" };

/** The one place where a name becomes an object, and where its types are given back to it. */
const remote = <Held>(kind: DurableObjectNamespace, name: string): Remote<Held> =>
  kind.get(kind.idFromName(name), NEAR) as unknown as Remote<Held>;

export const lineOf = (env: Env, show_id: string): Remote<WaitingLine> => remote(env.WAITING_LINE, show_id);

/** One of the objects over which a large line's fans are spread. */
export const relayAt = (env: Env, show_id: string, index: number): Remote<LineRelay> =>
  remote(env.LINE_RELAY, relayName(show_id, index));

/** A ledger is named by its showtime's code, which every id of a hold, an order or a ticket carries. */
export const ledgerOf = (env: Env, code: string): Remote<SeatLedger> => remote(env.SEAT_LEDGER, code);

export const fanOf = (env: Env, user_id: string): Remote<Fan> => remote(env.FAN, user_id);

/** Where the round of a show's draw is waited for. */
export const beaconOf = (env: Env, show_id: string): Remote<Beacon> => remote(env.BEACON, show_id);

/** Where everything is looked at each minute. */
export const lookoutOf = (env: Env): Remote<Lookout> => remote(env.LOOKOUT, "lookout");

/** Where a show's sale is watched. */
export const screenOf = (env: Env, show_id: string): Remote<SaleScreen> => remote(env.SALE_SCREEN, show_id);

/** Where a show's rehearsals run and are kept. */
export const rehearsalsOf = (env: Env, show_id: string): Remote<Rehearsals> => remote(env.REHEARSALS, show_id);

/** Who plays a practice, or a live rehearsal; named as its ledger is. */
export const crowdOf = (env: Env, code: string): Remote<Crowd> => remote(env.CROWD, code);

/** All practices of the deployment are counted in one place. */
export const practiceHouse = (env: Env): Remote<PracticeHouse> => remote(env.PRACTICE_HOUSE, "house");
