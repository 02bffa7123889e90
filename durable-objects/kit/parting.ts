// The end of an object that was made for a practice: its rows, its alarm and its sockets are gone. Every other object
// refuses: what a real sale wrote down is never thrown away.
import { isPracticeCode, isPracticeName } from "../../domain/crowd/names.ts";

const isPractice = (name: string): boolean => isPracticeName(name) || isPracticeCode(name);

/** False where it is no practice's. Safe to repeat. The instance ends a moment after its answer, so that nothing it had begun writes again. */
export async function partForGood(ctx: DurableObjectState): Promise<boolean> {
  if (!isPractice(ctx.id.name ?? "")) return false;
  for (const socket of ctx.getWebSockets()) socket.close(1001, "over");
  await ctx.storage.deleteAlarm();
  await ctx.storage.deleteAll();
  setTimeout(() => ctx.abort("the practice is over"), 0);
  return true;
}
