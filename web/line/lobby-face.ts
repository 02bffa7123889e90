// What the lobby says: how long still, and where the order will be drawn, by what and of how many.
import { grouped } from "../words/format.ts";
import type { Face, Said } from "./face-shape.ts";
import type { Place } from "./place.ts";

const LOBBY = { scene: "lobby", unit: "" } as const;

export function lobbyFace(place: Place, said: Said): Face {
  if (place.draw === null) return comingFace(said);
  // Nothing was drawn: the number is the order of arrival, and the page says why.
  if (place.draw.state === "FALLBACK") return { ...comingFace(said), text: said.words.draw.fellBack };
  return place.draw.state === "DRAWN" ? drawnFace(place, said) : awaitingFace(place, place.draw, said);
}

function comingFace({ words, facts, now_ms }: Said): Face {
  const left_ms = Math.max(0, facts.opens_at_ms - now_ms);
  return {
    ...LOBBY,
    tag: words.tags.lobby,
    label: words.lobby.label,
    number: left_ms === 0 ? null : words.clock(left_ms),
    title: left_ms === 0 ? words.lobby.opening : null,
    text: words.lobby.text,
    calm: words.keep,
    left_ms,
  };
}

/** No number, but the truth: who is here, when it is drawn and by what, and that being early gains nothing. */
function awaitingFace(place: Place, draw: NonNullable<Place["draw"]>, { words, now_ms }: Said): Face {
  const left_ms = Math.max(0, draw.round_at_ms - now_ms);
  const late = place.position !== null;
  const here = words.draw.here(draw.entrants ?? place.total_waiting);
  const frozen = draw.entrants !== null;
  const text = late ? words.draw.late : frozen ? words.draw.frozen(draw.entrants ?? 0) : here;
  return {
    ...LOBBY,
    tag: left_ms === 0 ? words.draw.tagNow : words.draw.tag,
    label: left_ms === 0 ? words.draw.byRound(draw.round) : words.draw.label,
    number: left_ms === 0 ? null : words.clock(left_ms),
    title: left_ms === 0 ? words.draw.drawing : null,
    text,
    calm: late ? words.keep : words.draw.why,
    left_ms,
  };
}

function drawnFace(place: Place, { words, facts, now_ms }: Said): Face {
  const left_ms = Math.max(0, facts.opens_at_ms - now_ms);
  return {
    ...LOBBY,
    tag: words.draw.tagDrawn,
    label: words.draw.yours,
    number: grouped(place.position ?? 0),
    unit: words.draw.unit(),
    title: null,
    text: words.draw.opensIn(left_ms === 0 ? words.lobby.opening : words.clock(left_ms)),
    calm: words.keep,
    left_ms,
  };
}
