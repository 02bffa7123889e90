// 판매 관리 화면의 말.
import type { MatterCode } from "../../domain/manage/attention.ts";
import { appealsKo } from "./appeals-ko.ts";
import { consolePartsKo } from "./console-parts-ko.ts";
import { doorsKo } from "./doors-ko.ts";
import { grouped } from "./format.ts";
import { purchasesKo } from "./purchases-ko.ts";

type Matter = { readonly when: string; readonly count: number };

const matters: Readonly<Record<MatterCode, (matter: Matter) => string>> = {
  refund_stuck: ({ count }) => `환불 ${grouped(count)}건이 결제사에서 거절됐어요. 다시 시도해 주세요.`,
  taken_down: () => "운영자가 공연을 내렸어요. 팬에게 보이지 않고 아무것도 팔리지 않아요.",
  paused: () => "판매가 멈춰 있어요. 다시 열 때까지 아무도 결제하지 못해요.",
  no_rounds: () => "앞으로 열릴 회차가 없어요. 팔 좌석이 없는 상태예요.",
  draft_late: ({ when }) => `${when}에 열기로 했는데 아직 초안이에요.`,
  opens_soon: ({ when }) => `${when}에 판매가 열려요.`,
  closes_soon: ({ when, count }) => `${when}에 판매가 끝나요. ${grouped(count)}석이 남았어요.`,
  plays_soon: ({ when }) => `${when}에 공연해요.`,
  sold_out: () => "모두 팔렸어요. 취소된 자리는 저절로 다시 팔려요.",
};

export const consoleKo = {
  name: "판매 관리",
  menu: "판매 관리 메뉴",
  more: "더 보기",
  site: "팬이 보는 화면",
  places: { shows: "내 공연", bookings: "예매 찾기", people: "사람", audit: "기록" },
  parts: consolePartsKo,
  shows: {
    title: "내 공연",
    allTitle: "모든 공연",
    description: "내 공연과 지금 손볼 것",
    matters,
    open: "공연 보기",
    find: "예매 찾기",
    selling: "판매 중",
    shows: "개",
    sold: "팔린 자리",
    soldOf: (total: number): string => `전체 ${grouped(total)}석 가운데`,
    seats: "석",
    revenue: "받은 돈",
    revenueNote: "돌려준 돈을 뺀 금액",
    stuck: "막힌 환불",
    stuckNote: "결제사가 거절한 예매",
    bookings: "건",
    late: "표의 숫자는 실제보다 몇 초 늦을 수 있어요.",
    chart: "최근 14일 판매",
    chartUnit: "원 / 일",
    chartSummary: (total: string, best: string): string => `최근 14일 동안 ${total}, 가장 많은 날은 ${best}`,
    chartEmpty: "아직 판 것이 없어요. 첫 판매부터 날마다 여기에 그려져요.",
    list: "공연",
    columns: { show: "공연", state: "상태", sale: "판매", next: "다음 회차", sold: "판매 좌석", revenue: "받은 돈" },
    opens: (when: string): string => `${when} 오픈`,
    closes: (when: string): string => `${when} 마감`,
    closed: (when: string): string => `${when} 끝남`,
    noNext: "없음",
    rounds: (count: number): string => `회차 ${grouped(count)}개`,
    ofSeats: (total: number): string => `/ ${grouped(total)}`,
    statuses: { DRAFT: "초안", CANCELLED: "취소됨", TAKEN_DOWN: "내려감" },
    emptyTitle: "아직 공연이 없어요",
    emptyText: "공연을 만들면 여기서 판매를 열고, 멈추고, 지켜볼 수 있어요.",
    make: "새 공연",
    edit: "고치기",
    venues: "공연장",
    api: "API로 공연 만들기",
  },
  purchases: purchasesKo,
  doors: doorsKo,
  appeals: appealsKo,
  join: {
    title: "표를 파는 사람의 화면이에요",
    description: "판매 관리를 시작하는 방법",
    text: "공연을 올리고 줄과 좌석을 관리하려면 기획자 자격이 필요해요. 지금 계정은 표를 사는 계정이에요.",
    steps: [
      { title: "이 계정을 알려 주세요", text: "운영자에게 아래 메일 주소와 번호를 보내 주세요." },
      { title: "운영자가 자격을 줘요", text: "어떤 공연을 파는지 확인하고 기획자로 바꿔 드려요." },
      { title: "이 주소로 다시 오세요", text: "다시 로그인하지 않아도 바로 열려요." },
    ],
    account: "내 계정",
    email: "메일 주소",
    noEmail: "메일 없음",
    id: "번호",
    home: "공연 보러 가기",
  },
};
