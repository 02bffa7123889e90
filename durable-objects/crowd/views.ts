// What a crowd's object says of itself: to the person in a practice, and to who watches a rehearsal.
import type { Card } from "../../domain/crowd/card.ts";
import type { Phase } from "../../domain/crowd/crowd.ts";
import type { Play, PlayOrder, Tally } from "../../domain/crowd/play.ts";
import type { FanState } from "../../schema/http/words.ts";
import type { LineRoad } from "./ports.ts";

/** `OVER`: nobody was at it when its time ran out. */
export type PracticeState = "COUNTDOWN" | "OPEN" | "WAITING" | "ADMITTED" | "CLAIMED" | "FINISHED" | "OVER";

export type CrowdView = {
  readonly state: PracticeState;
  readonly place: number | null;
  readonly card: Card | null;
  readonly order: Pick<
    PlayOrder,
    "id" | "kind" | "title" | "hall" | "of_show" | "layout_version" | "seed" | "level" | "window" | "ends_at_ms"
  >;
  readonly now_ms: number;
};

export async function placeOf(
  line: LineRoad,
  fan: string,
): Promise<{ readonly state: FanState; readonly position: number | null }> {
  const { place } = await line.status(fan);
  return { state: place.state, position: place.position };
}

const STATES: Readonly<Partial<Record<FanState, PracticeState>>> = {
  LOBBY: "WAITING",
  WAITING: "WAITING",
  ADMITTED: "ADMITTED",
  CLAIMED: "CLAIMED",
};

export function viewOf(play: Play, place: Awaited<ReturnType<typeof placeOf>> | null, now_ms: number): CrowdView {
  const { id, kind, title, hall, of_show, layout_version, seed, level, window, ends_at_ms } = play.order;
  const order = {
    id,
    kind,
    title,
    hall,
    ...(of_show !== undefined && { of_show }),
    layout_version,
    seed,
    level,
    window,
    ends_at_ms,
  };
  const about = { order, card: play.card, now_ms };
  if (play.card !== null) return { ...about, state: "FINISHED", place: play.card.place };
  if (play.ends_ms !== null) return { ...about, state: "OVER", place: null };
  if (now_ms < window.opens_at_ms) return { ...about, state: "COUNTDOWN", place: null };
  return { ...about, state: STATES[place?.state ?? "NONE"] ?? "OPEN", place: place?.position ?? null };
}

export type CrowdReport = {
  readonly order: PlayOrder;
  /** How many of the crowd stand where. */
  readonly bots: Readonly<Record<Phase, number>>;
  readonly tally: Tally;
  readonly made_ms: number;
  readonly ending: boolean;
};

export function reportOf({ order, crowd, tally, made_ms, ends_ms }: Play): CrowdReport {
  const bots: Record<Phase, number> = {
    coming: 0,
    waiting: 0,
    called: 0,
    looking: 0,
    choosing: 0,
    held: 0,
    paying: 0,
    gone: 0,
    bought: 0,
  };
  for (const { phase } of crowd.bots) bots[phase]++;
  return { order, bots, tally, made_ms, ending: ends_ms !== null };
}
