// What the pages about privacy and terms say in English.
import type { LegalWords } from "./legal-ko.ts";

export const legalEn: LegalWords = {
  privacy: {
    title: "Privacy",
    description:
      "What is kept, why, for how long, and what is left once an account is deleted: record by record, as it is.",
    intro: ({ name, contact }) =>
      `${name} is responsible for personal data here. Questions and requests go to ${contact}.`,
    before: [
      {
        title: "What we ask for",
        points: [
          "To sign in: a mail address that was proven, or the number and address that the sign-in service of your choice gives us. Name and phone only if you care to write them.",
          "Waiting and buying are kept under your account's number. Card numbers go to the payment provider and never to us.",
          "There is no advertising and no analysis of visits, so there is no consent to ask for.",
          "Mail about bookings, refunds and shows can be switched off under notifications. News of money that moves and of cancelled shows always comes. A browser is woken only if you switch it on.",
        ],
      },
    ],
    tableTitle: "What, why, how long",
    tableLead: "The very table the program deletes by. What is past its time goes by itself.",
    columns: { what: "What", why: "Why", how_long: "How long", after: "Once the account is deleted" },
    subjects: {
      account: "Account and sign-in",
      buying: "Bookings and payments",
      messages: "Notifications and mail",
      waiting: "Lines and practice",
      organising: "For organisers",
      running: "Running and guarding the service",
    },
    afterDeletion: {
      gone: "deleted",
      emptied: "emptied",
      stays: "stays, under a number that leads to nobody",
    },
    after: [
      {
        title: "The records of lines and seats",
        points: [
          "Lines, seats and bookings are recorded under the account's number, without name or address, and kept for good: they prove the order and the money. Once the account is deleted the number leads to nobody.",
          "A ticket handed over to a mail address leaves the address's fingerprint in the record, not the address. The public log of a line has places alone.",
        ],
      },
      {
        title: "Who else sees it",
        points: [
          "Cloudflare runs the servers, keeps the records and sends the mail for us, so data may pass through servers abroad.",
          "A payment tells the provider the order's number and amount. If you sign in by Google, Kakao or Naver, that service knows that you did.",
          "A browser that is woken is reached by its push service; the words are encrypted.",
          "Organisers see the bookings of their own shows; who checks tickets at a door sees tickets. Nothing is sold or used for advertising.",
        ],
      },
      {
        title: "Cookies",
        points: [
          "Only those that remember a sign-in, the way to it, the right to enter a room, a practice, the language and light or dark: needed for the service, or your own choice.",
          "No cookies of others and no trackers. The windows of payment and of checks for people are those companies' own.",
        ],
      },
      {
        title: "What you can do",
        points: [
          "See and change what is in your profile; see the devices that are signed in and end them.",
          "Delete the account in the profile, at once. A booking that is under way has to come to its end first.",
          "For a copy of your records, or to have their use stopped, write to the address above. You may also turn to the authority for data protection.",
        ],
      },
      {
        title: "How it is guarded",
        points: [
          "Every connection is encrypted, and there are no passwords at all. Of tokens and codes only fingerprints are kept.",
          "Every use of an administrator's or organiser's rights is recorded.",
        ],
      },
    ],
  },
  terms: {
    title: "Terms",
    description: "What we owe each other about lines, bookings, payments, cancelling and entering.",
    intro: ({ name, contact }) => `An agreement between ${name} and whoever uses the service. Contact: ${contact}`,
    parts: ({ steps, until_hours }) => [
      {
        title: "Accounts",
        points: [
          "For people of 14 years and older. One mail address is one account.",
          "An account is for one person. Other devices that are signed in stand in the profile and can be ended there.",
        ],
      },
      {
        title: "Line and seats",
        points: [
          "The order is decided only in the way the show's page says. Neither money nor favours change it. An early window that an organiser gives is announced on that page.",
          "When your turn comes you enter within the time shown; held seats are yours until the time on the screen.",
          "An organiser may take out of the line who joined by a program, saying why. You can ask for another look.",
          "How many seats one person may buy is set for each show.",
        ],
      },
      {
        title: "Price and payment",
        points: [
          "The first price you see is the price you pay. There is no booking fee and nothing is added later.",
          "Where it is not known whether a payment went through, we ask the provider. A payment without seats goes back in full.",
        ],
      },
      {
        title: "Cancelling and refunds",
        points: [
          ...steps.map(({ days, percent }) =>
            percent === 0
              ? `Until ${days} days before the show you get everything back.`
              : `Until ${days} ${days === 1 ? "day" : "days"} before the show ${percent}% of the ticket's price is kept.`,
          ),
          `From ${until_hours} hours before the start nothing can be cancelled. If the time of a show moves, the better terms count.`,
          "What you get back is shown before you cancel. If the show is cancelled, everything comes back by itself.",
        ],
      },
      {
        title: "Tickets",
        points: [
          "A ticket counts once. Show its code to nobody but the door.",
          "Where tickets may be handed over it is done here, for free. Selling them above their price is forbidden.",
        ],
      },
      {
        title: "When the service stands still",
        points: [
          "If sales are stopped, every page says so. Places in line and the time you have left stand still with them.",
          "How it is right now stands on the page of the service's status.",
        ],
      },
      {
        title: "Who answers for what",
        points: [
          "The organiser answers for the show. We answer for its sale, payments and refunds.",
          "These terms take away no right that laws protecting consumers give. The law of the Republic of Korea applies.",
        ],
      },
    ],
  },
};
