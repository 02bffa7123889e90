// The payment window's words: what one can pay with, and what can be made to happen.
import type { Language } from "../../schema/http/words.ts";
import type { Outcome } from "./outcomes.ts";

export const METHODS = ["카드", "간편결제", "계좌이체"] as const;
export type Method = (typeof METHODS)[number];
type Words = Readonly<Record<Language, string>>;

export const METHOD_WORDS: Readonly<Record<Method, { readonly name: Words; readonly about: Words }>> = {
  카드: {
    name: { ko: "연습 카드", en: "Practice card" },
    about: { ko: "4330 1234 **** 123*", en: "4330 1234 **** 123*" },
  },
  간편결제: {
    name: { ko: "간편결제", en: "Wallet" },
    about: { ko: "카드 정보 없이", en: "No card details" },
  },
  계좌이체: {
    name: { ko: "계좌이체", en: "Bank transfer" },
    about: { ko: "연습은행 ***-**-1234", en: "Practice Bank ***-**-1234" },
  },
};

export const OUTCOME_WORDS: Readonly<Record<Outcome, Words>> = {
  success: { ko: "바로 승인돼요", en: "Approved at once" },
  insufficient_balance: { ko: "잔액이 부족해요", en: "Not enough money" },
  card_info: { ko: "카드 정보가 틀려요", en: "Wrong card details" },
  limit_exceeded: { ko: "한도를 넘어요", en: "Over the limit" },
  network_error: { ko: "카드사 전산에 장애가 나요", en: "The card company's network fails" },
  timeout: { ko: "답이 오지 않고, 결제되지 않아요", en: "No answer comes, nothing is charged" },
  timeout_charged: { ko: "답은 오지 않지만 결제돼요", en: "No answer comes, yet it is charged" },
  late_success: { ko: "5초 늦게 승인돼요", en: "Approved five seconds late" },
  duplicate_callback: { ko: "승인되고, 알림이 세 번 와요", en: "Approved, and told three times" },
  virtual_account: { ko: "가상계좌로 바뀌어요", en: "Turns into a virtual account" },
  random: { ko: "무엇이든 일어날 수 있어요", en: "Anything may happen" },
};

export const WINDOW_WORDS = {
  ko: {
    title: "결제창 대역",
    intro: "진짜 결제가 아니에요. 돈은 나가지 않아요.",
    amount: "결제할 금액",
    order: "주문번호",
    method: "무엇으로 결제할까요?",
    outcome: "무엇이 일어날까요?",
    pay: (amount: string) => `${amount} 결제하기`,
    reject: "카드사에서 거절하기",
    abort: "인증하다 중단하기",
    cancel: "결제하지 않고 돌아가기",
    wrong: "결제창을 열 수 없어요",
    wrongText: "주문번호, 금액, 돌아갈 주소를 확인해 주세요.",
    receipt: "영수증 대역",
    charged: "결제 금액",
    returned: "돌려받은 금액",
    status: "상태",
    statuses: {
      DONE: "결제됨",
      PARTIAL_CANCELED: "일부 취소됨",
      CANCELED: "취소됨",
      OTHER: "결제되지 않음",
    },
    noReceipt: "그런 영수증은 없어요",
  },
  en: {
    title: "Stand-in for the payment window",
    intro: "This is not a real payment. No money moves.",
    amount: "To pay",
    order: "Order",
    method: "How do you pay?",
    outcome: "What should happen?",
    pay: (amount: string) => `Pay ${amount}`,
    reject: "Let the card company refuse",
    abort: "Break off while identifying",
    cancel: "Go back without paying",
    wrong: "The payment window cannot open",
    wrongText: "Check the order id, the amount and the addresses to return to.",
    receipt: "Stand-in for the receipt",
    charged: "Paid",
    returned: "Given back",
    status: "State",
    statuses: {
      DONE: "Paid",
      PARTIAL_CANCELED: "Given back in part",
      CANCELED: "Given back",
      OTHER: "Not paid",
    },
    noReceipt: "There is no such receipt",
  },
} as const;
