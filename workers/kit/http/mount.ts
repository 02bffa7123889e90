// Turns stated routes into running ones: access first, then parsing, then the handler; and tells 405 from 404.
import type { Hono } from "hono";
import type { FailureCode } from "../../../schema/failures.ts";
import type { AppEnv, Ctx, Identity } from "../env.ts";
import { Refusal } from "../failures.ts";
import { log } from "../log.ts";
import { brakeWrites } from "../middleware/brake.ts";
import { withKeptAnswer } from "./kept-answers.ts";
import { enterLive } from "./live.ts";
import { allRefusals } from "./openapi.ts";
import { parseParams, parseWith, queryRecord, readJson } from "./parse.ts";
import { holdToPractice } from "./practice-scope.ts";
import { honoPath, type Method, paramNames, type Route } from "./route.ts";

const ROLE_RANK = { USER: 0, MANAGER: 1, ADMIN: 2 } as const;
const ACCESS_RANK = { fan: 0, door: 1, manager: 1, admin: 2 } as const;

/** Throws where the asker is no admin any more. Who knows that stands above the kit. */
export type HoldToAdmin = (c: Ctx, identity: Identity, how: { readonly without_database: boolean }) => Promise<void>;

export function mountRoutes(app: Hono<AppEnv>, routes: readonly Route[], holdToAdmin: HoldToAdmin): void {
  for (const one of routes) {
    const names = paramNames(one.path);
    app.on(one.method, honoPath(one.path), async (c) => {
      try {
        const identity = admit(one, c);
        if (one.access === "admin" && identity !== null) {
          await holdToAdmin(c, identity, { without_database: one.without_database === true });
        }
        return await answer(one, c, { identity, names });
      } catch (error) {
        // Inside a practice most routes are not there at all: that is no refusal of theirs.
        const is_there = c.get("practice") === null || one.practised !== undefined;
        if (error instanceof Refusal && is_there) tellIfUnstated(one, error.failure.code);
        throw error;
      }
    });
  }
}

/** A client's author reads the statement: a code that is answered and not stated is a fault of ours. Tests go red on it. */
function tellIfUnstated(one: Route, code: FailureCode): void {
  if (allRefusals(one).includes(code)) return;
  log("warn", "refusal_unstated", { route: `${one.method} ${one.path}`, code });
}

type Asked = { readonly identity: Identity | null; readonly names: readonly string[] };

async function answer(one: Route, c: Ctx, { identity, names }: Asked): Promise<Response> {
  const answered = await enterLive(c, one.live, identity);
  if (answered !== null) return answered;
  if (one.method !== "GET" && one.unbraked !== true) await brakeWrites(c, identity);
  const params = parseParams(c, names);
  const query = one.query === undefined ? undefined : parseWith(one.query, queryRecord(c.req.url));
  const raw = one.body === undefined || (one.body_optional && sendsNothing(c)) ? {} : await readJson(c, one);
  const body = one.body === undefined ? undefined : parseWith(one.body, raw);
  holdToPractice(c, one, [params, query, body]);
  const run = () => one.handle(c, { params, query, body, identity } as never);
  return one.keeps_answer === "here" && identity !== null ? withKeptAnswer(c, one, identity, raw, run) : run();
}

/** As programs do that know of no body: no bytes, whatever type they claim. */
const sendsNothing = (c: Ctx): boolean => c.req.raw.body === null || c.req.header("content-length") === "0";

function admit(one: Route, c: Ctx): Identity | null {
  const identity = c.get("identity");
  if (one.access === "anyone") return identity;
  if (one.access === "door" && identity === null && c.req.header("authorization") !== undefined) return null;
  if (identity === null) throw new Refusal(c.get("identity_refusal") ?? "sign_in_required");
  if (ROLE_RANK[identity.role] < ACCESS_RANK[one.access]) throw new Refusal("forbidden");
  return identity;
}

const METHODS: readonly Method[] = ["GET", "POST", "PUT", "PATCH", "DELETE"];

/** Methods that this address takes, a page's too; empty where it is unknown. What stands before every route takes "ALL". */
export const methodsAt = (app: Hono<AppEnv>, pathname: string): Method[] =>
  METHODS.filter((method) => app.router.match(method, pathname)[0].some(([[, taken]]) => taken.method === method));
