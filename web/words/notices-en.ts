// What messages say in English.
import { grouped, money } from "./format.ts";
import type { bellKo, NoticeFacts, noticesKo } from "./notices-ko.ts";

const show = (facts: NoticeFacts): string => (facts.show === null ? "A show you booked" : `“${facts.show}”`);
const won = (facts: NoticeFacts): string => money(facts.amount_krw, "en");
const counted = (amount: number, one: string, many: string): string =>
  `${grouped(amount)} ${amount === 1 ? one : many}`;
const reason = ({ message }: NoticeFacts): string => (message === "" ? "" : ` The organiser's reason: ${message}`);
const changes: Readonly<Record<string, string>> = {
  title: "name",
  venue: "venue",
  starts_at: "starting time",
  description: "description",
  running_minutes: "running time",
};
const changesOf = ({ changed, now }: NoticeFacts): string =>
  changed
    .map((name) => `${changes[name] ?? "details"}${now[name] === undefined ? "" : ` (now ${now[name]})`}`)
    .join(", ");

export const bellEn: typeof bellKo = {
  label: (unread) => (unread > 0 ? `Notifications, ${grouped(unread)} unread` : "Notifications"),
  arrived: (count) => `${counted(count, "new notification", "new notifications")}.`,
  open: "Open",
};

