// Admin: a line or a ledger as a whole. Its copy page by page, the object made of such pages again, the object taken back to a
// moment of its past, and the database told again what a ledger knows.
import * as z from "zod/mini";
import { isPracticeCode, isPracticeName } from "../../../domain/crowd/names.ts";
import { countInt, ID_PATTERN } from "../../../schema/http/common.ts";
import {
  copyAnswer,
  copyPageInput,
  copyQuery,
  type OBJECT_KINDS,
  recoveryAnswer,
  recoveryInput,
  restorationInput,
} from "../../../schema/http/objects.ts";
import { LIMITS } from "../../../schema/limits.ts";
import { readAnyShow, readShowtime } from "../../catalogue/db/shows.ts";
import { type AuditLine, hasAudit, writeAudit } from "../../kit/db/audit.ts";
import { database } from "../../kit/db/database.ts";
import type { Ctx, Identity } from "../../kit/env.ts";
import { Refusal } from "../../kit/failures.ts";
import { type Route, route } from "../../kit/http/route.ts";
import { log, thrown } from "../../kit/log.ts";
import { ledgerOf, lineOf } from "../../kit/objects.ts";
import { markUnsettled } from "../../sale/db/show-rows.ts";
import { showOfCode } from "../../sale/known-shows.ts";
import { bringToRow } from "../../sale/publish.ts";

const OBJECT = "/v1/api/admin/objects/{kind}/{name}";
const NO_STORE = { "cache-control": "no-store" };
const CODE = /^[0-9A-HJKMNP-TV-Z]{6}$/;
const WAKES_MAX = 12;
const WAKE_EACH_MS = 150;
const COPY_LASTS_MS = 3_600_000;

type Kind = (typeof OBJECT_KINDS)[number];
type Named = { readonly kind: Kind; readonly name: string };

export const adminObjectRoutes: readonly Route[] = [
  route(
    {
      method: "GET",
      path: `${OBJECT}/rows`,
      tag: "Admin",
      summary:
        "A line, by its show's id, or a ledger, by its showtime's code: its rows as they stand at the first page, for a backup",
      access: "admin",
      query: copyQuery,
      answers: { 200: copyAnswer },
      refusals: ["not_found", "invalid"],
    },
    async (c, { params, query, identity }) => {
      const named = await standing(c.env, params);
      const found = await objectOf(c.env, named).copyPage(query.after ?? null);
      if (found === null) throw new Refusal("not_found");
      await noteCopy(c, identity, { named, first: query.after === undefined });
      const { steps, mark, counts, body, next } = found;
      return c.json({ steps, mark, counts, page: body, next }, 200, NO_STORE);
    },
  ),

  route(
    {
      method: "POST",
      path: `${OBJECT}/rows`,
      tag: "Admin",
      summary: "Bring a page of a copy; page 0 begins anew, for everybody, and nothing changes before the restoration",
      access: "admin",
      body: copyPageInput,
      body_bytes_max: LIMITS.copy_page_bytes,
      answers: { 204: null },
      refusals: ["not_found", "malformed", "invalid", "unsupported_type", "restoration_overtaken"],
    },
    async (c, { params, body }) => {
      const page = { n: body.n, of: body.restoration, body: body.page };
      if (!(await objectOf(c.env, nameable(params)).takePage(page))) throw new Refusal("restoration_overtaken");
      return c.body(null, 204);
    },
  ),

  route(
    {
      method: "POST",
      path: `${OBJECT}/restoration`,
      tag: "Admin",
      summary: "Make the object of the pages that were brought: whole, or not at all",
      access: "admin",
      body: restorationInput,
      answers: { 200: z.object({ pages: countInt }) },
      refusals: [
        "not_found",
        "malformed",
        "invalid",
        "unsupported_type",
        "object_in_use",
        "copy_unfit",
        "restoration_overtaken",
        "unavailable",
      ],
    },
    async (c, { params, body, identity }) => {
      const named = nameable(params);
      const { restoration: of, pages, steps, replace = false } = body;
      await parted(c.env, named);
      const outcome = await objectOf(c.env, named).finishCopy({ of, pages, steps, replace });
      if (outcome !== "restored") throw new Refusal(outcome);
      const details = { pages, replace };
      await writeAudit(database(c.env), c, identity, { action: "object.restore", ...subjectOf(named), details });
      await wake(c.env, named);
      return c.json({ pages });
    },
  ),

  route(
    {
      method: "POST",
      path: `${OBJECT}/recovery`,
      tag: "Admin",
      summary: "Take the object back to a moment of the last 30 days; what happened since is gone",
      access: "admin",
      body: recoveryInput,
      answers: { 200: recoveryAnswer },
      refusals: ["not_found", "malformed", "invalid", "unsupported_type", "no_history", "unavailable"],
    },
    async (c, { params, body, identity }) => {
      const named = await standing(c.env, params);
      const preview = body.preview === true;
      const to = body.bookmark ?? body.at_ms ?? 0;
      if (!preview) await parted(c.env, named);
      const recovered = await objectOf(c.env, named).recover({ to, preview });
      if (recovered === null) throw new Refusal("no_history");
      if (!preview) {
        const details = { to, ...recovered };
        await writeAudit(database(c.env), c, identity, { action: "object.recover", ...subjectOf(named), details });
        await wake(c.env, named);
      }
      return c.json(recovered, 200, NO_STORE);
    },
  ),

  route(
    {
      method: "POST",
      path: "/v1/api/admin/showtimes/{showtime_id}/telling",
      tag: "Admin",
      summary: "Tell the database again of every order that a showtime's ledger knows, after the database was restored",
      access: "admin",
      answers: { 202: z.object({ orders: countInt }) },
      refusals: ["not_found"],
    },
    async (c, { params }) => {
      const found = await readShowtime(database(c.env), params.showtime_id);
      if (found === null) throw new Refusal("not_found");
      return c.json({ orders: await ledgerOf(c.env, found.showtime.code).tellAgain() }, 202);
    },
  ),
];

