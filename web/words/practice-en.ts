// What practice says, in English.
import { grouped } from "./format.ts";
import type { practiceKo } from "./practice-ko.ts";

const many = (count: number, one: string, more: string): string => `${grouped(count)} ${count === 1 ? one : more}`;
const times = (count: number): string => (count === 1 ? "once" : `${grouped(count)} times`);
const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`;

type Spoken<T> = T extends (...input: infer I) => string
  ? (...input: I) => string
  : T extends string
    ? string
    : { readonly [K in keyof T]: Spoken<T[K]> };

export const practiceEn: Spoken<typeof practiceKo> = {
  title: "Practice booking",
  description: "Practise on the very line, seat map and checkout of a real sale. Nothing is charged.",
  mark: "Practice",
  markCard: "Practice result",
  markText: "No real sale.",
  toCard: "See the result",
  lead: "The real line, the real seat map, the real checkout. Only the rivals and the money are made up. No account needed.",
  level: "Level",
  levels: {
    easy: { name: "Easy", text: "Begin here. They take their time." },
    normal: { name: "Normal", text: "Like a well-loved show." },
    hard: { name: "Hard", text: "A stampede. Expect seats to go under your thumb." },
    returns: { name: "Returned seats", text: "A sold-out show into which seats come back, one by one." },
    keys: {
      name: "Keyboard and screen reader",
      text: "Choose from the list of seats, by keys alone. The rivals wait a little.",
    },
    custom: { name: "Custom", text: "Choose how many rivals come, and how fast they are." },
  },
  crowd: (bots, seats) => `${many(bots, "rival", "rivals")} · ${grouped(seats)} seats`,
  crowdReturns: (bots, seats) => `${many(bots, "rival", "rivals")} · ${grouped(seats)} seats come back`,
  speed: (react_ms, rate) => `react in ${seconds(react_ms)} · at most ${many(rate, "try", "tries")} for seats a second`,
  hall: "Hall",
  halls: { theatre: "Theatre, about 1,200", ballpark: "Ballpark, about 20,000", stadium: "Stadium, about 12,000" },
  ownHall: (venue) => `${venue}, the hall of a coming show`,
  hallClosed: "Practice in this hall is closed. The other halls are open.",
  practiseHall: "Practise in this hall",
  practiseHallText:
    "Until the sale opens you can try this very plan against rivals. Nothing of the real sale is in it.",
  practiseHallGo: "Practise this hall",
  customTitle: "Rivals of your own",
  customText: "Used only where you chose Custom.",
  bots: "Rivals (1 to 500)",
  react: "Their reaction (0.2 to 60 s)",
  decide: "Their time to choose (0.5 to 60 s)",
  begin: "Start practising",
  beginText: "It opens 10 seconds later.",
  shared: (seed) => `A practice that somebody sent you: the same seats, the same rivals. (Number ${seed})`,
  linkBroken:
    "Part of this link cannot be read, so what begins here may not be your friend's practice. Ask for the link again to play the very same one.",
  freshSeed: "Meet new rivals instead",
  keyboard: "Practise with a keyboard or a screen reader",
  keyboardGo: "Choose the keyboard level",
  keyboardText:
    "Every screen can be finished by keyboard alone. On the seat map arrow keys move and the space bar chooses; a screen reader says section, row, number and state. The clock runs all the same, so that you learn your own pace.",
  ranking: "Ranking",
  rankingEmpty: "Nobody yet. The first line is yours to take.",
  rankingText: "People only, by nickname, by their own time without the wait.",
  rank: "Rank",
  nickname: "Nickname",
  nicknameHint: "Letters and digits, up to 12. Others will read it.",
  enterRanking: "Enter the ranking",
  ranked: (rank) => `You are number ${grouped(rank)} now.`,
  rankedOut: "Noted, but not among the best that are kept.",
  ownTime: "Own time",
  grade: "Grade",

  countdown: "Opens in",
  opened: "It is open",
  clockTitle: "Server clock",
  clockText: "The service's clock, not your device's. This is the one to press by.",
  network: "Your connection",
  networkMeasuring: "measuring",
  networkText: "From your press to the service and back. The line stands in the order in which presses arrive.",
  book: "Book now",
  bookWait: "Not open yet",
  bookHint: "The button comes alive at the opening. Pressing early or refreshing costs you nothing.",
  needsScript: "The countdown needs JavaScript; after the opening the link below takes you into the line all the same.",
  toLine: "Go to the line",
  running: "Your practice is running",
  backToSeats: "Back to the seats",
  backToLine: "Back to the line",
  finish: "Stop and see the result",
  finishText: "The result is made of what you did so far.",
  overTitle: "This practice ran out of time",
  overText: "Nobody came, so it was cleared away. The same number brings the same rivals again.",
  goneTitle: "This practice is over and cleared away",
  goneText: "Practices are deleted within the hour. A shared link meets the same rivals at any time.",
  notYours: "Somebody else's practice: you can only see the result.",

  cardTitle: { won: "You got your seats", lost: "No seats this time" },
  grades: {
    S: "Nothing to improve",
    A: "Very quick",
    B: "Steady",
    C: "Bought, in the end",
    F: "Try the returned seats",
  },
  steps: "Where the time went",
  stepNames: {
    click: "From the opening to your press",
    wait: "Waiting in the line",
    enter: "From your turn to entering",
    choose: "From entering to holding seats",
    pay: "From holding to paying",
  },
  seconds,
  place: (place) => `You were number ${grouped(place)} in line`,
  lost: "Seats you lost",
  lostCount: (count) => `${count} taken before you`,
  lostSeat: (seat, chose_ms, gone_ms) =>
    gone_ms < 0
      ? `${seat}: you chose it after ${seconds(chose_ms)}; it was gone ${seconds(-gone_ms)} before you came in.`
      : `${seat}: you chose it after ${seconds(chose_ms)}; it was gone at ${seconds(gone_ms)}.`,
  why: "Why it went this way",
  whyOf: {
    won: "You held seats and paid for them.",
    clicked_late: (ms, ahead) =>
      `You pressed ${seconds(ms)} after the opening, and ${many(ahead, "person", "people")} stood before you.`,
    entered_late: (ms) => `Your turn came and you entered ${seconds(ms)} later. Good seats went meanwhile.`,
    seats_lost: (count, worst_ms) =>
      `You lost ${many(count, "seat", "seats")} that you chose, ${count === 1 ? "" : "the slowest "}by ${seconds(worst_ms)}.`,
    payment_declined: (count) => `Your payment was declined ${times(count)}.`,
    paid_late: (ms) => `It took you ${seconds(ms)} from the seats to the payment.`,
    refreshed: (count) =>
      `You refreshed ${times(count)} and kept your place${count === 1 ? "" : " each time"}. It did not cost you anything.`,
    left: "You stopped before the end.",
    sold_out_before_turn: (ahead) =>
      `All was sold before your turn came; ${many(ahead, "person", "people")} stood before you.`,
    sold_out_before_entering: "Your turn came, but all was sold before you entered.",
    sold_out_inside: "You were inside, but all was sold before you held a seat.",
    keys_alone: (moves, ms) =>
      `By keys alone: ${many(moves, "step", "steps")} between seats, held after ${seconds(ms)}.`,
    many_steps: (moves) => `You took ${many(moves, "step", "steps")} between seats. There are shorter ways.`,
    pointer_used: (count) => `You chose ${times(count)} with a pointer, not with a key.`,
    never_joined: "You did not join the line.",
  },
  adviceOf: {
    keys_alone: "Typing a section's name in the list of sections goes straight to it. It gets faster with use.",
    bigger_steps: "Home and End go to the ends of a row, Page Up and Page Down to the first and the last row.",
    keys_alone_next: "Next time enter the list of seats with Tab, move with arrows, choose with the space bar.",
    try_harder: "Try a harder crowd next.",
    try_custom: "There is no harder level. Make the rivals faster still with Custom.",
    be_ready: "Have the page open before the time, and press when the server's clock reaches zero.",
    keep_page_in_sight: "Keep the line's page in sight: it lets you in the moment your turn comes.",
    take_the_next_best: "Everybody looks at the front and the middle. Take free seats one or two sections aside first.",
    prepare_payment: "Decide how you pay beforehand; here is time to win.",
    no_need_to_refresh: "The line's page keeps itself true. There is no need to refresh.",
    stay: "Who stays to the end may get a seat that comes back.",
  },
  again: "Play the same rivals again",
  fresh: "A new practice",
  harder: "One level up",
  share: "Send this practice",
  shareText: "Whoever opens it meets the same seats and the same rivals.",
  shareCopied: "The link is copied.",
  shareFailed: "It could not be copied. Press the address below and hold to copy it.",
  picture: "Save the result as a picture",
  refreshedFree: (count) => `${many(count, "refresh", "refreshes")}, no place lost`,
  summaryOf: (level, hall) => `${level} · ${hall}`,
  homeTitle: "Practise before the real thing",
  homeText: "On the real screens, without an account, and you are told why you lost.",
};
