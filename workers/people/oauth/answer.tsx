// A refusal on the browser's road to a provider and back: a page for people, a problem for programs.
import type { Provider } from "../../../schema/http/people.ts";
import type { Ctx } from "../../kit/env.ts";
import { problemOf, problemResponse, Refusal } from "../../kit/failures.ts";
import { log } from "../../kit/log.ts";
import { page } from "../../kit/pages/answer.tsx";
import { frameOf } from "../../kit/pages/frame.ts";
import { SignInProblemPage } from "./problem-page.tsx";
import { settingsOf } from "./settings.ts";

type Road = { readonly provider: Provider; readonly return_to: string; readonly linking: boolean };

/** Runs one step of the road; `road` is filled in by it as it learns where the fan came from. */
export async function onTheRoad(c: Ctx, road: Road, step: () => Promise<Response>): Promise<Response> {
  // The address holds a code or a state: no page reached from here may be told it, no cache may keep it.
  c.header("referrer-policy", "no-referrer");
  c.header("cache-control", "no-store");
  try {
    return await step();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const request_id = c.get("request_id");
    const problem = problemOf(error.failure, c.get("language"), request_id);
    log("info", "refused", { request_id, method: c.req.method, path: c.req.path, code: problem.code });
    if (!(c.req.header("accept") ?? "").includes("text/html")) {
      // Answered through the context, which carries the end of the cookie.
      const response = problemResponse(error.failure, c.get("language"), request_id);
      return c.newResponse(response.body, response.status as 400, Object.fromEntries(response.headers));
    }
    const { provider, return_to, linking } = road;
    const view = { problem, return_to, linking, provider: settingsOf(c.env, provider) === null ? null : provider };
    const content = <SignInProblemPage frame={frameOf(c)} view={view} />;
    const answer = await page(c, content, problem.status as 500);
    // The page's own caching rules are for pages that may be shown again.
    answer.headers.set("cache-control", "no-store");
    return answer;
  }
}
