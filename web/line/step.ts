// How the waiting page comes to know: pure, so that frames out of order, gaps, sleep and wrong clocks can be tried.
import { learn, serverNow } from "./clock.ts";
import { farthest, isInLine, isNear, type LineEvent, type LineModel, type Wish } from "./model.ts";
import type { LineFrame, Place, PlaceTold } from "./place.ts";

export type Step = { readonly model: LineModel; readonly wishes: readonly Wish[] };

/** A second's timer that comes this late has slept, or was throttled in the background. */
const SLEPT_MS = 5_000;
/** A person is here if a touch is at most this old; one older may be of somebody who went away since. */
const ATTENDED_MS = 30_000;
/** A tap on the button is on its way: it goes first. */
const AFTER_TOUCH_MS = 1_200;
/** What has run out is asked about a little later: the line's own clock has to get there too. */
const RUN_OUT_GRACE_MS = 700;

const done = (model: LineModel, ...wishes: Wish[]): Step => ({ model, wishes });

export function step(model: LineModel, event: LineEvent): Step {
  switch (event.type) {
    case "told":
      return take(model, event.told, event.local_ms);
    case "frame":
      return hear(model, event.frame, event.local_ms);
    case "socket_open":
      return done({ ...model, link: "live", version: null });
    case "socket_lost":
      return done({ ...model, link: model.link === "offline" ? "offline" : "polling", version: null, doubtful: true });
    case "offline":
      return done({ ...model, link: "offline", version: null, doubtful: true });
    case "online":
      return done({ ...model, link: "polling" }, "ask");
    case "tick":
      return tick(model, event.local_ms);
    case "acting":
      return done({ ...model, busy: event.act, act_refusal: null, other_room: null });
    case "acted":
      return acted(model, event);
    case "refused":
      return refused(model, event);
    case "checking":
      return done({ ...model, checking: event.work });
    case "check_mailed":
      return done({ ...model, check_mailed: true, act_refusal: null });
    case "signed_out":
      return done({ ...model, signed_in: false, busy: null });
    case "claimed_by_focus":
      return done({ ...model, kept: true });
    case "receipt":
      return done({ ...model, receipt: event.receipt });
    case "seen":
      return seen(model, event);
    case "touched":
      return done({ ...model, attention: { ...model.attention, touched_local_ms: event.local_ms } });
    case "dismissed":
      return done({ ...model, [event.what]: null });
  }
}

/** The whole truth at a moment. One that was overtaken on its way changes nothing: what overtook it is known. */
function take(model: LineModel, told: PlaceTold, local_ms: number): Step {
  const heard: LineModel = {
    ...model,
    clock: learn(model.clock, { now_ms: told.place.now_ms, local_ms }),
    notice: isNewer(told.notice, model.notice) ? told.notice : model.notice,
    link: model.link === "offline" ? "polling" : model.link,
    doubtful: false,
  };
  if (isStale(told.place, model.place)) return done(heard);
  return settle({ ...heard, redirect_url: told.redirect_url ?? heard.redirect_url }, told.place, local_ms);
}

const isNewer = (one: LineModel["notice"], other: LineModel["notice"]): boolean =>
  one !== null && (other === null || one.at_ms > other.at_ms);

/** The line's clock never steps back, so it tells which of two words is the later one, whatever road each took. */
function isStale(next: Place, known: Place | null): boolean {
  if (known === null) return false;
  if (next.now_ms !== known.now_ms) return next.now_ms < known.now_ms;
  return (next.position ?? 0) < (known.position ?? 0);
}

function settle(model: LineModel, next: Place, local_ms: number): Step {
  if (next.state === "NONE") return done({ ...model, place: null, near: false, redirect_url: null });
  const before = model.place;
  const same = before !== null && before.position === next.position;
  const ahead = same && before.ahead !== null && next.ahead !== null ? Math.min(before.ahead, next.ahead) : next.ahead;
  const place = ahead === next.ahead ? next : { ...next, ahead };
  const wasNear = same && model.near;
  const near = place.state === "WAITING" && (wasNear || isNear(place));
  const moved: LineModel = {
    ...model,
    place,
    near,
    heard_local_ms: local_ms,
    join_refusal: null,
    first_ahead: same ? farthest(model.first_ahead, place.ahead) : place.ahead,
    receipt: same ? model.receipt : null,
    prolonged: same && model.prolonged,
    kept: same && model.kept,
    redirect_url: place.state === "CLAIMED" || place.state === "ADMITTED" ? model.redirect_url : null,
  };
  const wishes: Wish[] = [];
  if (near && !wasNear) wishes.push("ring_near");
  if (place.state === "ADMITTED" && !(same && before.state === "ADMITTED")) wishes.push("ring_turn");
  return done(moved, ...wishes);
}

function hear(model: LineModel, frame: LineFrame, local_ms: number): Step {
  const { version } = model;
  // Said already, or overtaken by what was said after it.
  if (version !== null && frame.version <= version) return done(model);
  const heard = hearWords({ ...model, version: frame.version }, frame, local_ms);
  if (version === null || frame.version === version + 1) return heard;
  // Something was lost on the way, perhaps a notice: the line is asked.
  return { model: { ...heard.model, doubtful: true }, wishes: [...heard.wishes, "ask"] };
}

