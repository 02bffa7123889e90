// Another look at a removal, asked for by the fan.
import { appealInput, appealMade, ownAppealAnswer } from "../../../schema/http/appeals.ts";
import { type Route, route } from "../../kit/http/route.ts";
import { appeal, ownAppeal } from "../appeal.ts";
import { showInLine } from "./line.ts";

const APPEAL = "/v1/api/shows/{show_id}/queue/appeal";

export const appealRoutes: readonly Route[] = [
  route(
    {
      method: "GET",
      path: APPEAL,
      tag: "Line",
      summary: "Why one was removed, one's last appeal with its answer, and whether one may ask now",
      access: "fan",
      answers: { 200: ownAppealAnswer },
      refusals: ["not_found"],
    },
    async (c, { params, identity }) => {
      const show_id = await showInLine(c, params.show_id);
      const answer = await ownAppeal(c, { show_id, user_id: identity.user_id });
      return c.json(answer, 200, { "cache-control": "no-store" });
    },
  ),

  route(
    {
      method: "POST",
      path: APPEAL,
      tag: "Line",
      summary: "Ask the organiser for another look at one's removal",
      access: "fan",
      body: appealInput,
      answers: { 201: appealMade },
      refusals: [
        "not_found",
        "malformed",
        "invalid",
        "unsupported_type",
        "not_appealable",
        "appeal_open",
        "appeals_limit",
      ],
    },
    async (c, { params, body, identity }) => {
      const show_id = await showInLine(c, params.show_id);
      return c.json(await appeal(c, { show_id, user_id: identity.user_id, text: body.text }), 201);
    },
  ),
];
