// The ledger's class, wired to what is around it: the line, D1, queues.
import { seatLedger } from "../../durable-objects/seat-ledger/object.ts";
import { portsOf } from "./ledger-ports.ts";

export class SeatLedger extends seatLedger(portsOf) {}
