// Refusals of the waiting line and of passes.
import type { FailureGroup } from "./words.ts";

export const lineFailures = {
  sale_not_open: {
    ko: { title: "아직 줄을 설 수 없어요", detail: "여는 시간이 되면 이 화면에서 바로 줄을 설 수 있어요." },
    en: {
      title: "The line is not open yet",
      detail: "Come back at the opening time shown; you can join from this page.",
    },
  },
  sale_over: {
    ko: { title: "판매가 끝났어요", detail: "다른 회차나 다른 공연을 찾아봐 주세요." },
    en: { title: "The sale is over", detail: "Look for another date or another show." },
  },
  sold_out: {
    ko: { title: "모두 팔렸어요", detail: "돌아온 자리가 생기면 다시 열려요." },
    en: { title: "Sold out", detail: "It opens again if seats come back." },
  },
  line_full: {
    ko: { title: "줄이 남은 자리보다 훨씬 길어요", detail: "줄이 줄어들면 다시 설 수 있어요." },
    en: { title: "The line is far longer than the seats left", detail: "You can join when it has become shorter." },
  },
  check_required: {
    ko: {
      title: "줄을 서기 전에 확인이 필요해요",
      detail:
        "지금 화면이 스스로 확인을 마치고 다시 줄을 서요. 안 되면 메일로 코드를 받아 주세요. 이미 선 자리는 그대로예요.",
    },
    en: {
      title: "One check before you join",
      detail:
        "This page does the check by itself and joins again; or have a code sent to your mail. A place you have stays yours.",
    },
  },
  check_failed: {
    ko: {
      title: "확인이 통과되지 않았어요",
      detail: "확인을 새로 받아 다시 줄을 서 주세요. 메일 코드도 쓸 수 있어요. 이미 선 자리는 그대로예요.",
    },
    en: {
      title: "The check did not pass",
      detail: "Ask for a new check and join again; a code by mail works too. A place you have stays yours.",
    },
  },
  show_cancelled: {
    ko: { title: "취소된 공연이에요", detail: "예매한 분께는 전액 환불돼요." },
    en: { title: "This show was cancelled", detail: "Everyone who booked is refunded in full." },
  },
  sale_stopped: {
    ko: {
      title: "운영자가 멈춘 판매예요",
      detail:
        "운영자가 다시 시작하면 이어져요. 그때까지 자리와 남은 시간은 그대로예요. 궁금한 점은 운영자에게 물어봐 주세요.",
    },
    en: {
      title: "The operator stopped this sale",
      detail: "It goes on when the operator says so; places and time left stay as they are. Ask an administrator.",
    },
  },
  show_taken_down: {
    ko: {
      title: "운영자가 내린 공연이에요",
      detail: "다시 올라올 때까지 판매와 안내가 멈춰요. 이미 산 표는 그대로예요. 궁금한 점은 운영자에게 물어봐 주세요.",
    },
    en: {
      title: "This show was taken down by an administrator",
      detail: "Nothing is sold or announced until it is restored; tickets already bought stay. Ask an administrator.",
    },
  },
  not_removed: {
    ko: { title: "뺀 적이 없는 순번이에요", detail: "스스로 나갔거나 이미 차례가 끝난 순번은 되돌릴 것이 없어요." },
    en: {
      title: "Nobody was removed from there",
      detail: "Whoever left by themselves, or whose turn is over, has nothing to be given back.",
    },
  },
  not_appealable: {
    ko: {
      title: "다시 살펴볼 일이 없어요",
      detail: "이 줄에서 빠지지 않았어요. 줄 화면에서 지금 자리를 확인해 주세요.",
    },
    en: {
      title: "There is nothing to look at again",
      detail: "You are not removed from this line; its page shows where you stand.",
    },
  },
  appeal_open: {
    ko: { title: "이미 다시 살펴 달라고 했어요", detail: "기획자가 답하면 알림과 메일로 알려 드려요." },
    en: { title: "You have asked already", detail: "When the organiser answers you are told here and by mail." },
  },
  appeals_limit: {
    ko: {
      title: "이 공연에는 더 보낼 수 없어요",
      detail: "보낸 글과 답은 줄 화면에 남아 있어요. 더 궁금하면 기획자에게 문의해 주세요.",
    },
    en: {
      title: "You have asked as often as you can here",
      detail: "What was answered stays on the line's page; for more, write to the organiser.",
    },
  },
  appeal_decided: {
    ko: { title: "이미 결정한 요청이에요", detail: "목록을 새로 열어 결정을 확인해 주세요." },
    en: { title: "This was decided already", detail: "Open the list again to see how." },
  },
  removed: {
    ko: { title: "기획자가 이 줄에서 뺐어요", detail: "줄 화면에서 까닭을 보고, 다시 살펴 달라고 할 수 있어요." },
    en: {
      title: "The organiser removed you from this line",
      detail: "See why on the line's page, where you can ask for another look.",
    },
  },
  not_in_line: {
    ko: { title: "이 줄에 서 있지 않아요", detail: "줄을 선 다음 다시 시도해 주세요." },
    en: { title: "You are not in this line", detail: "Join the line first." },
  },
  not_admitted: {
    ko: { title: "아직 차례가 아니에요", detail: "차례가 되면 바로 알려 드려요." },
    en: { title: "It is not your turn yet", detail: "We will tell you the moment it is." },
  },
  already_inside: {
    ko: { title: "다른 공연의 예매 화면에 들어가 있어요", detail: "그곳에서 나오고 이리로 옮길 수 있어요." },
    en: { title: "You are inside another show's room", detail: "You can leave it and switch to this one." },
  },
  purchase_in_progress: {
    ko: { title: "결제가 진행 중이에요", detail: "결제가 끝난 뒤 다시 시도해 주세요." },
    en: { title: "A payment is running", detail: "Try again when it has finished." },
  },
  claim_expired: {
    ko: { title: "입장 시간이 지났어요", detail: "줄을 다시 서 주세요." },
    en: { title: "The time to enter has run out", detail: "Please join the line again." },
  },
  already_prolonged: {
    ko: { title: "입장 시간은 한 번만 늘릴 수 있어요", detail: "남은 시간 안에 들어와 주세요." },
    en: { title: "The time to enter was prolonged already", detail: "Please enter before it runs out." },
  },
  pass_required: {
    ko: { title: "입장권이 필요해요", detail: "줄을 서고 차례가 되면 들어올 수 있어요." },
    en: { title: "You need a pass", detail: "Join the line; you are let in when it is your turn." },
  },
  pass_wrong_show: {
    ko: { title: "다른 공연의 입장권이에요", detail: "이 공연의 줄을 서 주세요." },
    en: { title: "That pass is for another show", detail: "Join the line of this show." },
  },
  pass_expired: {
    ko: { title: "입장 시간이 끝났어요", detail: "다시 줄을 서 주세요." },
    en: { title: "Your time inside has run out", detail: "Please join the line again." },
  },
  pass_void: {
    ko: { title: "더는 쓸 수 없는 입장권이에요", detail: "다시 줄을 서 주세요." },
    en: { title: "That pass is no longer valid", detail: "Please join the line again." },
  },
  draw_fixed: {
    ko: {
      title: "추첨은 이제 바꿀 수 없어요",
      detail: "로비가 열린 뒤에는 알린 대로 추첨해요. 여는 시각과 닫는 시각도 그대로예요.",
    },
    en: {
      title: "The draw can no longer be changed",
      detail: "Once its lobby has opened it is drawn as announced, and the lobby closes at its time.",
    },
  },
  sale_state_conflict: {
    ko: { title: "지금 상태에서는 할 수 없어요", detail: "판매 상태를 확인해 주세요." },
    en: { title: "Not possible in the sale's present state", detail: "Look at the sale's state first." },
  },
} as const satisfies FailureGroup;
