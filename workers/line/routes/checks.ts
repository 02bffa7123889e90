// What a fan is asked before they join, and the way past it by mail.
import { checkBeforeAnswer, checkMailAnswer } from "../../../schema/http/checks.ts";
import { type Route, route } from "../../kit/http/route.ts";
import { mailCheckCode } from "../check-mail.ts";
import { checkBefore } from "../join.ts";
import { showInLine } from "./line.ts";

const CHECK = "/v1/api/shows/{show_id}/queue/check";

export const checkRoutes: readonly Route[] = [
  route(
    {
      method: "GET",
      path: CHECK,
      tag: "Line",
      summary: "What is asked before joining now, with what is needed to pass; nothing for who stands in line",
      access: "fan",
      answers: { 200: checkBeforeAnswer },
      refusals: ["not_found"],
    },
    async (c, { params, identity }) => {
      const show_id = await showInLine(c, params.show_id);
      const answer = await checkBefore(c, { show_id, fan: identity.user_id });
      return c.json({ ...answer, now_ms: c.get("now_ms") }, 200, { "cache-control": "no-store" });
    },
  ),

  route(
    {
      method: "POST",
      path: `${CHECK}/mail`,
      tag: "Line",
      summary: "A code to the own mail address, as good as any other check",
      access: "fan",
      answers: { 202: checkMailAnswer },
      refusals: ["not_found", "codes_limit"],
    },
    async (c, { params, identity }) => {
      const show_id = await showInLine(c, params.show_id);
      const valid_ms = await mailCheckCode(c, { show_id, fan_id: identity.user_id });
      return c.json({ valid_ms }, 202);
    },
  ),
];
