// Every alert: when it is true, for how long before somebody is woken, and in what words. One list, which the minute
// evaluates and Prometheus is given. What causes each and what to do stands in docs/OPERATIONS.md under its name.
import type { Language } from "../../schema/http/words.ts";

export type Severity = "page" | "look";
/** Of the service, as its visitors know it. */
export type ServicePart = "sales" | "payments" | "database" | "queues" | "mail";

export type Alert = {
  /** Its heading in the runbook, in lower case, is its anchor. */
  readonly name: string;
  readonly when: string;
  readonly for_ms: number;
  /** `page` wakes somebody, `look` can wait for the morning. */
  readonly severity: Severity;
  /** The part of the service that is away by it, which everybody may know. */
  readonly part?: ServicePart;
  readonly title: Readonly<Record<Language, string>>;
  readonly text: Readonly<Record<Language, string>>;
  /** What the value that `when` keeps is a number of. */
  readonly unit: "people" | "share" | "seconds" | "count" | "answer";
};

const MINUTE_MS = 60_000;

const ON_SALE = "fairline_sale_open == 1";
const SEATS_FREE = 'on (show) sum by (show) (fairline_seats{state="AVAILABLE"}) > 0';
const ended = (outcomes: string): string =>
  `sum by (show) (increase(fairline_payments_total{outcome=~"${outcomes}"}[10m]))`;

/** Below so many payments in ten minutes a share says nothing. */
const PAYMENTS_LEAST = 20;
const DECLINED_SHARE_MOST = 0.3;
/** A short line grows and shrinks by chance. */
const LINE_LONG = 100;
const INSIDE_MANY = 10;
const UNANSWERED_MANY = 5;
const OUTBOX_LAG_MOST_S = 60;
const MAIL_LAG_MOST_S = 600;
const BLIND_S = 180;

