// What the page says in a state: which words, which number, how long still. Pure, so that every state can be read.
import { grouped, spokenTime } from "../words/format.ts";
import type { LineWords } from "../words/line-ko.ts";
import type { Face, Said, Scene } from "./face-shape.ts";
import { lobbyFace } from "./lobby-face.ts";
import type { LineModel } from "./model.ts";
import type { Place } from "./place.ts";

const sum = (left: Readonly<Record<string, number>>): number =>
  Object.values(left).reduce((total, count) => total + count, 0);

/** Counted, and nothing is free, but something may come back. */
const isAllTaken = ({ seats_left, seats_may_return }: Place): boolean =>
  Object.keys(seats_left).length > 0 && sum(seats_left) === 0 && seats_may_return > 0;

export function sceneOf(model: LineModel): Scene {
  const { place, join_refusal, signed_in, near } = model;
  if (!signed_in) return place === null ? "sign_in" : "signed_out";
  if (place === null) return join_refusal === null ? "joining" : "closed";
  switch (place.state) {
    case "ADMITTED":
      return "turn";
    case "CLAIMED":
      return "inside";
    case "LEFT":
      return "left";
    case "EXPIRED":
      return "expired";
    case "FINISHED":
      return "finished";
    case "REFUSED":
      return "refused";
    case "LOBBY":
      return "lobby";
    default:
      if (place.sale === "PAUSED") return "paused";
      if (place.sale === "SOLD_OUT") return "sold_out";
      if (isAllTaken(place)) return "all_taken";
      return near ? "near" : "waiting";
  }
}

/** Nothing is left: for whoever stands in line, whose turn will not come, and who came too late to join. */
export const isSoldOut = ({ scene }: Pick<Face, "scene">, { place, join_refusal }: LineModel): boolean =>
  scene === "sold_out" ||
  (scene === "refused" && place?.reason === "sold_out") ||
  (scene === "closed" && join_refusal?.code === "sold_out");

/** Nothing is sold any more: seats that were left over are nobody's to buy. */
export const isSaleOver = ({ place, join_refusal }: LineModel): boolean =>
  (place?.state === "REFUSED" && (place.reason === "sale_over" || place.reason === "cancelled")) ||
  join_refusal?.code === "sale_over" ||
  join_refusal?.code === "show_cancelled";

/** While the clocks stand still a deadline runs along with them: what is left is what was left when they stopped. */
export function leftMs(place: Place, now_ms: number): number | null {
  if (place.expires_at_ms === null) return null;
  return Math.max(0, place.expires_at_ms - (place.clocks_stopped ? place.now_ms : now_ms));
}

const BARE = { number: null, unit: "", calm: null, left_ms: null } as const;

export function faceOf(model: LineModel, said: Said): Face {
  const { words } = said;
  const scene = sceneOf(model);
  const { place } = model;
  if (place !== null && (scene === "turn" || scene === "inside")) return insideFace(model, place, scene, said);
  if (place !== null && (scene === "waiting" || scene === "near" || scene === "paused" || scene === "all_taken")) {
    return waitingFace(place, scene, words);
  }
  if (scene === "closed") return closedFace(model, said);
  if (scene === "lobby" && place !== null) return lobbyFace(place, said);
  return { scene, ...BARE, ...plainWords(model, scene, words) };
}

function waitingFace(place: Place, scene: "waiting" | "near" | "paused" | "all_taken", words: LineWords): Face {
  const ahead = place.ahead ?? 0;
  const eta = place.eta === null ? words.etaUnknown : words.eta(place.eta.p10_ms, place.eta.p90_ms);
  const text = { waiting: eta, near: eta, paused: words.paused.text, all_taken: words.allTaken }[scene];
  return {
    scene,
    tag: words.tags[scene],
    label: ahead === 0 && scene !== "paused" ? words.next : words.ahead,
    number: grouped(ahead),
    unit: words.unit(),
    title: null,
    text,
    calm: scene === "near" ? words.keepNear : words.keep,
    left_ms: null,
  };
}

