// The end of an object that was made for a practice: its rows, its alarm and its sockets are gone. Every other object
// refuses: what a real sale wrote down is never thrown away. The instance is not ended by force: that would break the calls
// under way, and on a busy machine the next ones too. It stays, silent and without a row, until the platform lets it go.
import { isPracticeCode, isPracticeName } from "../../domain/crowd/names.ts";

const isPractice = (name: string): boolean => isPracticeName(name) || isPracticeCode(name);

/** False where it is no practice's. Safe to repeat. `stop`: what the instance does by itself goes on no more. */
export async function partForGood(ctx: DurableObjectState, stop: () => void): Promise<boolean> {
  if (!isPractice(ctx.id.name ?? "")) return false;
  stop();
  for (const socket of ctx.getWebSockets()) socket.close(1001, "over");
  await ctx.storage.deleteAlarm();
  await ctx.storage.deleteAll();
  return true;
}