export const ALERTS: readonly Alert[] = [
  {
    name: "LineOutgrowsRoom",
    when: `fairline_line_waiting > ${LINE_LONG} and ${ON_SALE} and rate(fairline_line_joins_total[5m]) > rate(fairline_line_admissions_total[5m])`,
    for_ms: 5 * MINUTE_MS,
    severity: "look",
    title: { ko: "줄이 입장보다 빨리 길어져요", en: "The line grows faster than it is let in" },
    text: {
      ko: "5분 넘게 들어오는 사람이 입장하는 사람보다 많아요. 입장 정원이나 속도를 올릴 수 있는지 보세요.",
      en: "For five minutes more people have joined than were let in. See whether the room can be larger or faster.",
    },
    unit: "people",
  },
  {
    name: "RoomEmptyWhileWaiting",
    when: `fairline_line_waiting > 0 and ${ON_SALE} and fairline_line_inside == 0 and fairline_line_braked == 0 and ${SEATS_FREE}`,
    for_ms: 2 * MINUTE_MS,
    severity: "page",
    title: { ko: "기다리는 사람이 있는데 아무도 들어가지 못해요", en: "People wait and nobody is inside" },
    text: {
      ko: "판매 중이고 좌석도 남았는데 입장한 사람이 없어요. 입장 정원이 0인지, 줄이 멈췄는지 보세요.",
      en: "The sale is open and seats are free, yet nobody is inside. Is the room's capacity 0, or does the line stand still?",
    },
    unit: "people",
  },
  {
    name: "SeatsStandStill",
    when: `fairline_line_inside > ${INSIDE_MANY} and ${ON_SALE} and on (show) sum by (show) (increase(fairline_holds_total[5m])) == 0 and ${SEATS_FREE}`,
    for_ms: 5 * MINUTE_MS,
    severity: "page",
    title: { ko: "들어간 사람들이 좌석을 못 잡고 있어요", en: "Those inside take no seats" },
    text: {
      ko: "5분 동안 좌석을 잡거나 놓은 사람이 없어요. 좌석 화면이 열리는지, 좌석 원장이 답하는지 보세요.",
      en: "For five minutes nobody has taken or let go of a seat. Does the seat page open, and do the ledgers answer?",
    },
    unit: "people",
  },
  {
    name: "PaymentsFail",
    when: `${ended("declined|given_up")} / ${ended("captured|declined|given_up")} > ${DECLINED_SHARE_MOST} and ${ended("captured|declined|given_up")} >= ${PAYMENTS_LEAST}`,
    for_ms: 2 * MINUTE_MS,
    severity: "page",
    title: { ko: "결제가 많이 실패해요", en: "Many payments fail" },
    text: {
      ko: "최근 10분 결제의 30% 넘게 실패했어요. 판매 관리 화면에서 거절 사유를 보세요.",
      en: "More than 30 of 100 payments of the last ten minutes failed. The console says why they were declined.",
    },
    unit: "share",
  },
  {
    name: "PaymentsUnanswered",
    when: `fairline_payments_unanswered >= ${UNANSWERED_MANY}`,
    for_ms: 2 * MINUTE_MS,
    severity: "page",
    part: "payments",
    title: { ko: "결제 결과를 모르는 주문이 쌓여요", en: "Payments without an outcome pile up" },
    text: {
      ko: "결제사가 결과를 알려 주지 않은 주문이 있어요. 계속 물어보고 있고, 돈이 두 번 나가지는 않아요.",
      en: "The provider has not said how these payments ended. They are asked for again; nobody is charged twice.",
    },
    unit: "count",
  },
  {
    name: "ProviderAway",
    when: 'fairline_part_up{part="payments"} == 0',
    for_ms: 0,
    severity: "page",
    part: "payments",
    title: { ko: "결제사가 답하지 않아요", en: "The payment provider is away" },
    text: {
      ko: "새 입장을 스스로 멈췄어요. 안에 있는 사람들에게 알렸고, 결제사가 돌아오면 스스로 다시 시작해요.",
      en: "Admissions have paused by themselves and those inside are told. They go on by themselves when it is back.",
    },
    unit: "answer",
  },
  {
    name: "PaymentGivenUp",
    when: 'increase(fairline_payments_total{outcome="given_up"}[15m]) > 0',
    for_ms: 0,
    severity: "page",
    title: { ko: "끝내 결과를 모르는 결제가 있어요", en: "A payment's outcome was never known" },
    text: {
      ko: "11분 동안 물어도 결제사가 결과를 말하지 않았어요. 결제사 관리 화면에서 직접 확인해 주세요.",
      en: "The provider has not told for eleven minutes whether it charged. Look it up at the provider.",
    },
    unit: "count",
  },
  {
    name: "OutboxLags",
    when: `fairline_outbox_lag_seconds > ${OUTBOX_LAG_MOST_S}`,
    for_ms: 2 * MINUTE_MS,
    severity: "look",
    title: { ko: "원장의 소식이 늦게 전해져요", en: "A ledger's messages are late" },
    text: {
      ko: "좌석 원장이 전할 소식이 1분 넘게 기다려요. 예매는 안전하지만 목록과 알림이 늦어요.",
      en: "Messages of a ledger have waited for more than a minute. Bookings are safe; lists and letters are late.",
    },
    unit: "seconds",
  },
  {
    name: "RecordRefused",
    when: "fairline_records_refused > 0",
    for_ms: 0,
    severity: "page",
    title: { ko: "기록이 거절됐어요", en: "A record was refused" },
    text: {
      ko: "데이터베이스가 끝내 받지 않은 행이 있어요. 돈은 돌아가고 좌석은 판매에서 빠져요. 원인을 찾아야 해요.",
      en: "The database will never take a row of a ledger. Its money goes back, its seat stays out of sale. Find out why.",
    },
    unit: "count",
  },
  {
    name: "DeadLetters",
    when: "increase(fairline_dead_letters_total[15m]) > 0",
    for_ms: 0,
    severity: "look",
    title: { ko: "큐가 포기한 일이 있어요", en: "A queue gave up on messages" },
    text: {
      ko: "일을 여러 번 해 보고도 못 끝냈어요. 행은 남아 있어서 매분 다시 찾아내요.",
      en: "Work was tried again and again in vain. Its rows are still there and are found again by the minute.",
    },
    unit: "count",
  },
  {
    name: "MailGivenUp",
    when: "fairline_mail_given_up > 0",
    for_ms: 0,
    severity: "look",
    title: { ko: "보내지 못한 메일이 있어요", en: "Letters were given up" },
    text: {
      ko: "최근 한 시간 동안 끝내 보내지 못한 메일이 있어요.",
      en: "Within the last hour letters could not be sent for good.",
    },
    unit: "count",
  },
  {
    name: "MailSenderRefused",
    when: "fairline_mail_sender_refused > 0",
    for_ms: 0,
    severity: "page",
    part: "mail",
    title: { ko: "메일 보내는 주소가 거절돼요", en: "The mail sender is refused" },
    text: {
      ko: "보내는 도메인이 확인되지 않아 모든 메일이 기다려요. 확인되면 스스로 나가요.",
      en: "The sending domain is not verified, so every letter waits. They go out by themselves once it is.",
    },
    unit: "count",
  },
  {
    name: "MailStands",
    when: `fairline_mail_lag_seconds > ${MAIL_LAG_MOST_S}`,
    for_ms: 2 * MINUTE_MS,
    severity: "page",
    part: "mail",
    title: { ko: "메일이 나가지 않아요", en: "Mail stands still" },
    text: {
      ko: "가장 오래된 메일이 10분 넘게 기다려요. 로그인 코드도 늦어요.",
      en: "The oldest letter has waited for more than ten minutes. Sign-in codes are late too.",
    },
    unit: "seconds",
  },
  {
    name: "ObjectOverdue",
    when: "increase(fairline_objects_overdue_total[15m]) > 0",
    for_ms: 0,
    severity: "look",
    title: { ko: "줄이나 원장이 제때 깨어나지 못했어요", en: "A line or a ledger slept past its work" },
    text: {
      ko: "줄이나 원장의 알람이 오지 않아 매분 감시가 깨웠어요. 밀린 일은 끝냈어요.",
      en: "The alarm of a line or ledger was lost; the minute woke it and its work is done.",
    },
    unit: "count",
  },
  {
    name: "ObjectLate",
    when: 'fairline_scrape_objects{state="late"} > 0',
    for_ms: 3 * MINUTE_MS,
    severity: "page",
    part: "sales",
    title: { ko: "줄이나 좌석이 제때 답하지 않아요", en: "A line or its seats do not answer in time" },
    text: {
      ko: "줄이나 원장이 2초 안에 답하지 않아요. 그 공연이 멈췄을 수 있어요.",
      en: "Lines or ledgers do not answer within two seconds. Their sale may stand still.",
    },
    unit: "count",
  },
  {
    name: "DatabaseAway",
    when: 'fairline_part_up{part="database"} == 0',
    for_ms: MINUTE_MS,
    severity: "page",
    part: "database",
    title: { ko: "데이터베이스가 답하지 않아요", en: "The database is away" },
    text: {
      ko: "줄, 입장, 좌석, 결제는 계속돼요. 로그인과 목록은 기다리고, 기록은 돌아오면 이어서 적어요.",
      en: "Lines, rooms, seats and payments go on. Sign-in and lists wait; records are written when it is back.",
    },
    unit: "answer",
  },
  {
    name: "QueuesAway",
    when: 'fairline_part_up{part="queues"} == 0',
    for_ms: MINUTE_MS,
    severity: "page",
    part: "queues",
    title: { ko: "큐가 일을 받지 않아요", en: "The queues are away" },
    text: {
      ko: "결제 확인이 기다려요. 원장이 계속 다시 넣고, 돌아오면 이어서 끝내요. 메일은 매분 나가요.",
      en: "Payments wait to be confirmed; ledgers hand them over again until the queues are back. Letters go by the minute.",
    },
    unit: "answer",
  },
  {
    name: "WatchBlind",
    when: `fairline_watch_age_seconds > ${BLIND_S}`,
    for_ms: 0,
    severity: "page",
    title: { ko: "감시가 멈춰 있었어요", en: "Nobody was watching" },
    text: {
      ko: "3분 넘게 아무것도 살피지 못했어요. 그동안의 경보는 오지 않았어요.",
      en: "For more than three minutes nothing was looked at, and no alert of that time came.",
    },
    unit: "seconds",
  },
];