function insideFace(model: LineModel, place: Place, scene: "turn" | "inside", { words, now_ms }: Said): Face {
  const left_ms = leftMs(place, now_ms);
  const turn = place.clocks_stopped ? words.turn.labelStopped : words.turn.label;
  return {
    scene,
    tag: words.tags[scene],
    label: scene === "turn" ? turn : words.inside.label,
    number: left_ms === null ? null : words.clock(left_ms),
    unit: "",
    title: null,
    text: scene === "turn" ? words.turn.text : model.kept ? words.inside.kept : words.inside.text,
    calm: null,
    left_ms,
  };
}

function closedFace({ join_refusal }: LineModel, { words, facts, now_ms }: Said): Face {
  const { zone, language } = facts;
  const opens_at_ms = join_refusal?.opens_at_ms;
  if (join_refusal !== null && opens_at_ms !== undefined) {
    const left_ms = Math.max(0, opens_at_ms - now_ms);
    return {
      scene: "closed",
      tag: words.tags.closed,
      label: words.notOpen.label,
      number: words.clock(left_ms),
      unit: "",
      title: null,
      text: words.notOpen.text(spokenTime(opens_at_ms, { nowMs: now_ms, zone, language })),
      calm: null,
      left_ms,
    };
  }
  return { scene: "closed", ...BARE, ...refusalWords(join_refusal, words) };
}

type Plain = Pick<Face, "tag" | "label" | "title" | "text">;

function refusalWords(refusal: LineModel["join_refusal"], words: LineWords): Plain {
  const over = { tag: words.tags.over, label: "" };
  switch (refusal?.code) {
    case "sold_out":
      return { ...over, tag: words.tags.sold_out, ...words.refused.sold_out };
    case "sale_over":
      return { ...over, ...words.cameAfter };
    case "show_cancelled":
      return { ...over, ...words.refused.cancelled };
    case "removed":
      return { ...over, ...words.refused.removed };
    case "check_required":
    case "check_failed":
      return { ...over, tag: words.tags.outside, title: words.check.title, text: words.check.text };
    case "line_full":
      return { ...over, tag: words.tags.outside, ...words.full };
    case "unreachable":
    case "unreadable":
    case "unavailable":
    case "overloaded":
    case "too_many_requests":
      return { ...over, tag: words.tags.outside, ...words.busy };
    default:
      return { ...over, title: refusal?.title ?? words.busy.title, text: refusal?.detail ?? words.busy.text };
  }
}

function plainWords({ place, checking }: LineModel, scene: Scene, words: LineWords): Plain {
  const over = { tag: words.tags.over, label: "" };
  // There is something to do for the person first.
  if (scene === "joining" && checking === "vouch")
    return { ...over, tag: words.tags.outside, title: words.check.title, text: words.check.vouch };
  switch (scene) {
    case "sign_in":
      return { ...over, tag: words.tags.closed, ...words.signIn };
    case "signed_out":
      return { ...over, tag: words.tags.waiting, ...words.signedOut };
    case "sold_out":
      return { ...over, tag: words.tags.sold_out, ...words.soldOut };
    case "left":
    case "expired":
    case "finished":
      return { ...over, ...words.over[scene] };
    case "refused":
      return { ...over, ...words.refused[place?.reason ?? "sale_over"] };
    default:
      return { ...over, tag: words.tags.waiting, ...words.joining };
  }
}

/** What the tab's title says: the one place that is seen while the page is not. */
export function tabTitle(face: Face, { place }: LineModel, { words, facts }: Said): string {
  const { title } = facts;
  const ahead = place?.ahead ?? 0;
  if (face.scene === "near") return words.tab.near(ahead, title);
  if (face.scene === "turn") return words.tab.turn(face.number ?? "", title);
  if (face.scene === "inside") return words.tab.inside(face.number ?? "", title);
  if (["waiting", "paused", "all_taken"].includes(face.scene)) return words.tab.waiting(ahead, title);
  return `${face.tag} · ${title}`;
}
