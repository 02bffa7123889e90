// The provider's errors as it answers them: the status and the text that belong to a code.

const STATUSES: readonly (readonly [number, readonly string[]])[] = [
  [401, ["UNAUTHORIZED_KEY"]],
  [
    403,
    [
      "REJECT_ACCOUNT_PAYMENT",
      "REJECT_CARD_PAYMENT",
      "REJECT_CARD_COMPANY",
      "REJECT_TOSSPAY_INVALID_ACCOUNT",
      "EXCEED_MAX_AUTH_COUNT",
      "EXCEED_MAX_ONE_DAY_AMOUNT",
      "NOT_AVAILABLE_BANK",
      "INVALID_PASSWORD",
      "FDS_ERROR",
      "FORBIDDEN_REQUEST",
      "INCORRECT_BASIC_AUTH_FORMAT",
      "NOT_CANCELABLE_AMOUNT",
      "NOT_CANCELABLE_PAYMENT",
      "FORBIDDEN_CONSECUTIVE_REQUEST",
      "EXCEED_MAX_REFUND_DUE",
      "NOT_ALLOWED_PARTIAL_REFUND",
      "NOT_ALLOWED_PARTIAL_REFUND_WAITING_DEPOSIT",
      "NOT_CANCELABLE_PAYMENT_FOR_DORMANT_USER",
      "EXCEED_CANCEL_LIMIT",
    ],
  ],
  [404, ["NOT_FOUND_PAYMENT_SESSION", "NOT_FOUND_PAYMENT", "NOT_FOUND"]],
  [409, ["IDEMPOTENT_REQUEST_PROCESSING"]],
  [
    500,
    [
      "FAILED_PAYMENT_INTERNAL_SYSTEM_PROCESSING",
      "FAILED_INTERNAL_SYSTEM_PROCESSING",
      "UNKNOWN_PAYMENT_ERROR",
      "COMMON_ERROR",
      "FAILED_REFUND_PROCESS",
      "FAILED_METHOD_HANDLING_CANCEL",
      "FAILED_PARTIAL_REFUND",
      "FAILED_CLOSED_ACCOUNT_REFUND",
    ],
  ],
];
const STATUS_OF = new Map(STATUSES.flatMap(([status, codes]) => codes.map((code) => [code, status] as const)));

export const statusOf = (code: string): number => STATUS_OF.get(code) ?? 400;

const TEXTS: Readonly<Record<string, string>> = {
  REJECT_CARD_PAYMENT: "한도초과 혹은 잔액부족으로 결제에 실패했습니다.",
  INVALID_CARD_NUMBER: "카드번호를 다시 확인해주세요.",
  EXCEED_MAX_DAILY_PAYMENT_COUNT: "하루 결제 가능 횟수를 초과했습니다.",
  FAILED_PAYMENT_INTERNAL_SYSTEM_PROCESSING: "결제가 완료되지 않았어요. 다시 시도해주세요.",
  UNKNOWN_PAYMENT_ERROR: "결제에 실패했어요. 같은 문제가 반복된다면 은행이나 카드사로 문의해주세요.",
  ALREADY_PROCESSED_PAYMENT: "이미 처리된 결제 입니다.",
  DUPLICATED_ORDER_ID: "이미 승인 및 취소가 진행된 중복된 주문번호 입니다. 다른 주문번호로 진행해주세요.",
  NOT_FOUND_PAYMENT_SESSION: "결제 시간이 만료되어 결제 진행 데이터가 존재하지 않습니다.",
  NOT_FOUND_PAYMENT: "존재하지 않는 결제 정보 입니다.",
  UNAUTHORIZED_KEY: "인증되지 않은 시크릿 키 혹은 클라이언트 키 입니다.",
  ALREADY_CANCELED_PAYMENT: "이미 취소된 결제 입니다.",
  NOT_MATCHES_REFUNDABLE_AMOUNT: "잔액 결과가 일치하지 않습니다.",
  PAY_PROCESS_CANCELED: "사용자에 의해 결제가 취소되었습니다.",
  PAY_PROCESS_ABORTED: "결제 진행 중 승인에 실패하여 결제가 중단되었습니다.",
  REJECT_CARD_COMPANY: "결제 승인이 거절되었습니다.",
  EXPIRED_PAYMENT: "결제가 만료되었습니다. 다시 시도해주세요.",
};

export const textOfCode = (code: string): string => TEXTS[code] ?? "요청을 처리하지 못했습니다.";
