// 판매 현황 화면의 말. 이 화면의 스크립트만 싣고 다녀요.
import type { NeedCode } from "../../domain/sale-figures/attention.ts";
import { duration, grouped } from "./format.ts";

type Need = { readonly count: number; readonly beside: number; readonly reason: string };

const needs: Readonly<
  Record<NeedCode, { readonly about: string; readonly text: (need: Need) => string; readonly act: string }>
> = {
  refunds_refused: {
    about: "환불이 막혔어요",
    text: ({ count }) => `결제사가 ${grouped(count)}건을 거절했어요. 예매를 찾아 다시 시도해 주세요.`,
    act: "예매 찾기",
  },
  provider_slow: {
    about: "결제사가 느려요",
    text: ({ count, beside }) =>
      `결제 ${grouped(count)}건이 답을 기다려요. 가장 오래된 것은 ${duration(beside * 1_000, "ko")}째예요. 더 길어지면 잠시 멈추세요.`,
    act: "판매 멈추기",
  },
  declines: {
    about: "결제가 자꾸 거절돼요",
    text: ({ count, beside, reason }) =>
      `${grouped(beside)}번 가운데 ${grouped(count)}번이 거절됐어요. 가장 많은 이유: ${reason}.`,
    act: "줄에 알리기",
  },
  paused: {
    about: "판매가 멈춰 있어요",
    text: ({ count, beside }) =>
      `${duration(beside * 1_000, "ko")}째예요. ${grouped(count)}명이 기다리고 있고, 시간은 모두 함께 멈췄어요.`,
    act: "다시 열기",
  },
  room_closed: {
    about: "방이 닫혀 있어요",
    text: ({ count }) => `방 크기가 0이라 기다리는 ${grouped(count)}명이 들어오지 못해요.`,
    act: "방 키우기",
  },
  room_not_filling: {
    about: "방이 차지 않아요",
    text: ({ count, beside }) =>
      `${grouped(beside)}명 자리에 ${grouped(count)}명뿐인데 줄이 있어요. 한 번에 더 들이거나 더 자주 들이세요.`,
    act: "방 바꾸기",
  },
  line_grows: {
    about: "줄이 더 빨리 길어져요",
    text: ({ count, beside }) => `1분에 ${grouped(count)}명이 서고 ${grouped(beside)}명이 들어가요.`,
    act: "방 바꾸기",
  },
  no_shows: {
    about: "차례에 오지 않아요",
    text: ({ count, beside }) =>
      `부른 ${grouped(beside)}명 가운데 ${grouped(count)}명이 오지 않았어요. 방을 키우면 빈자리가 줄어요.`,
    act: "방 바꾸기",
  },
  returns: {
    about: "돌아온 자리가 있어요",
    text: ({ count, beside }) =>
      `지금까지 ${grouped(count)}석이 돌아왔고 살 수 있는 자리는 ${grouped(beside)}석이에요.`,
    act: "줄에 알리기",
  },
  sold_out: { about: "모두 팔렸어요", text: () => "취소된 자리는 저절로 다시 팔려요.", act: "예매 찾기" },
};

/** A forecast as it was told, and what came; times as people say them. */
export type SaidWord = {
  readonly at: string;
  readonly middle: string;
  readonly early: string;
  readonly late: string;
  readonly came: string;
  readonly inside: boolean;
};

const minutes = (ms: number): string => {
  const whole = Math.round(ms / 60_000);
  if (whole < 1) return "1분 안";
  return whole < 120 ? `${whole}분` : `${Math.round(whole / 60)}시간`;
};

const actions: Readonly<Record<string, string>> = {
  "sale.settings": "방과 규칙",
  "sale.status": "상태",
  "sale.notice": "알림",
  "line.remove": "줄에서 내보냄",
  "line.restore": "줄로 되돌림",
  "seats.block": "자리 빼둠",
  "seats.unblock": "자리 되돌림",
};

