// Musicals of the season: long runs in small houses, and one on tour.
import { calendar, DAY_MS, HOUR_MS, MINUTE_MS, prices, rounds, untilTheLast } from "../calendar.ts";
import type { SeedShow } from "../types.ts";

const clockmaker = (now_ms: number): SeedShow => {
  const key = "show_clockmaker";
  const seoul = calendar(now_ms, "Asia/Seoul");
  const week = { tue: ["19:30"], wed: ["15:00", "19:30"], thu: ["19:30"], fri: ["19:30"], sat: ["14:00", "18:30"] };
  const times = seoul.weekly({ from_days: 3, days: 20, week: { ...week, sun: ["14:00", "18:00"] } }).slice(0, 20);
  return {
    key,
    title: "뮤지컬 〈시계공의 겨울〉",
    description:
      "마을의 시계가 모두 다섯 시 십칠 분에 멈췄습니다. 고칠 수 있는 사람은 하나뿐인데, 그는 십 년째 아무것도 고치지 않습니다.\n\n배우 여섯 명과 시계 아흔 개가 무대에 오릅니다. 째깍거리는 소리까지 모두 악보에 적혀 있으니, 휴대전화뿐 아니라 손목시계 알람도 꺼 주세요. 전 회차가 매진됐던 초연에 두 곡을 더해 돌아왔습니다.",
    languages: {
      en: {
        title: "The Clockmaker's Winter",
        description:
          "Every clock in the village has stopped at seventeen minutes past five. One man could mend them, and he has not mended anything for ten years.\n\nSix actors, ninety clocks. Every tick is written into the score, so please silence your watch as well as your phone. The first run sold out every night; this one has two new songs.",
      },
    },
    genre: "MUSICAL",
    venue_key: "venue_dalmuri",
    age_limit: 7,
    running_minutes: 140,
    grades: prices({ VIP: 99_000, R: 88_000, S: 66_000, A: 44_000 }),
    sale: { opens_at_ms: now_ms - 8 * DAY_MS, closes_at_ms: untilTheLast(times) },
    room: { room_capacity: 150, batch_size: 30 },
    showtimes: rounds(key, seoul, times),
    created_at_ms: now_ms - 28 * DAY_MS,
    views: 18_655,
  };
};

const callingWhales = (now_ms: number): SeedShow => {
  const key = "show_calling_whales";
  const tokyo = calendar(now_ms, "Asia/Tokyo");
  const week = { thu: ["18:30"], fri: ["18:30"], sat: ["13:00", "18:00"], sun: ["13:00"] };
  const times = tokyo.weekly({ from_days: 30, days: 14, week });
  return {
    key,
    title: "뮤지컬 〈고래를 부르는 법〉 도쿄 공연",
    description:
      "귀가 들리지 않는 소녀 은조는 고래만 들을 수 있는 노래를 압니다. 포경선이 마지막으로 뜨는 날 아침, 은조는 바다 쪽으로 손을 뻗습니다.\n\n대사와 노래가 모두 수어로도 이루어집니다. 한국어로 공연하며 일본어와 영어 자막이 있습니다. 모든 시각은 도쿄 기준입니다.",
    languages: {
      en: {
        title: "How to Call a Whale (Tokyo)",
        description:
          "Eunjo cannot hear, but she knows a song that only whales can. On the morning the last whaling ship puts out, she stretches her hands towards the sea.\n\nEvery line is also signed on stage. In Korean, with Japanese and English surtitles. All times are Tokyo time.",
      },
    },
    genre: "MUSICAL",
    venue_key: "venue_suirenza",
    age_limit: 7,
    running_minutes: 125,
    grades: prices({ VIP: 143_000, R: 121_000, S: 99_000, A: 66_000 }),
    sale: { opens_at_ms: now_ms + 5 * HOUR_MS, closes_at_ms: untilTheLast(times) },
    showtimes: rounds(key, tokyo, times),
    created_at_ms: now_ms - 11 * DAY_MS,
    views: 7_310,
  };
};

