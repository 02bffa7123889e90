// What a crowd acts through: the very calls that the edge makes of a line and a ledger, and none besides.
import type { Result } from "../../domain/result.ts";
import type { LedgerConfig } from "../../domain/seat-ledger/config.ts";
import type { Outcome } from "../../domain/seat-ledger/decide-payment.ts";
import type { Counts, Snapshot } from "../../domain/seat-ledger/status.ts";
import type { OrderView } from "../../domain/seat-ledger/views.ts";
import type { LineSetup } from "../../domain/waiting-line/decide-sale.ts";
import type { ClaimedBy, LineFailure, ShowtimeCounts } from "../../domain/waiting-line/events.ts";
import type { Layout } from "../../schema/layout.ts";
import type { HoldRequest, OrderRequest, PayRequest } from "../seat-ledger/commands.ts";
import type { RpcFailure } from "../seat-ledger/rpc.ts";
import type { JournalRow } from "../seat-ledger/store.ts";
import type { PlaceAnswer, RelayAnswer, SaleAnswer } from "../waiting-line/replies.ts";

type Told<A> = Promise<Result<A, RpcFailure>>;

export type LineRoad = {
  ensure(setup: LineSetup): Promise<Result<SaleAnswer, LineFailure>>;
  introduce(counts: ShowtimeCounts): Promise<void>;
  counts(counts: ShowtimeCounts): Promise<void>;
  join(fans: readonly string[]): Promise<Pick<RelayAnswer, "positions">>;
  status(fan: string): Promise<PlaceAnswer>;
  claim(command: { fan: string; by: ClaimedBy }): Promise<Result<PlaceAnswer, LineFailure>>;
  leave(fan: string): Promise<unknown>;
  end(): Promise<boolean>;
};

export type LedgerRoad = {
  publish(wish: { readonly config: LedgerConfig; readonly layout: Layout }): Told<null>;
  block(wish: { readonly seats: readonly string[]; readonly blocked: boolean }): Told<null>;
  counts(): Told<Counts>;
  snapshot(): Told<Snapshot>;
  hold(request: HoldRequest): Told<{ readonly id: string }>;
  release(command: { readonly hold_id: string; readonly fan_id: string }): Told<unknown>;
  order(request: OrderRequest): Told<Pick<OrderView, "id" | "total_krw">>;
  pay(request: PayRequest): Told<{ readonly request_id: string }>;
  outcome(told: { readonly attempt_id: string; readonly outcome: Outcome }): Told<unknown>;
  ordersOf(fan_id: string): Told<readonly OrderView[]>;
  journal(page: { readonly from_seq: number; readonly limit: number }): Promise<readonly JournalRow[]>;
  end(): Promise<boolean>;
};

export type CrowdPorts = {
  readonly lineOf: (show_id: string) => LineRoad;
  readonly ledgerOf: (code: string) => LedgerRoad;
  /** Its place among the deployment's practices is free again. */
  readonly gone: (id: string) => Promise<void>;
};
