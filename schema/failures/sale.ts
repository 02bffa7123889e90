// Refusals about seats, bookings, money, and the making of shows.
import type { FailureGroup } from "./words.ts";

export const saleFailures = {
  seat_unknown: {
    ko: { title: "없는 좌석이에요", detail: "좌석도를 새로 불러온 뒤 다시 골라 주세요." },
    en: { title: "That seat does not exist", detail: "Reload the seat map and choose again." },
  },
  duplicate_seat: {
    ko: { title: "같은 좌석을 두 번 골랐어요", detail: "좌석마다 한 번만 골라 주세요." },
    en: { title: "The same seat was chosen twice", detail: "Choose each seat once." },
  },
  seat_held: {
    ko: {
      title: "방금 다른 분이 고른 좌석이에요",
      detail: "다른 좌석을 골라 주세요. 결제하지 않으면 돌아올 수도 있어요.",
    },
    en: {
      title: "Someone else is holding that seat",
      detail: "Choose another; it may come back if they do not buy it.",
    },
  },
  seat_sold: {
    ko: { title: "이미 팔린 좌석이에요", detail: "다른 좌석을 골라 주세요." },
    en: { title: "That seat is sold", detail: "Choose another seat." },
  },
  seat_blocked: {
    ko: { title: "판매하지 않는 좌석이에요", detail: "다른 좌석을 골라 주세요." },
    en: { title: "That seat is not for sale", detail: "Choose another seat." },
  },
  not_enough_together: {
    ko: { title: "함께 앉을 자리가 부족해요", detail: "인원을 줄이거나 다른 등급을 골라 주세요." },
    en: { title: "Not enough seats together", detail: "Try fewer people or another grade." },
  },
  not_enough: {
    ko: { title: "남은 자리가 부족해요", detail: "인원을 줄이거나 다른 구역을 골라 주세요." },
    en: { title: "Not enough places left", detail: "Try fewer people or another zone." },
  },
  limit_reached: {
    ko: {
      title: "한 분이 살 수 있는 수를 넘었어요",
      detail: "좌석 수를 줄여 주세요. 이미 고르거나 산 좌석도 함께 세요.",
    },
    en: {
      title: "That is more than one person may buy",
      detail: "Choose fewer seats. Those you hold and have bought count, too.",
    },
  },
  strands_seat: {
    ko: { title: "한 자리만 외따로 남아요", detail: "옆으로 한 칸 옮겨 골라 주세요." },
    en: { title: "This would leave a single seat alone", detail: "Move your choice along by one seat." },
  },
  hold_expired: {
    ko: { title: "좌석을 잡아 둔 시간이 끝났어요", detail: "좌석을 다시 골라 주세요." },
    en: { title: "The time for these seats has run out", detail: "Please choose seats again." },
  },
  booking_expired: {
    ko: { title: "결제 시간이 끝났어요", detail: "좌석을 다시 골라 주세요. 돈은 나가지 않았어요." },
    en: { title: "The time to pay has run out", detail: "Choose seats again. Nothing was charged." },
  },
  already_paid: {
    ko: { title: "이미 결제가 끝난 예매예요", detail: "내 예매에서 표를 확인해 주세요." },
    en: { title: "This booking is paid already", detail: "Your tickets are in My bookings." },
  },
  payment_in_progress: {
    ko: { title: "결제를 확인하고 있어요", detail: "결과가 나올 때까지 기다려 주세요. 두 번 결제되지 않아요." },
    en: { title: "A payment is being checked", detail: "Wait for its result. You will not be charged twice." },
  },
  attempts_used: {
    ko: { title: "결제를 여러 번 시도했어요", detail: "좌석을 놓아 드렸어요. 처음부터 다시 골라 주세요." },
    en: { title: "All tries to pay are used", detail: "The seats were released. Please choose again." },
  },
  amount_mismatch: {
    ko: { title: "금액이 달라졌어요", detail: "화면을 새로 불러와 금액을 확인해 주세요. 결제되지 않았어요." },
    en: { title: "The amount does not match", detail: "Reload and check the total. Nothing was charged." },
  },
  too_late: {
    ko: { title: "취소할 수 있는 시간이 지났어요", detail: "취소 마감 시간을 확인해 주세요." },
    en: { title: "It is too late to cancel", detail: "See the cancellation deadline on your booking." },
  },
  already_cancelled: {
    ko: { title: "이미 취소된 예매예요", detail: "환불 상태는 예매 내역에서 볼 수 있어요." },
    en: { title: "This booking is cancelled already", detail: "Its refund is shown on the booking." },
  },
  ticket_used: {
    ko: { title: "이미 입장한 표예요", detail: "사용한 표는 취소할 수 없어요." },
    en: { title: "This ticket was used to enter", detail: "Used tickets cannot be cancelled." },
  },
  not_sold_out: {
    ko: { title: "아직 남은 좌석이 있어요", detail: "취소표를 기다리지 말고 좌석을 골라 보세요." },
    en: { title: "There are still seats", detail: "No need to wait for returned ones: choose your seats now." },
  },
  returns_off: {
    ko: { title: "이 표는 다시 내놓을 수 없어요", detail: "취소 수수료를 확인하고 예매 내역에서 취소할 수 있어요." },
    en: { title: "This ticket cannot be offered back", detail: "You may still cancel it on your booking." },
  },
  handover_off: {
    ko: { title: "이 공연은 표를 넘길 수 없어요", detail: "궁금한 점은 주최자에게 문의해 주세요." },
    en: { title: "Tickets of this show cannot be handed over", detail: "Ask the organiser if you have questions." },
  },
  already_entered: {
    ko: { title: "이미 입장한 표예요", detail: "처음 입장한 시간을 확인해 주세요." },
    en: { title: "This ticket has entered already", detail: "Check the time of the first entry." },
  },
  code_invalid: {
    ko: { title: "우리가 만든 표가 아니에요", detail: "다시 스캔하거나 예매번호로 찾아 주세요." },
    en: { title: "This is not one of our tickets", detail: "Scan again or look it up by booking number." },
  },
  code_void: {
    ko: { title: "취소된 표예요", detail: "예매 내역을 확인해 주세요." },
    en: { title: "This ticket was cancelled", detail: "See the booking for details." },
  },
  wrong_showtime: {
    ko: { title: "다른 공연의 표예요", detail: "표에 적힌 공연과 시간을 함께 확인해 주세요." },
    en: { title: "This ticket is for another showtime", detail: "Look together at the show and time on the ticket." },
  },
  wrong_door: {
    ko: { title: "다른 문으로 들어가는 표예요", detail: "표에 적힌 구역의 문으로 안내해 주세요." },
    en: {
      title: "This ticket enters by another door",
      detail: "Show the way to the door of the section on the ticket.",
    },
  },
  door_closed: {
    ko: { title: "끝난 출입문 링크예요", detail: "주최자에게 새 링크를 받아 주세요." },
    en: { title: "This door's link has ended", detail: "Ask the organiser for a new one." },
  },
  has_sales: {
    ko: { title: "이미 팔린 표가 있어요", detail: "지우는 대신 공연을 취소하면 모두에게 환불돼요." },
    en: { title: "Tickets have been sold", detail: "Cancel the show instead: everyone is refunded." },
  },
  layout_in_use: {
    ko: { title: "팔린 좌석이 있는 배치예요", detail: "새 회차부터 새 배치를 쓸 수 있어요." },
    en: { title: "Seats of this layout are held or sold", detail: "A new layout applies to showtimes without sales." },
  },
  plan_unreadable: {
    ko: {
      title: "읽을 수 없는 좌석 배치 파일이에요",
      detail: "pretix 좌석 배치(JSON, 5MB와 좌석 10만 석까지)인지 확인해 주세요. 저장된 것은 없어요.",
    },
    en: {
      title: "That is no seating plan we can read",
      detail: "Send a pretix seating plan (JSON, up to 5 MB and 100,000 seats). Nothing was stored.",
    },
  },
  showtime_exists: {
    ko: { title: "같은 회차가 이미 있어요", detail: "다른 시간이나 회차 번호를 골라 주세요." },
    en: { title: "That date and round exists already", detail: "Choose another time or round." },
  },
} as const satisfies FailureGroup;
