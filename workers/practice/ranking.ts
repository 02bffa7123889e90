// A place in the ranking: for people who won, by their own time, under a nickname that strangers may read.
import { cleanNickname } from "../../domain/crowd/nickname.ts";
import { ownTimeOf } from "../../domain/crowd/own-time.ts";
import { RANKED_LEVELS, type RankedLevel, type RankingItem } from "../../schema/http/practice.ts";
import { database } from "../kit/db/database.ts";
import type { Ctx } from "../kit/env.ts";
import { Refusal } from "../kit/failures.ts";
import { rangeOf } from "../kit/http/address.ts";
import { practiceHouse } from "../kit/objects.ts";
import { bestResults, keepResult, rankOf } from "./db/results.ts";
import { demandPerson, readPractice } from "./reading.ts";

export async function rankings(env: Env, level: RankedLevel): Promise<RankingItem[]> {
  const rows = await bestResults(database(env), level);
  return rows.map(({ id: _id, level: _level, ...shown }, at) => ({ rank: at + 1, ...shown }));
}

export async function enterRanking(c: Ctx, practice_id: string, wish: string) {
  await demandPerson(c, practice_id);
  const nickname = cleanNickname(wish);
  if (nickname === null) throw new Refusal("nickname_refused");
  const { card, level } = await readPractice(c, practice_id);
  const ranked = RANKED_LEVELS.find((one) => one === level);
  if (card === undefined || card.grade === "F" || ranked === undefined) throw new Refusal("practice_not_won");
  const { grade, place } = card;
  const own = ownTimeOf(card);
  if (own.kind !== "own") throw new Refusal(own.kind === "not_won" ? "practice_not_won" : "practice_not_by_hand");
  const entered = await practiceHouse(c.env).enterRanking(rangeOf(c));
  if (!entered.ok) throw new Refusal("too_many_requests", undefined, entered.retry_after_s);
  const { own_ms } = own;
  const row = { id: practice_id, level: ranked, nickname, grade, own_ms, place, created_at_ms: Date.now() };
  const db = database(c.env);
  await keepResult(db, row);
  const kept = await rankOf(db, practice_id);
  return { rank: kept.rank, nickname: kept.nickname ?? nickname };
}
