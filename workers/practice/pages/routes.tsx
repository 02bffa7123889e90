// The pages of practice: beginning one, its countdown, its card.
import type { Hono } from "hono";
import { RANKED_LEVELS } from "../../../schema/http/practice.ts";
import { readCookie } from "../../kit/cookies.ts";
import type { AppEnv, Ctx } from "../../kit/env.ts";
import { queryRecord } from "../../kit/http/parse.ts";
import { brakeWrites } from "../../kit/middleware/brake.ts";
import { page } from "../../kit/pages/answer.tsx";
import { readForm } from "../../kit/pages/form.ts";
import { frameOf } from "../../kit/pages/frame.ts";
import { paths } from "../../kit/pages/paths.ts";
import { verifyPracticeToken } from "../../people/auth/practice-token.ts";
import { makePractice } from "../making.ts";
import { listedHalls } from "../own-halls.ts";
import { enterRanking, rankings } from "../ranking.ts";
import { finishPractice, readPractice } from "../reading.ts";
import { seatNames } from "../seat-names.ts";
import { inputOf, wishOf } from "../wish.ts";
import { PRACTICE_ISLAND, PracticePage } from "./practice-page.tsx";
import { StartPage } from "./start-page.tsx";

export function mountPracticePages(app: Hono<AppEnv>): void {
  app.get(paths.practices, start);
  app.post(paths.practices, begin);
  app.get("/practice/:practice_id", practice);
  app.post("/practice/:practice_id/end", end);
  app.post("/practice/:practice_id/ranking", rank);
}

async function start(c: Ctx) {
  const query = queryRecord(c.req.url);
  const wish = wishOf((name) => query[name]);
  const level = RANKED_LEVELS.find((one) => one === wish.level) ?? "normal";
  const [ranking, halls] = await Promise.all([rankings(c.env, level), listedHalls(c.env, c.get("now_ms"))]);
  return page(c, <StartPage frame={frameOf(c)} view={{ wish, ranking, halls }} />);
}

async function begin(c: Ctx) {
  await brakeWrites(c, c.get("identity"));
  const made = await makePractice(c, inputOf(await readForm(c)));
  return c.redirect(paths.practice(made.id), 303);
}

const idOf = (c: Ctx): string => c.req.param("practice_id") ?? "";

async function practice(c: Ctx) {
  const read = await readPractice(c, idOf(c));
  const claims = await verifyPracticeToken(c.env, readCookie(c, "practice"), c.get("now_ms"));
  const { ranked } = queryRecord(c.req.url);
  const seats = read.card === undefined ? new Map() : await seatNames(c.env, read.layout_version, c.get("now_ms"));
  const view = { practice: read, own: claims?.practice_id === read.id, ranked: rankedOf(ranked), seats };
  return page(c, <PracticePage frame={frameOf(c, PRACTICE_ISLAND)} view={view} />);
}

const rankedOf = (text: string | undefined): number | "none" | null =>
  text === "none" ? text : text !== undefined && /^[1-9]\d{0,5}$/.test(text) ? Number(text) : null;

async function end(c: Ctx) {
  await brakeWrites(c, c.get("identity"));
  await finishPractice(c, idOf(c));
  return c.redirect(paths.practice(idOf(c)), 303);
}

async function rank(c: Ctx) {
  await brakeWrites(c, c.get("identity"));
  const form = await readForm(c);
  const { rank } = await enterRanking(c, idOf(c), form.get("nickname"));
  return c.redirect(`${paths.practice(idOf(c))}?ranked=${rank ?? "none"}`, 303);
}
