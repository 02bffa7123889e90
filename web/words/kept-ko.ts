// 사람에 관해 무엇을, 왜, 얼마나 두는지: `domain/retention/kept.ts`의 표와 같은 줄을 우리말로.
import type { KeptTable } from "../../domain/retention/kept.ts";

export type KeptWords = { readonly what: string; readonly why: string; readonly how_long: string };

const UNTIL_DELETED = "계정을 지울 때까지";
const FOR_EVER = "계속";

export const keptKo: Readonly<Record<KeptTable, KeptWords>> = {
  users: {
    what: "이름, 확인된 메일 주소, 전화번호, 언어, 권한",
    why: "계정 그 자체. 예매는 이 계정의 번호를 가리켜요",
    how_long: "계정을 지울 때까지. 지우면 내용을 모두 비워요",
  },
  identities: {
    what: "로그인 방법, 그 서비스가 준 번호와 메일 주소",
    why: "로그인",
    how_long: "연결을 끊거나 계정을 지울 때까지",
  },
  sessions: {
    what: "브라우저와 접속 주소의 앞부분",
    why: "내 기기를 보여 드리고 끊을 수 있게",
    how_long: "로그인이 끝나고 90일",
  },
  refresh_tokens: {
    what: "로그인을 이어 가는 토큰의 지문",
    why: "훔친 토큰이 다시 오면 알아보려고",
    how_long: "기한이 끝나고 1일",
  },
  login_codes: {
    what: "메일 주소와 로그인 번호의 지문",
    why: "메일로 로그인",
    how_long: "기한이 끝나고 1시간",
  },
  code_sends: {
    what: "메일 주소와 접속 주소의 앞부분",
    why: "로그인 번호를 너무 자주 보내지 않으려고",
    how_long: "1일",
  },
  token_cuts: {
    what: "사람이나 로그인의 번호",
    why: "더는 통하지 않는 토큰을 가려내려고",
    how_long: "90분",
  },
  kept_answers: {
    what: "주최자의 등록 요청에 드린 답",
    why: "같은 요청이 두 번 와도 한 번만 처리하려고",
    how_long: "24시간",
  },
  audit: {
    what: "누가 누구에게 어떤 관리 작업을 했는지",
    why: "관리 권한을 쓴 일에 책임지려고",
    how_long: "5년",
  },
  venues: { what: "주최자의 번호", why: "주최자의 공연장을 알아보려고", how_long: FOR_EVER },
  shows: {
    what: "주최자의 번호",
    why: "공연마다 책임지는 사람이 있어야 해서",
    how_long: "주최자가 공연을 지울 때까지",
  },
  vip_guests: { what: "메일 주소", why: "먼저 줄을 설 수 있게", how_long: "공연이 있는 동안" },
  appeals: {
    what: "줄에서 내보내진 분이 다시 살펴 달라고 쓴 글과 주최자의 답",
    why: "다시 살펴보려고",
    how_long: "계정을 지울 때까지, 길어도 1년",
  },
  bookings: { what: "산 사람의 번호, 산 것과 낸 돈", why: "입장권과 장부", how_long: FOR_EVER },
  booked_seats: { what: "예매한 좌석", why: "입장권과 장부", how_long: FOR_EVER },
  payments: { what: "결제사가 준 결제 번호와 영수증", why: "장부와 환불", how_long: FOR_EVER },
  refunds: { what: "돌려 드린 돈과 그 까닭", why: "장부", how_long: FOR_EVER },
  notifications: { what: "드린 알림", why: "알림함", how_long: UNTIL_DELETED },
  open_inboxes: {
    what: "열어 둔 페이지가 있다는 것",
    why: "열린 페이지에 바로 알려 드리려고",
    how_long: "마지막 페이지를 닫고 30분",
  },
  mail_choices: { what: "받고 싶은 메일의 종류", why: "다른 메일은 보내지 않으려고", how_long: UNTIL_DELETED },
  push_subscriptions: {
    what: "푸시 서비스가 준 브라우저의 주소",
    why: "페이지를 닫아 두어도 알려 드리려고",
    how_long: "끄거나 계정을 지울 때까지",
  },
  broadcasts: {
    what: "산 사람 모두에게 보낸 알림의 글과 어느 번호까지 보냈는지",
    why: "보내다 멈추면 이어서 보내려고",
    how_long: "보내고 90일",
  },
  broadcast_fans: { what: "알림을 받을 분들의 번호", why: "그분들에게만 보내려고", how_long: "보내고 90일" },
  mail_outbox: {
    what: "메일 주소. 보낼 내용은 보내고 나면 비워요",
    why: "같은 메일을 한 번만 보내려고",
    how_long: "계정을 지울 때까지, 길어도 90일",
  },
  jobs: { what: "요청한 주최자의 번호", why: "많은 예매를 한꺼번에 처리하려고", how_long: "끝나고 1년" },
  job_items: { what: "예매와 그 환불", why: "많은 예매를 한꺼번에 처리하려고", how_long: "작업이 끝나고 1년" },
  dead_letters: {
    what: "대기열이 포기한 일. 메일이나 주문의 번호가 들어 있을 수 있어요",
    why: "사람이 다시 시도할 수 있게",
    how_long: "90일",
  },
  parked_records: {
    what: "예매 번호",
    why: "사람이 다시 시도할 수 있게",
    how_long: "다시 시도하고 90일",
  },
  practice_results: {
    what: "스스로 적은 별명",
    why: "연습 순위",
    how_long: "그 단계의 500위 안에 있는 동안",
  },
};
