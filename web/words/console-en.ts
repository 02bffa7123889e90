// What the console says in English.
import type { MatterCode } from "../../domain/manage/attention.ts";
import { appealsEn } from "./appeals-en.ts";
import type { consoleKo } from "./console-ko.ts";
import { consolePartsEn } from "./console-parts-en.ts";
import { doorsEn } from "./doors-en.ts";
import { grouped, inSentence as inside } from "./format.ts";
import { purchasesEn } from "./purchases-en.ts";

type Matter = { readonly when: string; readonly count: number };

const matters: Readonly<Record<MatterCode, (matter: Matter) => string>> = {
  refund_stuck: ({ count }) =>
    count === 1
      ? "1 booking's refund was refused by the provider. Try it again."
      : `${grouped(count)} bookings' refunds were refused by the provider. Try them again.`,
  taken_down: () => "An admin took this show down. Fans do not see it, and nothing is sold.",
  paused: () => "The sale is paused. Nobody can pay until you resume it.",
  no_rounds: () => "No round lies ahead, so there is nothing to sell.",
  draft_late: ({ when }) => `It was to open ${inside(when)} and is still a draft.`,
  opens_soon: ({ when }) => `The sale opens ${inside(when)}.`,
  closes_soon: ({ when, count }) => `The sale ends ${inside(when)} with ${grouped(count)} seats left.`,
  plays_soon: ({ when }) => `It plays ${inside(when)}.`,
  sold_out: () => "Sold out. Seats that are cancelled go back on sale by themselves.",
};

export const consoleEn: typeof consoleKo = {
  name: "Console",
  menu: "Console menu",
  more: "More",
  site: "As fans see it",
  places: { shows: "My shows", bookings: "Bookings", people: "People", audit: "Log" },
  parts: consolePartsEn,
  shows: {
    title: "My shows",
    allTitle: "All shows",
    description: "Your shows and what needs you now",
    matters,
    open: "See the show",
    find: "Find the booking",
    selling: "On sale",
    shows: " shows",
    sold: "Seats sold",
    soldOf: (total) => `of ${grouped(total)}`,
    seats: " seats",
    revenue: "Taken",
    revenueNote: "after refunds",
    stuck: "Refunds stuck",
    stuckNote: "refused by the provider",
    bookings: " bookings",
    late: "Figures in the table may be a few seconds late.",
    chart: "Sales in the last 14 days",
    chartUnit: "₩ / day",
    chartSummary: (total, best) => `${total} in the last 14 days; the best day took ${best}`,
    chartEmpty: "Nothing sold yet. Each day is drawn here from the first sale on.",
    list: "Shows",
    columns: { show: "Show", state: "State", sale: "Sale", next: "Next round", sold: "Seats sold", revenue: "Taken" },
    opens: (when) => `opens ${inside(when)}`,
    closes: (when) => `until ${inside(when)}`,
    closed: (when) => `ended ${inside(when)}`,
    noNext: "none",
    rounds: (count) => (count === 1 ? "1 round" : `${grouped(count)} rounds`),
    ofSeats: (total) => `/ ${grouped(total)}`,
    statuses: { DRAFT: "Draft", CANCELLED: "Cancelled", TAKEN_DOWN: "Taken down" },
    emptyTitle: "No shows yet",
    emptyText: "Once you make a show, you open, pause and watch its sale here.",
    make: "New show",
    edit: "Edit",
    venues: "Venues",
    api: "Make a show over the API",
  },
  purchases: purchasesEn,
  doors: doorsEn,
  appeals: appealsEn,
  join: {
    title: "This is the sellers' side",
    description: "How to start selling",
    text: "Putting shows on sale and running their lines and seats takes an organiser's role. This account is one that buys tickets.",
    steps: [
      { title: "Tell us which account", text: "Send the address and the number below to the operator." },
      { title: "The operator gives the role", text: "They check what you sell and make you an organiser." },
      { title: "Come back here", text: "It opens at once, without signing in again." },
    ],
    account: "Your account",
    email: "Mail address",
    noEmail: "no mail address",
    id: "Number",
    home: "Look at the shows",
  },
};
