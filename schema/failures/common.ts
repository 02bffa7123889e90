// Refusals any route may give.
import type { FailureGroup } from "./words.ts";

export const commonFailures = {
  malformed: {
    ko: { title: "요청을 읽을 수 없어요", detail: "보낸 내용이 올바른 JSON인지 확인해 주세요." },
    en: { title: "We could not read the request", detail: "Check that the body is valid JSON." },
  },
  invalid: {
    ko: { title: "입력한 내용을 확인해 주세요", detail: "표시된 항목을 고친 뒤 다시 보내 주세요." },
    en: { title: "Some fields need another look", detail: "Correct the fields listed and send it again." },
  },
  unsupported_type: {
    ko: { title: "지원하지 않는 형식이에요", detail: "API 문서에 적힌 형식으로 보내 주세요." },
    en: { title: "This content type is not supported", detail: "Send it in the form that the API reference names." },
  },
  image_unreadable: {
    ko: {
      title: "그림으로 읽을 수 없어요",
      detail: "PNG, JPEG, WebP, SVG 파일을 그대로 보내 주세요. 한 변은 8,192픽셀까지예요.",
    },
    en: {
      title: "This cannot be read as a picture",
      detail: "Send a PNG, JPEG, WebP or SVG file as it is, at most 8,192 pixels a side.",
    },
  },
  too_large: {
    ko: { title: "보낸 내용이 너무 커요", detail: "내용을 줄여서 다시 보내 주세요." },
    en: { title: "The request is too large", detail: "Send a smaller body." },
  },
  not_found: {
    ko: { title: "찾을 수 없어요", detail: "주소를 확인하거나 처음 화면에서 다시 찾아 주세요." },
    en: { title: "Nothing is here", detail: "Check the address, or look for it from the home page." },
  },
  method_not_allowed: {
    ko: { title: "이 주소에서는 할 수 없는 요청이에요", detail: "Allow 헤더에 있는 방법을 써 주세요." },
    en: { title: "This address does not take that method", detail: "Use one of the methods in the Allow header." },
  },
  too_many_requests: {
    ko: { title: "요청이 너무 많아요", detail: "조금 기다렸다가 다시 시도해 주세요. 지금 자리는 그대로예요." },
    en: { title: "Too many requests", detail: "Wait a moment and try again. Your place is unchanged." },
  },
  overloaded: {
    ko: { title: "지금 많이 붐벼요", detail: "잠시 후 저절로 다시 시도할게요. 지금 자리는 그대로예요." },
    en: { title: "It is very busy right now", detail: "Try again in a moment. Your place is unchanged." },
  },
  sockets_full: {
    ko: {
      title: "실시간 연결이 가득 찼어요",
      detail: "연결 없이도 순서는 그대로예요. 상태를 주기적으로 다시 물어봐 주세요.",
    },
    en: {
      title: "All live connections are taken",
      detail: "Your place is safe without one: ask for the status instead.",
    },
  },
  own_sockets_full: {
    ko: {
      title: "실시간으로 열어 둔 화면이 너무 많아요",
      detail: "쓰지 않는 탭을 닫아 주세요. 순서는 그대로이고, 이 화면은 상태를 다시 물어보며 이어져요.",
    },
    en: {
      title: "You have too many live pages open",
      detail: "Close tabs you do not need. Your place is safe; this page goes on by asking for the status.",
    },
  },
  unavailable: {
    ko: { title: "지금은 이 정보를 불러올 수 없어요", detail: "잠시 후 다시 시도해 주세요." },
    en: { title: "This is unavailable for the moment", detail: "Try again shortly." },
  },
  internal: {
    ko: { title: "저희 쪽에서 문제가 생겼어요", detail: "다시 시도해 주세요. 계속되면 요청 번호와 함께 알려 주세요." },
    en: { title: "Something went wrong on our side", detail: "Try again. If it stays, tell us the request id." },
  },
  key_reused: {
    ko: { title: "같은 키로 다른 내용을 보냈어요", detail: "새 요청에는 새 Idempotency-Key를 써 주세요." },
    en: { title: "This key was used for another request", detail: "Use a new Idempotency-Key for a new request." },
  },
  key_in_use: {
    ko: { title: "같은 요청을 처리하고 있어요", detail: "잠시 후 같은 키로 다시 보내면 그 결과를 알려 드려요." },
    en: {
      title: "The same request is still running",
      detail: "Send it again with the same key in a moment to get its answer.",
    },
  },
  foreign_origin: {
    ko: { title: "다른 사이트에서 온 요청이에요", detail: "페어라인 화면에서 다시 시도해 주세요." },
    en: { title: "The request came from another site", detail: "Try again from Fairline's own pages." },
  },
  upgrade_required: {
    ko: { title: "실시간 연결로 열어야 하는 주소예요", detail: "WebSocket으로 연결해 주세요." },
    en: { title: "This address is for live connections", detail: "Open it as a WebSocket." },
  },
} as const satisfies FailureGroup;
