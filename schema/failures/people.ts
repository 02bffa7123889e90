// Refusals about who is asking and what they may do.
import type { FailureGroup } from "./words.ts";

export const peopleFailures = {
  sign_in_required: {
    ko: { title: "로그인이 필요해요", detail: "로그인하면 하던 곳으로 바로 돌아와요." },
    en: { title: "Please sign in", detail: "Sign in and you will come straight back here." },
  },
  token_invalid: {
    ko: { title: "로그인 정보를 확인할 수 없어요", detail: "다시 로그인해 주세요." },
    en: { title: "Your sign-in could not be verified", detail: "Please sign in again." },
  },
  token_expired: {
    ko: { title: "로그인 시간이 지났어요", detail: "새로고침하거나 다시 로그인해 주세요." },
    en: { title: "Your sign-in has run out", detail: "Refresh the session or sign in again." },
  },
  session_ended: {
    ko: { title: "이 로그인은 끝났어요", detail: "다시 로그인해 주세요." },
    en: { title: "This session has ended", detail: "Please sign in again." },
  },
  account_disabled: {
    ko: { title: "사용이 정지된 계정이에요", detail: "고객센터에 문의해 주세요." },
    en: { title: "This account is disabled", detail: "Contact support to have it looked at." },
  },
  forbidden: {
    ko: { title: "권한이 없어요", detail: "필요한 권한이 있는 계정으로 로그인해 주세요." },
    en: { title: "You may not do this", detail: "Sign in with an account that has the right role." },
  },
  code_wrong: {
    ko: { title: "코드가 맞지 않아요", detail: "메일에 온 여섯 자리 숫자를 다시 확인해 주세요." },
    en: { title: "That code is not right", detail: "Check the six digits in the mail and try again." },
  },
  code_expired: {
    ko: { title: "코드의 유효 시간이 지났어요", detail: "새 코드를 받아 주세요." },
    en: { title: "That code has run out", detail: "Ask for a new one." },
  },
  code_tries_used: {
    ko: { title: "코드를 너무 여러 번 틀렸어요", detail: "새 코드를 받아 주세요." },
    en: { title: "Too many wrong tries", detail: "Ask for a new code." },
  },
  codes_limit: {
    ko: { title: "코드를 너무 자주 요청했어요", detail: "10분 뒤에 다시 요청해 주세요." },
    en: { title: "Too many codes were asked for", detail: "Wait ten minutes and ask again." },
  },
  oauth_state: {
    ko: { title: "로그인이 중간에 끊겼어요", detail: "처음부터 다시 로그인해 주세요." },
    en: { title: "The sign-in was interrupted", detail: "Start signing in again." },
  },
  oauth_denied: {
    ko: { title: "로그인을 취소했어요", detail: "다른 방법으로 로그인하거나 다시 시도해 주세요." },
    en: { title: "The sign-in was cancelled", detail: "Choose another way to sign in, or try again." },
  },
  oauth_failed: {
    ko: { title: "로그인 제공자가 응답하지 않아요", detail: "잠시 후 다시 시도하거나 메일 코드로 로그인해 주세요." },
    en: { title: "The sign-in provider did not answer", detail: "Try again shortly, or sign in with a mail code." },
  },
  provider_off: {
    ko: { title: "지금은 쓸 수 없는 로그인 방법이에요", detail: "다른 방법으로 로그인해 주세요." },
    en: { title: "This way to sign in is not available", detail: "Choose another way to sign in." },
  },
  identity_taken: {
    ko: { title: "이미 다른 계정에 연결되어 있어요", detail: "그 계정에서 연결을 끊은 뒤 다시 시도해 주세요." },
    en: { title: "It is linked to another account", detail: "Unlink it there first, then try again." },
  },
  last_identity: {
    ko: { title: "마지막 로그인 방법은 끊을 수 없어요", detail: "다른 방법을 먼저 연결해 주세요." },
    en: { title: "The last way to sign in cannot be removed", detail: "Link another one first." },
  },
  sale_running: {
    ko: {
      title: "아직 끝나지 않은 공연이 있어요",
      detail: "공연을 삭제하거나 취소하면 계정을 지울 수 있어요. 이어서 맡을 사람이 있다면 운영자에게 알려 주세요.",
    },
    en: {
      title: "You organise a show that is not over yet",
      detail: "Delete or cancel it first, or ask an administrator to look after it until it is over.",
    },
  },
  open_bookings: {
    ko: { title: "진행 중인 예매가 있어요", detail: "결제나 환불이 끝난 뒤 계정을 지울 수 있어요." },
    en: { title: "You have a booking in progress", detail: "The account can be deleted once it is settled." },
  },
  own_role: {
    ko: { title: "자신의 권한은 바꿀 수 없어요", detail: "다른 관리자에게 부탁해 주세요." },
    en: { title: "You cannot change your own role or status", detail: "Ask another admin." },
  },
} as const satisfies FailureGroup;
