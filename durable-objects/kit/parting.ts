// The end of an object that was made for a practice: its rows, its alarm and its sockets are gone. Every other object
// refuses: what a real sale wrote down is never thrown away.
import { isPracticeCode, isPracticeName } from "../../domain/crowd/names.ts";

/** So long the answer has to get out before the instance ends. */
const ANSWER_MS = 50;
const OVER = "the practice is over";

const isPractice = (name: string): boolean => isPracticeName(name) || isPracticeCode(name);

/** False where it is no practice's. Safe to repeat. `stop`: what the instance does by itself goes on no more. */
export async function partForGood(ctx: DurableObjectState, stop: () => void = () => {}): Promise<boolean> {
  if (!isPractice(ctx.id.name ?? "")) return false;
  stop();
  for (const socket of ctx.getWebSockets()) socket.close(1001, "over");
  await ctx.storage.deleteAlarm();
  await ctx.storage.deleteAll();
  // An instance that ends before its rows are known to be gone takes its own answer with it.
  await ctx.storage.sync();
  setTimeout(() => ctx.abort(OVER), ANSWER_MS);
  return true;
}

/** As who ends it hears of it: an answer that the end itself overtook says the same. */
export async function ended(parting: Promise<boolean>): Promise<void> {
  await parting.catch((error: unknown) => {
    if (!String(error).includes(OVER)) throw error;
  });
}
