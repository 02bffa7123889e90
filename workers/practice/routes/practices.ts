// Practices over the API: beginning one, how it stands, ending it, and the ranking.
import {
  practiceAnswer,
  practiceInput,
  practiceMade,
  practiceStatusInput,
  rankedAnswer,
  rankingAnswer,
  rankingInput,
  rankingQuery,
} from "../../../schema/http/practice.ts";
import { type Route, route } from "../../kit/http/route.ts";
import { makePractice } from "../making.ts";
import { enterRanking, rankings } from "../ranking.ts";
import { finishPractice, readPractice } from "../reading.ts";

const NO_STORE = { "cache-control": "no-store" };
const PRACTICES = "/v1/api/practices";

export const practiceRoutes: readonly Route[] = [
  route(
    {
      method: "POST",
      path: PRACTICES,
      tag: "Practice",
      summary: "Begin a practice: a sale of its own with a made-up crowd. Its person is whoever has the cookie it sets",
      access: "anyone",
      practised: "about",
      body: practiceInput,
      answers: { 201: practiceMade },
      refusals: ["malformed", "invalid", "unsupported_type", "practice_off", "practice_full", "practice_hall_closed"],
    },
    async (c, { body }) => c.json(await makePractice(c, body), 201, NO_STORE),
  ),

  route(
    {
      method: "GET",
      path: `${PRACTICES}/rankings`,
      tag: "Practice",
      summary: "The best of a level: people only, under the nicknames they chose",
      access: "anyone",
      practised: "about",
      query: rankingQuery,
      answers: { 200: rankingAnswer },
      refusals: ["invalid"],
    },
    async (c, { query }) => c.json({ level: query.level, items: await rankings(c.env, query.level) }, 200, NO_STORE),
  ),

  route(
    {
      method: "GET",
      path: `${PRACTICES}/{practice_id}`,
      tag: "Practice",
      summary: "How a practice stands, and the card at its end; for whoever has its id",
      access: "anyone",
      practised: "about",
      answers: { 200: practiceAnswer },
      refusals: ["not_found"],
    },
    async (c, { params }) => c.json(await readPractice(c, params.practice_id), 200, NO_STORE),
  ),

  route(
    {
      method: "PATCH",
      path: `${PRACTICES}/{practice_id}/status`,
      tag: "Practice",
      summary: "End an own practice; its card is made of what there is",
      access: "anyone",
      practised: "about",
      body: practiceStatusInput,
      answers: { 200: practiceAnswer },
      refusals: ["not_found", "malformed", "invalid", "unsupported_type"],
    },
    async (c, { params }) => {
      await finishPractice(c, params.practice_id);
      return c.json(await readPractice(c, params.practice_id), 200, NO_STORE);
    },
  ),

  route(
    {
      method: "POST",
      path: `${PRACTICES}/{practice_id}/ranking`,
      tag: "Practice",
      summary: "Put an own practice that was won into the ranking, once, under a nickname",
      access: "anyone",
      practised: "about",
      body: rankingInput,
      answers: { 201: rankedAnswer },
      refusals: [
        "not_found",
        "malformed",
        "invalid",
        "unsupported_type",
        "nickname_refused",
        "practice_not_won",
        "practice_not_by_hand",
        "too_many_requests",
      ],
    },
    async (c, { params, body }) => c.json(await enterRanking(c, params.practice_id, body.nickname), 201, NO_STORE),
  ),
];
