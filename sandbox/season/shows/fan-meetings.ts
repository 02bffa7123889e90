// Fan meetings of the season.
import { calendar, DAY_MS, HOUR_MS, MINUTE_MS, prices, rounds, untilTheLast } from "../calendar.ts";
import type { SeedShow } from "../types.ts";

/** A very small room, so that a handful of people, or one person with three tabs, feels what a line is. */
const harin = (now_ms: number): SeedShow => {
  const key = "show_harin_four";
  const seoul = calendar(now_ms, "Asia/Seoul");
  const sunday = seoul.next("sun", 8);
  const times = [seoul.at(sunday, "13:00"), seoul.at(sunday, "16:00")];
  return {
    key,
    title: "서하린의 오후 네 시",
    description:
      "배우 서하린이 성냥갑 소극장 무대에 의자 하나만 놓고 앉습니다. 대본은 없습니다. 객석 백스물여덟 자리에서 나온 질문이 그날의 이야기가 됩니다. 어려운 질문일수록 오래 대답한다고 하네요.\n\n예매 방은 한 번에 세 분씩 엽니다. 순서가 오면 알려 드리니 천천히 고르세요.",
    languages: {
      en: {
        title: "Four O'Clock with Seo Harin",
        description:
          "One actor, one chair, no script. Seo Harin sits down on the Matchbox stage and answers whatever a hundred and twenty-eight people ask. She says the harder the question, the longer the answer.\n\nThree buyers are let in at a time. We will tell you when it is your turn, and then there is no rush.",
      },
    },
    genre: "FAN_MEETING",
    venue_key: "venue_matchbox",
    age_limit: 7,
    running_minutes: 90,
    grades: prices({ R: 66_000, S: 55_000 }),
    sale: { opens_at_ms: now_ms - 2 * HOUR_MS, closes_at_ms: untilTheLast(times) },
    room: { room_capacity: 3, batch_size: 1, step_ms: 5_000, claim_ms: 60_000, pass_ms: 300_000 },
    limits: { seats_per_fan: 2, hold_ms: 180_000 },
    showtimes: rounds(key, seoul, times),
    created_at_ms: now_ms - 5 * DAY_MS,
    views: 8_240,
  };
};

const halfPastSix = (now_ms: number): SeedShow => {
  const key = "show_half_past_six";
  const seoul = calendar(now_ms, "Asia/Seoul");
  const times = [seoul.at(seoul.next("sat", 33), "18:30")];
  return {
    key,
    title: "여섯시반 팬미팅 〈퇴근길〉",
    description:
      "다섯 멤버가 각자 다른 직업의 퇴근길을 연기합니다. 누가 무슨 직업인지는 공연 전날까지 비밀. 공연은 정확히 저녁 여섯 시 반에 시작하고, 늦게 오신 분께는 지각 사유서를 받습니다. 재미있는 사유는 무대에서 읽어요.",
    languages: {
      en: {
        title: "HALF PAST SIX: The Way Home",
        description:
          "Five members, five jobs, five ways home from work; who does what stays secret until the day before. It starts at half past six exactly. If you are late you fill in a form explaining why, and the good ones are read out on stage.",
      },
    },
    genre: "FAN_MEETING",
    venue_key: "venue_mulgyeol",
    age_limit: 0,
    running_minutes: 120,
    grades: prices({ VIP: 99_000, R: 88_000, S: 77_000, A: 66_000 }),
    sale: {
      lobby_opens_at_ms: now_ms + 25 * HOUR_MS,
      opens_at_ms: now_ms + 26 * HOUR_MS,
      closes_at_ms: untilTheLast(times),
    },
    admission: "draw",
    limits: { seats_per_fan: 2 },
    showtimes: rounds(key, seoul, times),
    created_at_ms: now_ms - 2 * DAY_MS,
    views: 31_570,
  };
};

const halfPastSixTokyo = (now_ms: number): SeedShow => {
  const key = "show_half_past_six_tokyo";
  const tokyo = calendar(now_ms, "Asia/Tokyo");
  const saturday = tokyo.next("sat", 47);
  const times = [tokyo.at(saturday, "13:00"), tokyo.at(saturday, "18:30")];
  return {
    key,
    title: "여섯시반 팬미팅 도쿄 〈환승〉",
    description:
      "도쿄에서는 한 번 갈아탑니다. 〈퇴근길〉의 다섯 사람이 말이 통하지 않는 역에서 만나는 이야기. 멤버들이 넉 달 동안 배운 일본어가 어디까지 통하는지 함께 확인해 주세요. 시각은 도쿄 기준입니다.",
    languages: {
      en: {
        title: "HALF PAST SIX in Tokyo: Change Here",
        description:
          "In Tokyo you change trains. The five commuters of The Way Home meet in a station where nobody understands them. Come and find out how far four months of Japanese lessons will carry them. Times are Tokyo time.",
      },
    },
    genre: "FAN_MEETING",
    venue_key: "venue_suirenza",
    age_limit: 0,
    running_minutes: 120,
    grades: prices({ VIP: 121_000, R: 110_000, S: 88_000, A: 77_000 }),
    sale: {
      lobby_opens_at_ms: now_ms - 5 * MINUTE_MS,
      opens_at_ms: now_ms + 5 * MINUTE_MS,
      closes_at_ms: untilTheLast(times),
    },
    admission: "draw",
    room: { room_capacity: 120, batch_size: 40 },
    limits: { seats_per_fan: 2 },
    showtimes: rounds(key, tokyo, times),
    created_at_ms: now_ms - 4 * DAY_MS,
    views: 19_860,
  };
};

export const fanMeetings = (now_ms: number): SeedShow[] =>
  [harin, halfPastSix, halfPastSixTokyo].map((make) => make(now_ms));
