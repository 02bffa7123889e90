// `recover line|ledger <name>`: takes one object back to a moment of its past. What happened since is gone, so it is asked first.
import { recoveryAnswer } from "../../schema/http/objects.ts";
import type { Asked, Command } from "../cli/command.ts";
import { DONE, REFUSED, USAGE } from "../cli/exit-codes.ts";
import { confirmed, tell } from "../cli/tell.ts";

const MORE = `The platform keeps every moment of the last 30 days; an instance on a laptop keeps none, and says so. The answer names the
bookmark that takes it back: keep it. docs/OPERATIONS.md says when to do this, and what to do afterwards.`;

export const recoverCommands: readonly Command[] = (["line", "ledger"] as const).map((kind) => ({
  name: `recover ${kind}`,
  takes: kind === "line" ? "<show>" : "<code>",
  says: `take a ${kind} back to a moment of its past`,
  more: MORE,
  options: {
    at: { value: "time", says: "the moment, as 2026-11-28T20:15:00+09:00" },
    bookmark: { value: "text", says: "the moment, as an earlier recovery named it" },
    preview: { says: "say what would be lost and end" },
    yes: { says: "without being asked" },
  },
  run: (asked: Asked) => recover(kind, asked),
}));

async function recover(kind: "line" | "ledger", asked: Asked): Promise<number> {
  const moment = momentOf(asked);
  if (moment === null) {
    console.error("--at or --bookmark: one of them, and a time with its zone");
    return USAGE;
  }
  const [name = ""] = asked.words;
  const api = await asked.api();
  const path = `/v1/api/admin/objects/${kind}/${encodeURIComponent(name)}/recovery`;
  const preview = await api.send("POST", path, { ...moment, preview: true }, recoveryAnswer);
  const lost = preview.lost_events === null ? "What happened since" : `${preview.lost_events} events since`;
  if (asked.is("preview")) {
    tell(asked, preview, [`${lost} would be gone.`]);
    return DONE;
  }
  if (!(await confirmed(asked, `${lost} will be gone.`))) return REFUSED;
  const done = await api.send("POST", path, moment, recoveryAnswer);
  tell(asked, done, [
    `the ${kind} ${name} stands at ${done.bookmark}`,
    `to take that back: npm run ops -- recover ${kind} ${name} --bookmark ${done.undo} --env ${asked.environment}`,
  ]);
  return DONE;
}

/** A time without a zone would be this computer's: nobody guesses when money is at stake. */
const WITH_ZONE = /(?:Z|[+-]\d\d:?\d\d)$/;

function momentOf(asked: Asked): { readonly at_ms: number } | { readonly bookmark: string } | null {
  const [at, bookmark] = [asked.text("at"), asked.text("bookmark")];
  if ((at === null) === (bookmark === null)) return null;
  if (bookmark !== null) return { bookmark };
  const at_ms = Date.parse(at ?? "");
  return Number.isNaN(at_ms) || !WITH_ZONE.test(at ?? "") ? null : { at_ms };
}
