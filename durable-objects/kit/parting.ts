// The end of an object that was made for a practice: its rows, its alarm and its sockets are gone. Every other object
// refuses: what a real sale wrote down is never thrown away.
import { isPracticeCode, isPracticeName } from "../../domain/crowd/names.ts";

/** The answer must be out before the instance ends, or whoever asked hears of a failure and asks again without end. */
const ANSWER_MS = 50;

const isPractice = (name: string): boolean => isPracticeName(name) || isPracticeCode(name);

/** False where it is no practice's. Safe to repeat. */
export function partForGood(ctx: DurableObjectState): Promise<boolean> {
  if (!isPractice(ctx.id.name ?? "")) return Promise.resolve(false);
  return new Promise((answer, fail) => {
    // Nothing else that had begun goes on behind this gate: it would write again, or look for rows that are gone.
    ctx
      .blockConcurrencyWhile(async () => {
        for (const socket of ctx.getWebSockets()) socket.close(1001, "over");
        await ctx.storage.deleteAlarm();
        await ctx.storage.deleteAll();
        await ctx.storage.sync();
        answer(true);
        await new Promise((resolve) => setTimeout(resolve, ANSWER_MS));
        ctx.abort("the practice is over");
      })
      .catch(fail);
  });
}
