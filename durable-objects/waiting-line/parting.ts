// Going before one's time: by the fan, by the organiser, or because the account is no more. The ledgers are asked first:
// of a payment that began a moment ago the line may not have heard, and what is held goes back with the place.
import { type Result, refused } from "../../domain/result.ts";
import { decideLeave, decideRemove } from "../../domain/waiting-line/decide-room.ts";
import { isLive } from "../../domain/waiting-line/entry-status.ts";
import type { LineFailure } from "../../domain/waiting-line/events.ts";
import { statusAt } from "../../domain/waiting-line/state.ts";
import type { AuditEntry } from "../../schema/audit-acts.ts";
import type { LineEngine } from "./engine.ts";
import { freeFan, freeUnpaid, type LedgerOf } from "./pass-ledgers.ts";

type Line = { readonly engine: LineEngine; readonly ledgerOf: LedgerOf };
type Command = { readonly position: number; readonly reason: string; readonly act?: AuditEntry };
type Parted = Result<{ readonly now_ms: number }, LineFailure>;

const PAYING = refused<LineFailure>({ code: "purchase_in_progress" });

export async function leaveLine(line: Line, fan: string): Promise<Parted> {
  const position = line.engine.find(fan);
  if (await isPaying(line, { fan, position })) return PAYING;
  return line.engine.run((state, now_ms) => decideLeave(state, position, now_ms));
}

export async function removeFromLine(line: Line, { act, ...command }: Command): Promise<Parted> {
  const { engine } = line;
  const { position } = command;
  engine.sweep();
  const fan = engine.fansAt([position]).get(position) ?? "";
  if (isLive(statusAt(engine.state, position)) && (await isPaying(line, { fan, position }))) return PAYING;
  return engine.run((state, now_ms) => decideRemove(state, command, now_ms), act);
}

/** Money on its way keeps its place until it is known what became of it; everything else goes now. */
export async function expelFromLine({ engine, ledgerOf }: Line, fan: string): Promise<void> {
  const position = engine.find(fan);
  if (engine.wasInside(position)) await freeUnpaid(engine.state, ledgerOf, fan);
  engine.run((state, now_ms) => decideLeave(state, position, now_ms));
}

/** Where nothing is being paid, what is held is free afterwards. */
async function isPaying({ engine, ledgerOf }: Line, of: { fan: string; position: number }): Promise<boolean> {
  engine.sweep();
  if (!engine.wasInside(of.position)) return false;
  return (await freeFan(engine.state, ledgerOf, of.fan)).paying;
}
