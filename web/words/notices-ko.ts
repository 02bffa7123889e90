// 알림의 말: 무슨 일이 있었는지, 내 좌석과 돈이 어떻게 되는지, 무엇을 하면 되는지.
import { grouped, money } from "./format.ts";

/** 알림 하나를 쓰는 데 필요한 것. 공연 이름은 읽는 때의 이름이다. */
export type NoticeFacts = {
  readonly show: string | null;
  readonly number: string;
  readonly amount_krw: number;
  readonly seats: number;
  /** 결제가 끝내 되지 않은 까닭. */
  readonly why: { readonly title: string; readonly detail: string } | null;
  /** 기획자가 직접 쓴 글. */
  readonly message: string;
  readonly device: string;
  readonly network: string;
  /** 무엇이 바뀌었는지: 시각, 장소. */
  readonly changed: readonly string[];
  /** 이제 무엇인지, 말할 수 있는 것만. */
  readonly now: Readonly<Record<string, string>>;
};
export type NoticeText = { readonly title: string; readonly text: string };
type Say = (facts: NoticeFacts) => NoticeText;

const show = (facts: NoticeFacts): string => (facts.show === null ? "예매한 공연" : `‘${facts.show}’`);
const won = (facts: NoticeFacts): string => money(facts.amount_krw, "ko");
/** 기획자가 한 일이면 기획자가 적은 이유도. */
const reason = ({ message }: NoticeFacts): string => (message === "" ? "" : ` 기획자가 적은 이유: ${message}`);
const changes: Readonly<Record<string, string>> = {
  title: "이름",
  venue: "장소",
  starts_at: "시작 시각",
  description: "안내",
  running_minutes: "공연 시간",
};

const changesOf = ({ changed, now }: NoticeFacts): string =>
  changed.map((name) => `${changes[name] ?? "안내"}${now[name] === undefined ? "" : `(이제 ${now[name]})`}`).join(", ");

const causes = {
  payment_done: (facts: NoticeFacts): NoticeText => ({
    title: "예매가 끝났어요",
    text: `${show(facts)} ${grouped(facts.seats)}석, ${won(facts)}. 표와 QR은 예매 내역에 있어요. 예매번호 ${facts.number}`,
  }),
  payment_failed: (facts: NoticeFacts): NoticeText => ({
    title: facts.why?.title ?? "결제가 되지 않았어요",
    text: `${show(facts)} 결제예요. ${facts.why?.detail ?? "돈은 나가지 않았어요."}`,
  }),
  charge_returned: (facts: NoticeFacts): NoticeText => ({
    title: "결제한 돈을 돌려드려요",
    text: `${show(facts)} 좌석을 지키지 못해 ${won(facts)}을 전부 돌려드려요. 따로 하실 일은 없어요.`,
  }),
  refund_started: (facts: NoticeFacts): NoticeText => ({
    title: "환불을 시작했어요",
    text: `${show(facts)} 예매의 ${won(facts)}을 돌려드리고 있어요. 카드사에 따라 며칠 걸릴 수 있어요.${reason(facts)}`,
  }),
  refund_done: (facts: NoticeFacts): NoticeText => ({
    title: "환불이 끝났어요",
    text: `${show(facts)} 예매의 ${won(facts)}을 돌려드렸어요. 예매번호 ${facts.number}`,
  }),
  show_cancelled: (facts: NoticeFacts): NoticeText => ({
    title: "공연이 취소됐어요",
    text: `${show(facts)} 공연이 취소됐어요. 낸 돈이 있으면 전액 돌려드려요. 따로 하실 일은 없어요.${reason(facts)}`,
  }),
  show_changed: (facts: NoticeFacts): NoticeText => ({
    title: "공연 정보가 바뀌었어요",
    text: `${show(facts)}: ${changesOf(facts)}. 예매한 좌석은 그대로예요.`,
  }),
  show_taken_down: (facts: NoticeFacts): NoticeText => ({
    title: "공연 판매를 잠시 멈췄어요",
    text: `${show(facts)} 페이지를 내렸어요. 예매한 표는 그대로 쓸 수 있고, 다시 열리면 알려드려요.`,
  }),
  show_restored: (facts: NoticeFacts): NoticeText => ({
    title: "공연이 다시 열렸어요",
    text: `${show(facts)} 페이지를 다시 볼 수 있어요. 예매한 좌석은 그대로예요.`,
  }),
  line_removed: (facts: NoticeFacts): NoticeText => ({
    title: `${show(facts)} 줄에서 빠졌어요`,
    text: `기획자가 적은 까닭이에요: ${facts.message} 잘못 안 것이라면 줄 화면에서 다시 봐 달라고 할 수 있어요.`,
  }),
  appeal_declined: (facts: NoticeFacts): NoticeText => ({
    title: `${show(facts)} 줄로 돌아갈 수 없게 됐어요`,
    text: `기획자가 다시 살펴봤지만 그대로 두기로 했어요: ${facts.message} 이미 산 표는 그대로예요. 줄 화면에서 더 할 수 있는 일을 볼 수 있어요.`,
  }),
  line_restored: (facts: NoticeFacts): NoticeText => ({
    title: `${show(facts)} 줄로 돌아왔어요`,
    text: `기획자가 되돌려서 전과 같은 순번이에요: ${facts.message} 줄 화면을 열어 지금 자리를 확인해 주세요.`,
  }),
  organiser_message: (facts: NoticeFacts): NoticeText => ({
    title: `${show(facts)} 기획자가 전해요`,
    text: facts.message,
  }),
  seats_returned: (facts: NoticeFacts): NoticeText => ({
    title: "돌아온 자리가 있어요",
    text: `${show(facts)} ${grouped(facts.seats)}자리가 차례가 되어 내 것으로 잡혀 있어요. 시간 안에 ${won(facts)}을 결제하면 예매돼요.`,
  }),
  returns_passed: (facts: NoticeFacts): NoticeText => ({
    title: "돌아온 자리가 다음 분께 갔어요",
    text: `${show(facts)} 자리가 돌아왔지만 원한 만큼 모이지 않았거나 나란하지 않았어요. 내 순서는 그대로예요.`,
  }),
  returns_closed: (facts: NoticeFacts): NoticeText => ({
    title: "취소표 대기가 끝났어요",
    text: `${show(facts)} 판매가 끝나 더는 자리가 돌아오지 않아요. 끝까지 기다려 주셔서 고마워요.`,
  }),
  ticket_offered: (facts: NoticeFacts): NoticeText => ({
    title: "표를 넘겨받을 수 있어요",
    text: `${show(facts)} 표를 넘기고 싶다는 분이 있어요. 받으면 그 순간부터 내 표가 돼요.`,
  }),
  ticket_taken_over: (facts: NoticeFacts): NoticeText => ({
    title: "표를 넘겨받았대요",
    text: `${show(facts)} 표를 상대방이 받았어요. 내가 갖고 있던 QR은 이제 쓸 수 없어요.`,
  }),
  sign_in: (facts: NoticeFacts): NoticeText => ({
    title: "새 기기에서 로그인했어요",
    text: `${facts.device === "" ? "처음 보는 기기" : facts.device}${facts.network === "" ? "" : ` (접속 주소 ${facts.network})`}에서 로그인했어요. 내가 아니라면 그 기기를 로그아웃시켜 주세요.`,
  }),
} satisfies Record<string, Say>;