export const noticesEn: typeof noticesKo = {
  title: "Notifications",
  description: "Bookings, payments, refunds and news of your shows in one place.",
  bell: bellEn,
  causes: {
    payment_done: (facts) => ({
      title: "You are booked",
      text: `${show(facts)}, ${counted(facts.seats, "seat", "seats")}, ${won(facts)}. Tickets and QR codes are with the booking, number ${facts.number}.`,
    }),
    payment_failed: (facts) => ({
      title: facts.why?.title ?? "The payment did not go through",
      text: `Payment for ${show(facts)}. ${facts.why?.detail ?? "Nothing was charged."}`,
    }),
    charge_returned: (facts) => ({
      title: "Your money is on its way back",
      text: `The seats for ${show(facts)} could not be kept, so all of ${won(facts)} goes back to you. There is nothing to do.`,
    }),
    refund_started: (facts) => ({
      title: "Your refund has started",
      text: `${won(facts)} for ${show(facts)} is going back to you. It may take a few days, depending on the card company.${reason(facts)}`,
    }),
    refund_done: (facts) => ({
      title: "Your refund is done",
      text: `${won(facts)} for ${show(facts)} was returned. Booking number ${facts.number}.`,
    }),
    show_cancelled: (facts) => ({
      title: "The show is cancelled",
      text: `${show(facts)} was cancelled. Whatever you paid goes back in full. There is nothing to do.${reason(facts)}`,
    }),
    show_changed: (facts) => ({
      title: "Something about your show changed",
      text: `${show(facts)}: ${changesOf(facts)}. Your seats are unchanged.`,
    }),
    show_taken_down: (facts) => ({
      title: "Sales of your show are on hold",
      text: `The page of ${show(facts)} is offline. Your tickets stay valid; we tell you when it is back.`,
    }),
    show_restored: (facts) => ({
      title: "Your show is back",
      text: `The page of ${show(facts)} is open again. Your seats are unchanged.`,
    }),
    line_removed: (facts) => ({
      title: `You were removed from the line for ${show(facts)}`,
      text: `The organiser's reason: ${facts.message} If that is a mistake, ask for another look on the line's page.`,
    }),
    appeal_declined: (facts) => ({
      title: `You stay out of the line for ${show(facts)}`,
      text: `The organiser looked again and let the removal stand: ${facts.message} What you paid for elsewhere stays yours; the line's page shows what you may still do.`,
    }),
    line_restored: (facts) => ({
      title: `You are back in the line for ${show(facts)}`,
      text: `The organiser took it back, and your number is what it was: ${facts.message} Open the line's page to see where you stand.`,
    }),
    organiser_message: (facts) => ({
      title: `${show(facts)}: a message from the organiser`,
      text: facts.message,
    }),
    seats_returned: (facts) => ({
      title: "Seats came back",
      text: `It is your turn: ${counted(facts.seats, "seat", "seats")} for ${show(facts)} ${facts.seats === 1 ? "is" : "are"} kept for you. Pay ${won(facts)} in time and ${facts.seats === 1 ? "it is" : "they are"} yours.`,
    }),
    returns_passed: (facts) => ({
      title: "Returned seats went to the next fan",
      text: `Seats for ${show(facts)} came back, but not as many, or not side by side, as you asked for. You keep your place.`,
    }),
    returns_closed: (facts) => ({
      title: "The list for returned seats is closed",
      text: `The sale of ${show(facts)} is over, so no more seats come back. Thank you for waiting to the end.`,
    }),
    ticket_offered: (facts) => ({
      title: "A ticket is waiting for you",
      text: `Somebody would like to hand you a ticket for ${show(facts)}. It is yours from the moment you accept it.`,
    }),
    ticket_taken_over: (facts) => ({
      title: "Your ticket was accepted",
      text: `The ticket for ${show(facts)} belongs to its receiver now. The QR code you had is void.`,
    }),
    sign_in: (facts) => ({
      title: "Signed in on a new device",
      text: `${facts.device === "" ? "A device we have not seen" : facts.device}${facts.network === "" ? "" : ` (network ${facts.network})`} signed in to your account. If it was not you, sign that device out.`,
    }),
  },
  unknown: () => ({ title: "There is news", text: "Open it to see what it is about." }),
  passing: {
    turn_near: (facts) => ({
      title: "Your turn is near",
      text: `You are almost at the front of the line for ${show(facts)}. Keep the waiting page at hand.`,
    }),
    turn_come: (facts) => ({
      title: "It is your turn",
      text: `You can go in to ${show(facts)} now. If the time runs out, the place goes on to the next fan.`,
    }),
  },
  filters: "Kinds of notifications",
  all: "All",
  unread: "Unread",
  kinds: { PAYMENT: "Payments", EVENT: "Shows", TICKET: "Seats", SYSTEM: "Account" },
  unreadMark: "Unread",
  remove: "Delete",
  removeOf: (title) => `Delete “${title}”`,
  select: "Select",
  selectOf: (title) => `Select “${title}”`,
  selectEnd: "Stop selecting",
  removeSome: (count) => `Delete ${grouped(count)}`,
  removeAll: "Delete all",
  readAll: "Mark all as read",
  more: "Earlier notifications",
  removed: (count) => `${counted(count, "notification", "notifications")} deleted.`,
  undo: "Undo",
  restored: "They are back.",
  allRead: "All marked as read.",
  failed: "That did not work. Check the connection and try again.",
  emptyTitle: "No notifications yet",
  emptyText: "Bookings, refunds and news of your shows gather here.",
  emptyUnreadTitle: "Nothing unread",
  emptyUnreadText: "You have seen everything.",
  emptyKindTitle: "None of this kind",
  toShows: "Find a show",
  lost: "The connection is lost; trying again. Whatever you miss appears as soon as it is back.",
  choices: "How you get them",
  choicesText: "Notifications always stay here. Choose what also comes by mail.",
  choicesAlways: "A cancelled show and an automatic refund always come by mail too.",
  topics: {
    booking: "Bookings and tickets",
    refund: "Finished refunds",
    show_news: "Changes of a show and messages from organisers",
    sign_in: "Sign-in on a new device",
  },
  save: "Save",
  saved: "Your choice of mails is saved.",
  push: "On this device",
  pushText: "When your turn comes or a payment is decided, this device tells you even with the page closed.",
  pushOn: "Turn on for this device",
  pushOff: "Turn off for this device",
  pushDenied: "The browser blocks notifications. Allow them in the settings beside the address.",
  pushIsOn: "This device is told too.",
};
