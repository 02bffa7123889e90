// Everything the product says in English.

import type { Sort } from "../../schema/http/catalogue.ts";
import type { Genre, Region, SaleStatus } from "../../schema/http/words.ts";
import type { Grade } from "../../schema/layout.ts";
import { accountEn } from "./account-en.ts";
import { adminDeskEn } from "./admin-desk-en.ts";
import { buyingEn } from "./buying-en.ts";
import { consoleEn } from "./console-en.ts";
import { grouped, money } from "./format.ts";
import { gateEn } from "./gate-en.ts";
import type { ko } from "./ko.ts";
import { lineEn } from "./line-en.ts";
import { noticesEn } from "./notices-en.ts";
import { practiceEn } from "./practice-en.ts";
import { returnsEn } from "./returns-en.ts";
import { roomEn } from "./room-en.ts";
import { statusEn } from "./status-en.ts";
import { verifyEn } from "./verify-en.ts";

const genres: Readonly<Record<Genre, string>> = {
  CONCERT: "Concerts",
  MUSICAL: "Musicals & plays",
  SPORTS: "Sports",
  CLASSIC: "Classical & dance",
  EXHIBITION: "Exhibitions",
  FAN_MEETING: "Fan meetings",
  ETC: "Everything else",
};

const regions: Readonly<Record<Region, string>> = {
  SEOUL: "Seoul",
  BUSAN: "Busan",
  DAEGU: "Daegu",
  INCHEON: "Incheon",
  GWANGJU: "Gwangju",
  DAEJEON: "Daejeon",
  ULSAN: "Ulsan",
  SEJONG: "Sejong",
  GYEONGGI: "Gyeonggi",
  GANGWON: "Gangwon",
  CHUNGBUK: "North Chungcheong",
  CHUNGNAM: "South Chungcheong",
  JEONBUK: "North Jeolla",
  JEONNAM: "South Jeolla",
  GYEONGBUK: "North Gyeongsang",
  GYEONGNAM: "South Gyeongsang",
  JEJU: "Jeju",
  ABROAD: "Abroad",
};

const saleStatuses: Readonly<Record<SaleStatus, string>> = {
  SCHEDULED: "Opens soon",
  LOBBY: "Lobby open",
  OPEN: "On sale",
  PAUSED: "Paused",
  SOLD_OUT: "Sold out",
  ENDED: "Sale over",
};

const sorts: Readonly<Record<Sort, string>> = {
  soonest: "Playing soonest",
  newest: "Newest first",
  most_viewed: "Most viewed",
};

const grades: Readonly<Record<Grade, string>> = {
  VIP: "VIP",
  R: "R",
  S: "S",
  A: "A",
  B: "B",
  STANDING: "Standing",
};

const plural = (amount: number, one: string, many: string): string => `${grouped(amount)} ${amount === 1 ? one : many}`;

/** A near day inside a sentence: "Opens tonight 8 pm". */
const inside = (when: string): string =>
  when.replace(/^(Today|Tonight|Tomorrow|Yesterday)/, (day) => day.toLowerCase());