const ferry = (now_ms: number): SeedShow => {
  const key = "show_last_ferry";
  const seoul = calendar(now_ms, "Asia/Seoul");
  const times = seoul.weekly({
    from_days: 45,
    days: 14,
    week: { fri: ["19:30"], sat: ["14:00", "18:30"], sun: ["15:00"] },
  });
  return {
    key,
    title: "창작뮤지컬 〈마지막 나룻배〉",
    description:
      "다리가 놓이면 나룻배는 그만입니다. 개통식 전날 밤, 뱃사공 순덕은 마지막 손님 다섯을 태우고 일부러 천천히 노를 젓습니다. 손님마다 강을 건너야 하는 까닭이 하나씩 있고, 건너지 말아야 할 까닭도 하나씩 있습니다.\n\n판소리와 아코디언이 한배를 탑니다.",
    languages: {
      en: {
        title: "The Last Ferry",
        description:
          "When the bridge opens, the ferry is finished. The night before the ribbon is cut, Sundeok takes five last passengers across and rows as slowly as she can. Each has a reason to cross, and each has a reason not to.\n\nPansori and accordion in the same boat.",
      },
    },
    genre: "MUSICAL",
    venue_key: "venue_dalmuri",
    age_limit: 12,
    running_minutes: 110,
    grades: prices({ VIP: 77_000, R: 66_000, S: 55_000, A: 33_000 }),
    sale: {
      lobby_opens_at_ms: now_ms + 2 * DAY_MS - 30 * MINUTE_MS,
      opens_at_ms: now_ms + 2 * DAY_MS,
      closes_at_ms: untilTheLast(times),
    },
    admission: "fifo",
    showtimes: rounds(key, seoul, times),
    created_at_ms: now_ms - 4 * DAY_MS,
    views: 4_890,
  };
};

const umbrellas = (now_ms: number): SeedShow => {
  const key = "show_seven_umbrellas";
  const seoul = calendar(now_ms, "Asia/Seoul");
  const times = seoul.weekly({ from_days: 4, days: 24, week: { sat: ["11:00", "14:00"], sun: ["11:00", "14:00"] } });
  return {
    key,
    title: "가족뮤지컬 〈우산 일곱 개〉",
    description:
      "일곱 빛깔 우산이 비 오는 날마다 한 개씩 사라집니다. 범인은 누구일까요? 객석의 어린이 탐정들이 손을 들면 배우가 정말로 멈추고 물어봅니다. 그래서 회차마다 끝나는 시각이 조금씩 달라요.\n\n무대가 객석 바로 앞입니다. 앞줄에서는 비를 조금 맞을 수 있어요.",
    languages: {
      en: {
        title: "Seven Umbrellas",
        description:
          "Every time it rains another of the seven umbrellas disappears. Who is taking them? When a young detective in the audience puts a hand up, the actors stop and ask. That is why no two performances end at quite the same time.\n\nThe stage is right in front of you. The first row may get a little wet.",
      },
    },
    genre: "MUSICAL",
    venue_key: "venue_matchbox",
    age_limit: 3,
    running_minutes: 60,
    grades: prices({ R: 33_000, S: 27_000 }),
    sale: { opens_at_ms: now_ms - 4 * DAY_MS, closes_at_ms: untilTheLast(times) },
    limits: { seats_per_fan: 6 },
    showtimes: rounds(key, seoul, times),
    created_at_ms: now_ms - 14 * DAY_MS,
    views: 2_460,
  };
};

const movableType = (now_ms: number): SeedShow => {
  const key = "show_movable_type";
  const seoul = calendar(now_ms, "Asia/Seoul");
  const times = seoul.weekly({
    from_days: -40,
    days: 33,
    week: { wed: ["19:30"], sat: ["14:00", "18:30"], sun: ["15:00"] },
  });
  return {
    key,
    title: "뮤지컬 〈거꾸로 새긴 글자〉",
    description:
      "활자는 거꾸로 새겨야 바로 찍힙니다. 주자소의 어린 각수 셋이 임금 몰래 딱 한 권의 책을 찍던 열이틀 밤의 이야기. 마지막 공연까지 함께해 주셔서 고맙습니다.",
    languages: {
      en: {
        title: "Letters Cut Backwards",
        description:
          "Type must be cut backwards to print true. Twelve nights in the royal foundry, three young punch-cutters, and one book the king was never meant to see. The run has ended; thank you for coming.",
      },
    },
    genre: "MUSICAL",
    venue_key: "venue_dalmuri",
    age_limit: 12,
    running_minutes: 130,
    grades: prices({ VIP: 88_000, R: 77_000, S: 60_000, A: 40_000 }),
    sale: { opens_at_ms: now_ms - 70 * DAY_MS, closes_at_ms: untilTheLast(times) },
    showtimes: rounds(key, seoul, times),
    created_at_ms: now_ms - 90 * DAY_MS,
    views: 12_075,
  };
};

export const musicals = (now_ms: number): SeedShow[] =>
  [clockmaker, callingWhales, ferry, umbrellas, movableType].map((make) => make(now_ms));