export const liveSaleKo = {
  title: "판매 현황",
  description: "지금 팔리는 모습과 조절",
  open: "판매 현황",
  needs,
  declineReasons: "거절 이유",
  since: (when: string): string => `${when}부터`,
  until: (when: string): string => `${when}까지`,
  late: "새 값을 못 받고 있어요. 다시 잇는 중이에요.",
  age: (seconds: string): string => `${seconds}초 전`,
  parts: {
    line: "줄",
    room: "방",
    seats: "자리",
    money: "돈",
    fans: "팬의 화면",
    changes: "바꾼 것",
    map: "좌석도",
    replay: "다시 보기",
  },
  line: {
    waiting: "기다리는 사람",
    joins: "들어서는 속도",
    perSecond: "명/초",
    admitted: "들이는 속도",
    perMinute: "명/분",
    wait: "지금 서면",
    waitNote: (late: string): string => `열에 아홉은 ${late} 안`,
    waitUnknown: "아직 몰라요",
    waitNone: "바로 들어가요",
    left: "떠난 사람",
    leftNote: (share: string): string => `선 사람의 ${share}%`,
  },
  room: {
    inside: "안에 있는 사람",
    of: (capacity: number): string => `자리 ${grouped(capacity)}`,
    holding: "자리를 잡음",
    paying: "결제 중",
    idle: "고르는 중",
    called: "부른 사람",
    noShows: "오지 않음",
    people: "명",
  },
  seats: {
    sold: "팔림",
    held: "손에 있음",
    left: "남음",
    blocked: "빼둔 자리",
    unit: "석",
    grade: "등급",
    soldOut: "매진까지",
    band: (p50: string, p10: string, p90: string): string => `약 ${p50} (${p10}~${p90})`,
    unknown: "아직 몰라요",
    gone: "매진",
    total: "전체",
  },
  money: {
    captured: "받은 돈",
    capturedNote: (count: number): string => `결제 ${grouped(count)}건`,
    pending: "기다리는 결제",
    refunded: "돌려준 돈",
    refundedNote: (count: number): string => `환불 ${grouped(count)}건`,
    revenue: "팔린 자리 값",
    declined: "거절",
    count: "건",
  },
  fans: {
    sockets: "이어진 화면",
    again: "다시 이은 횟수",
    errors: "거절한 요청",
    errorsNone: "없음",
    map: "좌석도 늦음",
    mapNote: "바뀐 자리를 보내기까지",
    since: "서버가 깨어난 뒤로 센 값이에요.",
  },
  charts: {
    span: "그림의 길이",
    ten: "최근 10분",
    all: "전체",
    waiting: "기다리는 사람",
    inside: "안에 있는 사람",
    sold: "팔린 자리",
    held: "손에 있는 자리",
    people: "명",
    seats: "석",
    capacity: "방 크기",
    empty: "아직 그릴 것이 없어요. 움직이기 시작하면 여기에 그려져요.",
    summary: (name: string, last: string, most: string): string => `${name}: 지금 ${last}, 가장 많을 때 ${most}`,
  },
  changes: {
    empty: "아직 아무것도 바꾸지 않았어요.",
    actions,
    statuses: { OPEN: "열기", PAUSED: "멈추기", ENDED: "끝내기" } as Readonly<Record<string, string>>,
    seats: (count: number): string => `${grouped(count)}석`,
    place: (position: number): string => `${grouped(position)}번`,
    was: { room_capacity: "방 크기", relays: "중계 수", batch_size: "한 번에", step_ms: "간격(ms)" } as Readonly<
      Record<string, string>
    >,
  },
  replay: {
    text: "손잡이를 끌면 그때의 판매가 보여요.",
    at: "시각",
    show: "보기",
    score: (said: number, inside: number, error: number): string =>
      `매진 예상 ${grouped(said)}번 가운데 ${grouped(inside)}번이 말한 범위 안이었고, 가운데 값은 보통 ${error}% 빗나갔어요.`,
    noScore: "매진되면 예상이 얼마나 맞았는지 여기에 나와요.",
    tooShort: "예상을 견주기에는 판매가 너무 빨리 끝났어요.",
    forecasts: "예상은 얼마나 맞았나요",
    said: ({ at, middle, early, late, came, inside }: SaidWord): string =>
      `${at}에 ${middle} 뒤 매진(${early}~${late})이라고 했고, 실제로는 ${came} 걸렸어요. ${inside ? "범위 안이었어요." : "범위를 벗어났어요."}`,
    turned: (at: string, what: string): string => `이때 마지막으로 바꾼 것: ${at} ${what}`,
    untouched: "이때까지 바꾼 설정이 없어요.",
    table: "시각별 표로 보기",
  },
  map: {
    showtime: "회차",
    show: "보기",
    hint: "자리를 눌러 고르고, 팔지 않을 자리로 빼두거나 되돌리세요.",
    box: "끌어서 한꺼번에 고르기",
    boxHint: "좌석도 위를 끌면 네모 안의 자리를 모두 골라요. 팔렸거나 누가 잡은 자리는 빼고요.",
    group: "등급이나 구역",
    addGroup: "모두 고르기",
    grade: (name: string): string => `등급 ${name}`,
    section: (name: string): string => `구역 ${name}`,
    noGroup: "고르지 않음",
    chosen: (count: number): string => `${grouped(count)}석 골랐어요`,
    none: "고른 자리가 없어요",
    block: "빼두기",
    unblock: "되돌리기",
    clear: "고르기 취소",
    loading: "좌석도를 펼치는 중",
    failed: "좌석도를 불러오지 못했어요. 다시 열어 주세요.",
    noScript: "스크립트가 꺼져 있어요. 자리 번호를 적어 빼두거나 되돌릴 수 있어요.",
    ids: "자리 번호 (쉼표로)",
    moreRows: (text: string, rows: number): string => `${text}, 그리고 ${grouped(rows)}줄 더`,
  },
  acts: {
    open: "지금 열기",
    resume: "다시 열기",
    pause: "멈추기",
    end: "끝내기",
    room: "방 바꾸기",
    say: "줄에 알리기",
    remove: "내보내기",
    restore: "다시 세우기",
    check: "확인하고 바꾸기",
    capacity: "방 크기",
    batch: "한 번에 들이는 수",
    step: "간격 (ms)",
    relays: "중계 수",
    relaysHint: "한꺼번에 오는 5,000명마다 하나씩이에요. 작은 줄은 0이에요.",
    text: "알릴 말",
    position: "몇 번째",
    reason: "이유 (공개 기록에 남아요)",
    more: "조절",
    effect: {
      fasterBy: (from: string, to: string): string => `매진까지 ${from} 대신 ${to}`,
      unknown: "지금 속도로는 매진 시각을 알 수 없어요.",
      enter: (count: number): string => `곧바로 ${grouped(count)}명이 들어와요.`,
      over: (count: number): string =>
        `안에 있는 ${grouped(count)}명은 나갈 때까지 그대로예요. 그동안 아무도 들어오지 않아요.`,
      rate: (count: number): string => `1분에 많아야 ${grouped(count)}명이 들어와요.`,
      closed: "방 크기가 0이면 아무도 들어오지 못해요.",
    },
    ask: {
      open: "판매를 지금 열까요?",
      resume: "판매를 다시 열까요?",
      pause: "판매를 멈출까요?",
      end: "판매를 끝낼까요?",
      room: "방을 이렇게 바꿀까요?",
      relays: "줄을 이만큼 나눠 받을까요?",
      say: "줄에 있는 모두에게 알릴까요?",
      remove: "줄에서 내보낼까요?",
      restore: "같은 자리에 다시 세울까요?",
      block: "이 자리를 팔지 않을까요?",
      unblock: "이 자리를 다시 팔까요?",
    } as Readonly<Record<string, string>>,
    confirm: {
      open: "판매 열기",
      resume: "다시 열기",
      pause: "판매 멈추기",
      end: "판매 끝내기",
      room: "방 바꾸기",
      relays: "줄 나눠 받기",
      say: "모두에게 알리기",
      remove: "줄에서 내보내기",
      restore: "같은 자리에 세우기",
      block: "자리 빼두기",
      unblock: "다시 팔기",
    } as Readonly<Record<string, string>>,
    done: "바꿨어요. 기록에 남겼어요.",
    consequence: {
      waiting: "명이 기다리고 있어요",
      inside: "명이 안에서 고르고 있어요",
      standStill: "명의 남은 시간이 함께 멈춰요",
      noPay: "명이 결제하는 중이에요. 그 결제는 끝까지 가요",
      left: "석이 팔리지 않은 채 남아요",
      endWaiting: "명이 빈손으로 돌아가요",
      relays: "개로 나눠 받아요. 아무도 순번이 바뀌지 않아요",
      moved: "개의 화면이 열려 있어요. 옮길 화면은 30초 안에 천천히 옮겨요",
      reached: "명에게 바로 보여요",
      seats: "석",
      place: "번 자리에서 나가요. 까닭은 공개 기록에 남아요",
      placeBack: "번 자리에 그대로 다시 서요",
      enter: "명이 곧바로 들어와요",
    },
  },
  minutes,
};

export type LiveSaleWords = typeof liveSaleKo;