export const en: typeof ko = {
  language: "English",
  brand: { tagline: "A line that stays fair" },
  terms: { genres, regions, saleStatuses, sorts, grades },
  shell: {
    skip: "Skip to content",
    home: "Fairline, home",
    menu: "Main",
    shows: "Find shows",
    searchLabel: "Search shows and venues",
    searchHint: "Show or venue",
    searchSubmit: "Search",
    signIn: "Sign in",
    profile: (name) => (name === "" ? "Your profile" : `${name}, your profile`),
    bookings: "Bookings",
    console: "Sales desk",
    notifications: (unread) => (unread > 0 ? `Notifications, ${grouped(unread)} unread` : "Notifications"),
    languageSwitch: "Language",
    toLight: "Light page",
    toDark: "Dark page",
    dismiss: "Dismiss",
    footerLine: "First come, first in. Anyone can check.",
    fairness: "How it is fair",
    status: "Service status",
    apiDocs: "API reference",
    terms: "Terms",
    privacy: "Privacy",
    openSource: "Open under the MIT licence.",
    offline: "You are offline. The page catches up by itself when the connection returns.",
    online: "Connected again.",
    loading: "Loading",
  },
  home: {
    title: "A fair line, a sure ticket",
    description: "Join the line, pick your seats when it is your turn, pay. A refresh never costs your place.",
    heroTitle: ["First come,", "first in."],
    heroText:
      "Refresh, lose your connection, switch phones: your place stays yours. Nobody can cut in, and afterwards anyone can check that nobody did.",
    heroAction: "See what is on sale",
    you: "you",
    entrance: "door",
    lineFigure: "People standing in one line towards a door, with your place marked among them.",
    promises: [
      { title: "Join once", text: "Booking gives you a place. Close the page and it is still yours." },
      { title: "Pick in peace", text: "Only as many go in as there is room for, so the map stays calm." },
      { title: "A ticket or your money", text: "Every payment ends as one of the two. Nothing gets lost between." },
    ],
    onSale: "On sale now",
    onSaleEmpty: "Nothing is on sale right now. Have a look at what opens next.",
    openingSoon: "Opening soon",
    openingSoonEmpty: "No sale is scheduled. New ones will appear here.",
    mostViewed: "Most viewed",
    all: "See all",
    allOnSale: "See all shows on sale",
    allOpening: "See all sales that open soon",
    allViewed: "See all, most viewed first",
  },
  search: {
    title: "Find shows",
    titleFor: (query) => `Results for “${query}”`,
    description: "Find shows by genre, place, date and price.",
    filters: "Filters",
    keyword: "Keyword",
    genre: "Genre",
    region: "Region",
    status: "Sale",
    any: "All",
    from: "From",
    to: "Until",
    priceMin: "Price from",
    priceMax: "Price up to",
    priceUnit: "won",
    sort: "Sort",
    apply: "Show these",
    reset: "Clear all filters",
    remove: (name) => `Remove ${name}`,
    priceFrom: (krw) => `from ${money(krw, "en")}`,
    priceTo: (krw) => `up to ${money(krw, "en")}`,
    dayFrom: (day) => `from ${day}`,
    dayTo: (day) => `until ${day}`,
    results: "Results",
    shown: (shows, more) => (more ? `The first ${grouped(shows)}` : plural(shows, "show", "shows")),
    more: "Show more",
    first: "Back to the first",
    emptyTitle: "No show fits these filters",
    emptyText: "Take a filter away, or try another word.",
  },
  show: {
    about: "About",
    facts: "Facts",
    when: "Dates",
    where: "Venue",
    runningTime: "Running time",
    minutes: (minutes) => `${grouped(minutes)} min`,
    age: "Age",
    ageLimit: (years) => `${years} and over`,
    ageAll: "Everyone",
    price: "Price",
    prices: "Grades and prices",
    grade: "Grade",
    rounds: "Dates and rounds",
    round: (round) => `Round ${round}`,
    moreRounds: (rounds) => `Show ${plural(rounds, "more round", "more rounds")}`,
    roundsEmpty: "No date is fixed yet. It will appear here when it is.",
    seatsLeft: "Seats left",
    seats: (left) => grouped(left),
    seatsNone: "none",
    seatsUnknown: "counting",
    fee: "Prices are per seat. You see the full amount once more before you pay.",
    limit: (seats) => `Up to ${plural(seats, "seat", "seats")} each per round`,
    saleWindow: "On sale",
    views: (views) => `Viewed ${plural(views, "time", "times")}`,
    yourTime: (text) => `${text}, your time`,
    zone: (name) => `All times in ${name}.`,
    versus: "v",
    home: "Home",
    away: "Away",
    posterAlt: (title) => `Poster of ${title}`,
  },
  sale: {
    opensAt: (when) => `Opens ${inside(when)}`,
    closesAt: (when) => `On sale until ${inside(when)}`,
    lobbyAt: (when) => `The lobby opens ${inside(when)}`,
    untilOpen: "Until it opens",
    untilClose: "Until it closes",
    justOpened: "Open now",
    justClosed: "Sale over",
    scheduledTitle: "Not open yet",
    scheduledText: "The button appears right here when the time comes. No need to refresh.",
    signInEarly: "Sign in ahead of time",
    lobbyTitle: "The lobby is open",
    lobbyText: "Wait in the lobby and you pass into the line the moment the sale opens.",
    enterLobby: "Enter the lobby",
    openTitle: "On sale now",
    openText: "Join the line first, pick your seats when it is your turn.",
    join: "Join the line",
    signInToJoin: "Sign in and join the line",
    pausedTitle: "Paused for a moment",
    pausedText: "Nobody goes in while it is paused, and nobody loses a place. You may join the line now.",
    soldOutTitle: "Sold out",
    soldOutText: "Seats that come back go to the line, in order.",
    endedTitle: "The sale is over",
    endedText: "No more tickets are sold for this show.",
    otherShows: (genre) => `See other ${genre.toLowerCase()}`,
  },
  error: {
    notFoundTitle: "There is no such page",
    notFoundText: "The address may have changed, or the show was taken down. Tickets you bought are safe.",
    toHome: "Go home",
    toSearch: "Find shows",
    whatToDo: "What to do",
    retryNow: "Try again",
    retryIn: (seconds) => `Please try again in ${plural(seconds, "second", "seconds")}.`,
    busy: "A lot of people are here right now. Open the page again in a moment. If you were in a line, your place is still yours.",
    broken:
      "This one is on us. Seats you hold and payments you made are safe, and doing the same thing again never charges you twice.",
    denied: "The account you are signed in with may not see this page. If you have another one, sign in with that.",
    wrong: "We could not read what was sent. Go back and try once more.",
    code: "Code",
    requestId: "Request",
    quote: "Give us the request number and we will find it at once.",
  },
  room: roomEn,
  line: lineEn,
  notices: noticesEn,
  gate: gateEn,
  status: statusEn,
  verify: verifyEn,
  parts: {
    breadcrumb: "You are here",
    optional: "optional",
    required: "required",
    steps: "Progress",
    close: "Close",
    noticeInfo: "Notice",
    noticeLive: "Live",
    noticeWarning: "Warning",
    ticket: { seat: "Seat", date: "Date", venue: "Venue", number: "No.", row: (row) => `Row ${row}` },
    again: "Try again",
  },
  account: accountEn,
  console: consoleEn,
  adminDesk: adminDeskEn,
  buying: buyingEn,
  practice: practiceEn,
  returns: returnsEn,
};
