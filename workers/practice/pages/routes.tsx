// The pages of practice: beginning one, its countdown, its card.
import type { Hono } from "hono";
import { isPracticeId } from "../../../domain/crowd/names.ts";
import { failureWords } from "../../../schema/failures.ts";
import { RANKED_LEVELS } from "../../../schema/http/practice.ts";
import { readCookie } from "../../kit/cookies.ts";
import type { AppEnv, Ctx } from "../../kit/env.ts";
import { FAILURE_STATUS, Refusal } from "../../kit/failures.ts";
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
import { GonePage, PRACTICE_ISLAND, PracticePage, type PracticeView } from "./practice-page.tsx";
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
  if (!isPracticeId(idOf(c))) throw new Refusal("not_found");
  try {
    return await show(c, { status: 200, refused: null });
  } catch (error) {
    if (!(error instanceof Refusal) || error.failure.code !== "not_found") throw error;
    return page(c, <GonePage frame={frameOf(c)} />, 404);
  }
}

type Shown = { readonly status: 200 | 409 | 422 | 429; readonly refused: PracticeView["refused"] };

async function show(c: Ctx, { status, refused }: Shown) {
  const read = await readPractice(c, idOf(c));
  const claims = await verifyPracticeToken(c.env, readCookie(c, "practice"), c.get("now_ms"));
  const { ranked } = queryRecord(c.req.url);
  const seats = read.card === undefined ? new Map() : await seatNames(c.env, read.layout_version, c.get("now_ms"));
  const view = { practice: read, own: claims?.practice_id === read.id, ranked: rankedOf(ranked), refused, seats };
  return page(c, <PracticePage frame={frameOf(c, PRACTICE_ISLAND)} view={view} />, status);
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
  const nickname = form.get("nickname");
  try {
    const { rank } = await enterRanking(c, idOf(c), nickname);
    return c.redirect(`${paths.practice(idOf(c))}?ranked=${rank ?? "none"}`, 303);
  } catch (error) {
    const code = error instanceof Refusal ? NOT_RANKED.find((one) => one === error.failure.code) : undefined;
    if (code === undefined) throw error;
    // Said beside the field, with the card still there: another nickname is a moment's work.
    const { title, detail } = failureWords(code, c.get("language"));
    const refused = { nickname: nickname.slice(0, NICKNAME_SHOWN), why: `${title}. ${detail}` };
    return show(c, { status: FAILURE_STATUS[code] as Shown["status"], refused });
  }
}

const NOT_RANKED = ["nickname_refused", "practice_not_by_hand", "too_many_requests"] as const;
const NICKNAME_SHOWN = 60;