const objectOf = (env: Env, { kind, name }: Named) => (kind === "line" ? lineOf(env, name) : ledgerOf(env, name));

/** A restoration comes before the database's: nobody can say yet what there is, only what may never be. */
function nameable({ kind, name }: { readonly kind: string; readonly name: string }): Named {
  if (kind === "line" && ID_PATTERN.test(name) && !isPracticeName(name)) return { kind, name };
  if (kind === "ledger" && CODE.test(name) && !isPracticeCode(name)) return { kind, name };
  throw new Refusal("not_found");
}

async function standing(env: Env, params: { readonly kind: string; readonly name: string }): Promise<Named> {
  const named = nameable(params);
  const found =
    named.kind === "line" ? await readAnyShow(database(env), named.name) : await showOfCode(env, named.name);
  if (found === null) throw new Refusal("not_found");
  return named;
}

/** A copy's pages go by the line of its first; whoever begins further on is written down as well. */
async function noteCopy(c: Ctx, who: Identity, { named, first }: { readonly named: Named; readonly first: boolean }) {
  const line: AuditLine = { action: "object.copy", ...subjectOf(named) };
  const db = database(c.env);
  if (first || !(await hasAudit(db, who, line, c.get("now_ms") - COPY_LASTS_MS))) await writeAudit(db, c, who, line);
}

const subjectOf = ({ kind, name }: Named): Pick<AuditLine, "subject_kind" | "subject_id"> => ({
  subject_kind: kind === "line" ? "show" : "ledger",
  subject_id: name,
});

/** A line of another moment follows its show's row again (L56), by the minute's cron where it is not seen to here. */
async function parted(env: Env, { kind, name }: Named): Promise<void> {
  if (kind === "line") await markUnsettled(database(env), name);
}

/**
 * The instance that was changed ends with its answer; a new one sets its own alarm. A ledger knows nothing of the passes that ended
 * since, so it has to meet its line before it sells: where that cannot be said the operator has to try again.
 */
async function wake(env: Env, named: Named): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      if (named.kind === "ledger") await ledgerOf(env, named.name).forgetLine();
      await objectOf(env, named).poke();
      if (named.kind === "line") await bringToRow(env, named.name);
      return;
    } catch (error) {
      // The first calls may still meet the instance that is ending, which does so between two of its turns.
      if (tries < WAKES_MAX) {
        await new Promise((resolve) => setTimeout(resolve, WAKE_EACH_MS));
        continue;
      }
      log("error", "object_unpoked", { ...named, ...thrown(error) });
      throw new Refusal("unavailable");
    }
  }
}
