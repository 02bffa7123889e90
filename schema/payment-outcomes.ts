// How a payment may end without a ticket, in words: what happened, what it means for the money, what to do.
import type { FailureGroup } from "./failures/words.ts";

export const PAYMENT_OUTCOMES = {
  insufficient_balance: {
    ko: { title: "잔액이 부족해요", detail: "돈은 나가지 않았어요. 다른 카드로 다시 시도해 주세요." },
    en: { title: "The balance is too low", detail: "Nothing was charged. Try another card." },
  },
  card_info: {
    ko: { title: "카드 정보가 맞지 않아요", detail: "돈은 나가지 않았어요. 번호와 유효기간을 확인해 주세요." },
    en: { title: "The card details are not right", detail: "Nothing was charged. Check the number and expiry date." },
  },
  limit_exceeded: {
    ko: { title: "카드 한도를 넘었어요", detail: "돈은 나가지 않았어요. 다른 카드로 다시 시도해 주세요." },
    en: { title: "The card's limit is exceeded", detail: "Nothing was charged. Try another card." },
  },
  network_error: {
    ko: { title: "카드사와 연결이 끊겼어요", detail: "돈은 나가지 않았어요. 잠시 후 다시 시도해 주세요." },
    en: { title: "The connection to the card company broke", detail: "Nothing was charged. Try again in a moment." },
  },
  timeout: {
    ko: { title: "카드사가 제때 답하지 않았어요", detail: "나중에 결제된 것이 확인되면 저절로 환불돼요." },
    en: {
      title: "The card company did not answer in time",
      detail: "Should a charge turn up later, it is refunded by itself.",
    },
  },
  declined: {
    ko: { title: "카드사가 결제를 거절했어요", detail: "돈은 나가지 않았어요. 다른 카드로 다시 시도해 주세요." },
    en: { title: "The card was declined", detail: "Nothing was charged. Try another card." },
  },
  cancelled_by_fan: {
    ko: { title: "결제를 그만뒀어요", detail: "돈은 나가지 않았어요. 시간이 남아 있으면 다시 결제할 수 있어요." },
    en: { title: "You stopped the payment", detail: "Nothing was charged. You can pay again while there is time." },
  },
  payment_expired: {
    ko: { title: "결제 시간이 끝났어요", detail: "돈은 나가지 않았어요. 좌석을 다시 골라 주세요." },
    en: { title: "The time to pay has run out", detail: "Nothing was charged. Please choose seats again." },
  },
  attempts_used: {
    ko: { title: "결제를 여러 번 시도했어요", detail: "돈은 나가지 않았고 좌석은 놓아 드렸어요. 다시 골라 주세요." },
    en: {
      title: "All tries to pay are used",
      detail: "Nothing was charged and the seats were released. Please choose again.",
    },
  },
  hold_lost: {
    ko: { title: "좌석을 지키지 못했어요", detail: "돈은 나가지 않았어요. 좌석을 다시 골라 주세요." },
    en: { title: "The seats were lost", detail: "Nothing was charged. Please choose seats again." },
  },
  hold_lost_refunded: {
    ko: { title: "좌석을 지키지 못해 환불했어요", detail: "나간 돈은 전액 돌아가요. 내 예매에서 확인할 수 있어요." },
    en: { title: "The seats were lost and you are refunded", detail: "All of your money goes back. See My bookings." },
  },
  show_cancelled: {
    ko: { title: "공연이 취소됐어요", detail: "나간 돈이 있으면 전액 돌아가요." },
    en: { title: "The show was cancelled", detail: "Whatever was charged goes back in full." },
  },
} as const satisfies FailureGroup;

export type PaymentOutcomeCode = keyof typeof PAYMENT_OUTCOMES;

export const isPaymentOutcome = (code: string): code is PaymentOutcomeCode => Object.hasOwn(PAYMENT_OUTCOMES, code);