/** 모든 화면의 종이 하는 말. 화면마다 실리므로 따로 둔다. */
export const bellKo = {
  label: (unread: number): string => (unread > 0 ? `알림, 안 읽은 것 ${grouped(unread)}개` : "알림"),
  arrived: (count: number): string => `새 알림 ${grouped(count)}개가 왔어요.`,
  open: "열기",
};

export const noticesKo = {
  title: "알림",
  description: "예매, 결제, 환불, 공연 소식을 한곳에서 봐요.",
  bell: bellKo,
  causes,
  unknown: (): NoticeText => ({ title: "새 소식이 있어요", text: "자세한 내용은 열어서 확인해 주세요." }),
  passing: {
    turn_near: (facts: NoticeFacts): NoticeText => ({
      title: "곧 차례예요",
      text: `${show(facts)} 줄에서 거의 앞에 왔어요. 대기 화면을 열어 두세요.`,
    }),
    turn_come: (facts: NoticeFacts): NoticeText => ({
      title: "차례가 왔어요",
      text: `${show(facts)} 지금 들어갈 수 있어요. 시간 안에 들어오지 않으면 다음 분께 넘어가요.`,
    }),
  },
  filters: "알림 종류",
  all: "전체",
  unread: "안 읽음",
  kinds: { PAYMENT: "결제", EVENT: "공연", TICKET: "자리", SYSTEM: "계정" },
  unreadMark: "안 읽음",
  remove: "지우기",
  removeOf: (title: string): string => `‘${title}’ 지우기`,
  select: "고르기",
  selectOf: (title: string): string => `‘${title}’ 고르기`,
  selectEnd: "고르기 끝내기",
  removeSome: (count: number): string => `${grouped(count)}개 지우기`,
  removeAll: "모두 지우기",
  readAll: "모두 읽음",
  more: "이전 알림 더 보기",
  removed: (count: number): string => `알림 ${grouped(count)}개를 지웠어요.`,
  undo: "되돌리기",
  restored: "되돌렸어요.",
  allRead: "모두 읽은 것으로 했어요.",
  failed: "하지 못했어요. 연결을 확인하고 다시 해 주세요.",
  emptyTitle: "아직 알림이 없어요",
  emptyText: "예매나 환불, 공연 소식이 생기면 여기에 모여요.",
  emptyUnreadTitle: "안 읽은 알림이 없어요",
  emptyUnreadText: "모두 확인했어요.",
  emptyKindTitle: "이 종류의 알림이 없어요",
  toShows: "공연 찾기",
  lost: "연결이 끊겨 다시 잇고 있어요. 놓친 알림은 이어지면 바로 나와요.",
  choices: "받는 방법",
  choicesText: "알림은 언제나 여기에 남아요. 메일로도 받을 것을 골라 주세요.",
  choicesAlways: "공연 취소와 자동 환불은 언제나 메일로도 보내드려요.",
  topics: {
    booking: "예매 완료와 표",
    refund: "환불 완료",
    show_news: "공연 변경과 기획자의 소식",
    sign_in: "새 기기에서 로그인",
  },
  save: "저장",
  saved: "메일로 받을 알림을 저장했어요.",
  push: "이 기기로 받기",
  pushText: "차례가 오거나 결제 결과가 나오면, 화면을 닫아 두어도 이 기기에서 알려드려요.",
  pushOn: "이 기기 알림 켜기",
  pushOff: "이 기기 알림 끄기",
  pushDenied: "브라우저가 알림을 막고 있어요. 주소창 옆의 설정에서 풀어 주세요.",
  pushIsOn: "이 기기로도 알려드리고 있어요.",
};
