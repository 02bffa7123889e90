// What the waiting page says in English.
import { clockFace, duration, grouped, inSentence } from "./format.ts";
import type { LineWords } from "./line-ko.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

const people = (count: number): string => `${grouped(count)} ${count === 1 ? "person" : "people"}`;
/** Past an hour in steps of ten minutes: anything finer would promise what nobody can keep. */
const rounded = (minutes: number, up: boolean): number =>
  minutes < 60 ? minutes : (up ? Math.ceil(minutes / 10) : Math.floor(minutes / 10)) * 10;

export const lineEn: LineWords = {
  title: (show) => `The line for ${show}`,
  description: "First come, first in. A refresh never costs your place.",
  toShow: "About the show",
  door: "door",
  you: "you",
  count: grouped,
  unit: () => "",
  clock: (ms) => (ms < 24 * HOUR_MS ? clockFace(ms) : duration(ms, "en")),
  ahead: "Ahead of you",
  next: "You are next",
  behind: "Behind you",
  position: "Your number",
  number: (position) => `No. ${grouped(position)}`,
  eta: (p10_ms, p90_ms) => {
    if (p90_ms <= MINUTE_MS) return "Within a minute";
    const low = rounded(Math.max(1, Math.floor(p10_ms / MINUTE_MS)), false);
    const high = rounded(Math.ceil(p90_ms / MINUTE_MS), true);
    if (low === high) return `About ${high < 60 ? `${high} minutes` : duration(high * MINUTE_MS, "en")}`;
    if (high < 60) return `About ${low} to ${high} minutes`;
    return `About ${duration(low * MINUTE_MS, "en")} to ${duration(high * MINUTE_MS, "en")}`;
  },
  range: {
    now: "now",
    spoken: (early, late) => `Your turn should come between ${early} and ${late}`,
    note: "8 in 10 people get in within this time",
  },
  etaUnknown: "How long it takes cannot be told yet",
  keep: "You may close this page, your place stays. Open it again when it is your turn.",
  keepNear: "Nearly your turn. Please keep this page in sight.",
  seats: {
    title: "Seats left",
    round: (round) => `Round ${round}`,
    left: (count) => (count === 0 ? "all taken" : grouped(count)),
    unknown: "counting",
    more: (rounds) => `Show ${grouped(rounds)} more ${rounds === 1 ? "round" : "rounds"}`,
    mayReturn: (count) => `${grouped(count)} ${count === 1 ? "seat is" : "seats are"} being paid for and may come back`,
  },
  link: {
    connecting: "Connecting",
    live: "Live",
    polling: "Checking every few seconds",
    offline: "Connection lost",
    asleep: "Catching up",
  },
  lost: (said) => `Your place as of ${said} ago. In the line it is being kept for you.`,
  lostOffline: (said) => `You are offline. This was your place ${said} ago; being offline does not cost it.`,
  tags: {
    waiting: "Waiting",
    near: "Nearly there",
    lobby: "Lobby",
    paused: "Paused",
    all_taken: "Waiting for seats",
    sold_out: "Sold out",
    turn: "Your turn",
    inside: "Inside",
    outside: "Not in the line yet",
    closed: "Not open yet",
    over: "Done",
  },
  joining: { title: "Joining the line", text: "Your number appears the moment you have one." },
  join: "Join the line",
  joinAgain: "Join again",
  signIn: { title: "Please sign in first", text: "You join the line right after.", action: "Sign in and join" },
  signedOut: {
    title: "You were signed out",
    text: "Your place is still there. Sign in again to see it.",
    action: "Sign in again",
  },
  lobby: {
    label: "Until it opens",
    text: "This is the lobby. You pass into the line the moment the sale opens.",
    opening: "Opening now",
  },
  fairness: "How the order is decided",
  draw: {
    tag: "Lobby, to be drawn",
    tagNow: "Drawing",
    tagDrawn: "Drawn",
    label: "Until the draw",
    drawing: "Drawing the order now",
    byRound: (round) => `Round ${grouped(round)} of public randomness`,
    here: (count) =>
      `${people(count)} ${count === 1 ? "is" : "are"} here. When the lobby closes, public randomness draws their order.`,
    frozen: (entrants) =>
      `The list of ${people(entrants)} is settled. A number that does not exist yet will decide; nobody can know it, nor can we.`,
    why: "Being early does not help, being late does not hurt. You may close this page and stay in the draw.",
    late: "The lobby had closed when you came. You stand behind those who are drawn, in order of arrival.",
    fellBack: "No public randomness came in time, so the order of arrival counts, as announced beforehand.",
    yours: "Your drawn number",
    unit: () => "",
    opensIn: (clock) => `When the sale opens, people enter in this order. ${clock}`,
  },
  notOpen: {
    label: "Until the line opens",
    text: (when) => `Opens ${inSentence(when)}. Keep this page open and you join by yourself.`,
  },
  paused: {
    label: "Ahead of you",
    text: "The sale is paused. Nobody goes in, nobody loses a place, and the clocks stand still.",
  },
  allTaken: "No seat is free right now. Seats that are not paid for come back, and go to the line in order.",
  soldOut: {
    title: "Sold out",
    text: "Your place is kept. Seats that come back go to those who asked to be told, first asked, first served; while nobody has asked, to the line, in order.",
  },
  cameAfter: {
    title: "The sale is over",
    text: "Tickets for this show are no longer sold. Those you booked are in your bookings.",
  },
  refused: {
    sold_out: { title: "Sold out", text: "That was the last of it this time. You were not charged." },
    sale_over: { title: "The sale is over", text: "It closed before your turn came. You were not charged." },
    cancelled: {
      title: "The show was cancelled",
      text: "Everyone who booked is refunded in full. The line is closed.",
    },
    removed: {
      title: "You were taken out of this line",
      text: "The organiser removed your entry, and the public log shows it. If that is a mistake, ask for another look.",
    },
  },
  appeal: {
    title: "Ask for another look",
    reason: "The organiser's reason",
    asked: "What you wrote",
    open: "Sent. When the organiser answers, you are told here and by mail.",
    answers: { RESTORED: "The organiser brought you back", DECLINED: "The organiser let it stand" },
    label: "Why should they look again?",
    hint: "Up to 500 characters. If they take it back, you stand at the same number as before.",
    send: "Send to the organiser",
  },
  full: {
    title: "The line is far longer than the seats left",
    text: "A place now would hardly reach the door. You can join when it is shorter.",
  },
  retry: "Try again",
  busy: { title: "Many people are joining right now", text: "We keep trying by ourselves. Leave this page open." },
  turn: {
    label: "Your turn",
    labelStopped: "Your turn · the clock is stopped",
    action: "Go in",
    text: "Go in to choose your seats. When the time is up the next person gets the turn.",
    entering: "Going in",
    prolong: "I need more time",
    prolonging: "Adding time",
    prolonged: "You have more time now.",
  },
  inside: {
    label: "Your time inside",
    action: "Choose seats",
    text: "You are in. If you are choosing in another window, just go on there.",
    kept: "You were here, so we let you in. Press to choose your seats.",
  },
  over: {
    left: { title: "You left the line", text: "If you join again you stand at the back." },
    expired: {
      title: "The time to enter ran out",
      text: "You were away, so the turn went to the next person. If you join again you stand at the back.",
    },
    finished: {
      title: "You are done here",
      text: "What you booked is under Bookings. To buy more, join the line again.",
    },
    bookings: "See your bookings",
  },
  otherRoom: {
    title: "One room at a time",
    text: (show) => `You are inside “${show}”. Switching ends your turn there and lets go of seats you hold.`,
    here: "Switch to this one",
    back: "Back to that one",
  },
  leave: {
    open: "Leave the line",
    title: "Leave the line?",
    text: (behind) =>
      behind > 0
        ? `Your place goes. If you join again, you stand behind the ${people(behind)} now behind you.`
        : "Your place goes. If you join again, you stand at the back.",
    textTurn: "Your turn goes to the next person. If you join again you stand at the back.",
    textInside: "Your turn ends and seats you hold are let go. If you join again you stand at the back.",
    stay: "Keep waiting",
    confirm: "Leave",
    leaving: "Leaving",
    close: "Close",
  },
  sound: {
    on: "Ring when it is my turn",
    text: "You hear it once when you switch it on. It rings only while this page is open.",
  },
  receipt: {
    title: "Receipt of your place",
    text: "A signed proof. Keep it, and you can check for yourself that the line was not changed afterwards.",
    save: "Save as a file",
    copy: "Copy",
    copied: "Copied",
    verify: "Check the line",
    none: "Your receipt is being made",
  },
  notice: "From the organiser",
  failed: {
    unreachable: "No answer came. Your place is unchanged. Please press again.",
    other: "That did not work just now. Your place is unchanged. Please try again in a moment.",
  },
  tab: {
    waiting: (ahead, show) => `${grouped(ahead)} ahead · ${show}`,
    near: (ahead, show) => `Nearly there · ${grouped(ahead)} ahead · ${show}`,
    turn: (left, show) => `● Your turn ${left} · ${show}`,
    inside: (left, show) => `Inside ${left} · ${show}`,
  },
  said: {
    waiting: (ahead, eta) => `${people(ahead)} ahead of you. ${eta}.`,
    near: (ahead) => `Nearly your turn. ${people(ahead)} ahead of you.`,
    turn: (left) => `It is your turn. Press Go in within ${left}.`,
    inside: "You are in. You can choose your seats.",
    offline: "Connection lost. Your place is kept.",
    back: "Connected again.",
  },
  check: {
    title: "One check before you join",
    text: "It did not finish on this device. Try again, or have a code sent to your mail.",
    working: "A short check before you join. There is nothing for you to do.",
    vouch: "Please confirm once that you are a person. You join as soon as it is done.",
    mailTitle: "A code by mail works too",
    mailText: "If the check does not pass on this device, we send six digits to the mail address of your account.",
    mailed: "The mail is on its way. Type the six digits from it here.",
    mail: "Send me a code",
    mailAgain: "Send the code again",
    code: "Digits from the mail",
    useCode: "Join with the code",
  },
  vip: {
    label: "Pre-sale code",
    hint: "For now only fans with a code or on the list may join.",
    join: "Join with the code",
    wrong: "This is not the pre-sale code of this show. Type it exactly as you got it.",
    wait: "Too many wrong codes. Type it again in ten minutes; once the sale opens you need none.",
  },
  joinByHand: "You are not in the line yet. Press the button and you get the place of that moment.",
  noScript: "This page does not move by itself. Open it again to see where you stand.",
  reload: "See my place now",
};