function hearWords(model: LineModel, frame: LineFrame, local_ms: number): Step {
  if (frame.type === "place") return take(model, { place: frame.place, notice: null, redirect_url: null }, local_ms);
  const heard = { ...model, clock: learn(model.clock, { now_ms: frame.now_ms, local_ms }) };
  if (frame.type === "notice") {
    return done({ ...heard, notice: isNewer(frame.notice, model.notice) ? frame.notice : model.notice });
  }
  // A hint: the fact, and the pass with it, come from the line itself.
  if (frame.type === "admitted") return done(heard, "ask_now");
  const { place } = model;
  if (place === null || frame.now_ms < place.now_ms) return done(heard);
  // What it means for this fan follows in a place frame when their turn to hear comes.
  return done({ ...heard, place: { ...place, sale: frame.status, clocks_stopped: frame.status === "PAUSED" } });
}

function tick(model: LineModel, local_ms: number): Step {
  const slept = local_ms - model.ticked_local_ms > SLEPT_MS && model.ticked_local_ms > 0;
  const ticked: LineModel = { ...model, ticked_local_ms: local_ms, doubtful: model.doubtful || slept };
  if (slept) return model.signed_in ? done(ticked, "ask") : done(ticked);
  if (shouldRetryJoin(ticked, local_ms)) return done({ ...ticked, join_refusal: null }, "join");
  const ends_ms = runsOutAt(ticked);
  if (ends_ms !== null && ends_ms !== model.asked_about_ms && serverNow(model.clock, local_ms) > ends_ms) {
    return done({ ...ticked, asked_about_ms: ends_ms }, "ask_now");
  }
  return isAttended(ticked, local_ms) ? done({ ...ticked, kept: true }, "claim_by_focus") : done(ticked);
}

/** The line opens by the service's clock, and the page joins by itself. */
function shouldRetryJoin({ join_refusal, place, clock, busy, signed_in }: LineModel, local_ms: number): boolean {
  if (join_refusal?.opens_at_ms === undefined || place !== null || busy !== null || !signed_in) return false;
  return serverNow(clock, local_ms) >= join_refusal.opens_at_ms;
}

function runsOutAt({ place }: LineModel): number | null {
  if (place === null || place.clocks_stopped || place.expires_at_ms === null) return null;
  if (place.state !== "ADMITTED" && place.state !== "CLAIMED") return null;
  return place.expires_at_ms + RUN_OUT_GRACE_MS;
}

/** D15: an unattended tab never claims. It takes a visible page with the focus and a person who has just touched it. */
export function isAttended(model: LineModel, local_ms: number): boolean {
  const { place, attention, busy, kept, prolonged, other_room, act_refusal } = model;
  // Who asked for more time, or was asked something, goes in by their own tap.
  if (place?.state !== "ADMITTED" || busy !== null || kept || prolonged) return false;
  if (other_room !== null || act_refusal !== null) return false;
  if (!attention.visible || !attention.focused || attention.touched_local_ms === null) return false;
  const since_ms = local_ms - attention.touched_local_ms;
  return since_ms >= AFTER_TOUCH_MS && since_ms <= ATTENDED_MS;
}

function acted(model: LineModel, event: Extract<LineEvent, { type: "acted" }>): Step {
  const { act, told, local_ms } = event;
  const free: LineModel = { ...model, busy: null, prolonged: model.prolonged || act === "prolong" };
  if (told !== null) return take(free, told, local_ms);
  if (act !== "leave" || model.place === null) return done(free);
  // The line said so with an empty answer.
  return done(
    { ...free, place: { ...model.place, state: "LEFT", ahead: null, expires_at_ms: null }, near: false },
    "ask_now",
  );
}

function refused(model: LineModel, event: Extract<LineEvent, { type: "refused" }>): Step {
  const free = { ...model, busy: null };
  const { act, refusal, other } = event;
  // The check that was under way ended with nothing, and a code by mail had let them in meanwhile.
  if (act === "join" && isInLine(model.place)) return done(free);
  if (act === "join") return done({ ...free, join_refusal: refusal });
  if (other !== null) return done({ ...free, other_room: other });
  return done({ ...free, act_refusal: refusal }, "ask_now");
}

/** Back before someone's eyes: what is shown may be old, however well the socket looks. */
function seen(model: LineModel, event: Extract<LineEvent, { type: "seen" }>): Step {
  const { visible, focused, local_ms } = event;
  const returned = visible && !model.attention.visible;
  const came = visible && focused && (returned || !model.attention.focused);
  // Coming to the page is a person's act as much as a touch of it.
  const touched_local_ms = came && model.ticked_local_ms > 0 ? local_ms : model.attention.touched_local_ms;
  const next = { ...model, attention: { visible, focused, touched_local_ms } };
  return returned && (isInLine(model.place) || model.place === null) && model.signed_in
    ? done(next, "ask_now")
    : done(next);
}
