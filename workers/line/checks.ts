// What is asked before joining, at the edge: challenges that are stored nowhere, and what a shown check is worth. Whether one
// is needed, and whether it is spent, the line says.
import { type Asks, CHECK_DEFAULT, type CheckRule, type Shown } from "../../domain/checks/asked.ts";
import {
  type BoundTo,
  type Challenge,
  challengeText,
  isWorkDone,
  PROOF_BITS,
  PROOF_PARTS,
  readProof,
  writeChallenge,
} from "../../domain/checks/proof.ts";
import { toBase64url } from "../../domain/log/text.ts";
import type { CheckAnswer, CheckShown } from "../../schema/http/checks.ts";
import type { ShowRow } from "../catalogue/db/shows.ts";
import { derivedMac } from "../kit/derived-key.ts";
import type { Ctx } from "../kit/env.ts";
import { randomToken, sameText } from "../kit/http/hash.ts";
import { showMailCode } from "./check-mail.ts";
import { ACTION, cdataOf, showTurnstile, turnstileOf } from "./turnstile.ts";

const PURPOSE = "join-check";
/** Longer than a lobby is watched without a reload; a page asks for a new one before it runs out. */
const CHALLENGE_MS = 20 * 60_000;
const SALT_BYTES = 16;

/** Where no third party is set up, or it is away, its part is done by the proof. */
export function checkRuleOf(env: Env, { room }: Pick<ShowRow, "room">, now_ms: number): CheckRule {
  const { check = CHECK_DEFAULT.check, check_above = CHECK_DEFAULT.check_above } = room;
  const there = check !== "turnstile" || turnstileOf(env, now_ms) !== null;
  return { check: there ? check : "proof", check_above };
}

/** What a fan is told of it, with what they need to pass. */
export async function checkAnswer(c: Ctx, asks: Asks, bound: BoundTo): Promise<CheckAnswer> {
  if (asks === "nothing") return { asks };
  const site = turnstileOf(c.env, c.get("now_ms"));
  if (asks === "turnstile" && site !== null) {
    const { site_key, script_url } = site;
    return {
      asks,
      challenge: { kind: "turnstile", site_key, script_url, action: ACTION, cdata: await cdataOf(c.env, bound) },
      by_mail: true,
    };
  }
  return { asks: "proof", challenge: await newChallenge(c, bound), by_mail: true };
}

async function newChallenge(c: Ctx, bound: BoundTo) {
  const challenge: Challenge = {
    expires_at_ms: c.get("now_ms") + CHALLENGE_MS,
    bits: PROOF_BITS,
    parts: PROOF_PARTS,
    salt: randomToken(SALT_BYTES),
  };
  const mac = await derivedMac(c.env.SIGNING_KEYS, PURPOSE, challengeText(challenge, bound));
  const { bits, parts, expires_at_ms } = challenge;
  return { kind: "proof" as const, text: writeChallenge(challenge, mac), bits, parts, expires_at_ms };
}

/** Everything that can be known of it without the line. Nothing is refused here: who stands in line needs no check. */
export function shownOf(c: Ctx, shown: CheckShown | undefined, bound: BoundTo): Promise<Shown> | Shown {
  if (shown === undefined) return "nothing";
  switch (shown.kind) {
    case "proof":
      return showProof(c, shown.token, bound);
    case "turnstile":
      return showTurnstile(c, shown.token, bound);
    case "mail":
      return showMailCode(c, shown.token, bound);
  }
}

async function showProof(c: Ctx, token: string, bound: BoundTo): Promise<Shown> {
  const proof = readProof(token);
  if (proof === null || c.get("now_ms") >= proof.challenge.expires_at_ms) return "failed";
  // Ours and for this very fan and show, before any work is spent on looking at theirs.
  const mac = await derivedMac(c.env.SIGNING_KEYS, PURPOSE, challengeText(proof.challenge, bound));
  if (!sameText(toBase64url(mac), proof.challenge.mac) || !isWorkDone(proof)) return "failed";
  return { by: "proof", mark: `p.${proof.challenge.salt}`, expires_at_ms: proof.challenge.expires_at_ms };
}
