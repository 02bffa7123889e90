// What a relay is given by the deployment around it: the line of its show, and its share of the sockets.

import type { Board } from "../../domain/relay/board.ts";
import type { RelayKey } from "../../domain/relay/spread.ts";
import type { SocketBudget } from "../kit/socket-budget.ts";
import type { FoundFans, JoinItem, PlaceAnswer, RelayAsk, TakenIn } from "../waiting-line/replies.ts";

export type LineStub = {
  takeIn(items: readonly JoinItem[], ask: RelayAsk): Promise<TakenIn>;
  whereAre(fans: readonly string[], ask: RelayAsk): Promise<FoundFans>;
  board(ask: RelayAsk): Promise<Board>;
  status(fan: string): Promise<PlaceAnswer>;
};

export type RelayPorts = {
  readonly line: LineStub;
  readonly index: number;
  /** Which of the line's relays each fan belongs to follows from it. */
  readonly key: RelayKey;
  readonly sockets: SocketBudget;
};
