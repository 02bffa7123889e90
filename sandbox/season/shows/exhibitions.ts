// Exhibitions of the season, entered by the hour.
import { calendar, DAY_MS, HOUR_MS, prices, rounds } from "../calendar.ts";
import type { SeedShow } from "../types.ts";

const HOURS = ["10:00", "12:00", "14:00", "16:00"];
const OPEN_DAYS = { tue: HOURS, wed: HOURS, thu: HOURS, fri: HOURS, sat: HOURS, sun: HOURS };

const blueRooms = (now_ms: number): SeedShow => {
  const key = "show_blue_rooms";
  const jeju = calendar(now_ms, "Asia/Seoul");
  const times = jeju.weekly({ from_days: 1, days: 6, week: OPEN_DAYS }).slice(0, 20);
  return {
    key,
    title: "〈파란 방들〉 문새록 개인전",
    description:
      "방 아홉 개가 모두 파랗습니다. 첫 방은 새벽 네 시의 파랑, 마지막 방은 잉크가 마르기 직전의 파랑. 화가 문새록은 제주 바다를 스물두 해 동안 같은 바위에 앉아 그렸습니다.\n\n한 시간대에 이백 분까지만 입장합니다. 작품 옆 의자는 전시품이 아니니 앉으셔도 됩니다.",
    languages: {
      en: {
        title: "Blue Rooms: Mun Saerok",
        description:
          "Nine rooms, all of them blue. The first is the blue of four in the morning, the last the blue of ink about to dry. For twenty-two years Mun Saerok has painted the Jeju sea from the same rock.\n\nTwo hundred visitors are let in at a time. The chairs beside the paintings are not exhibits. Do sit down.",
      },
    },
    genre: "EXHIBITION",
    venue_key: "venue_seombit",
    age_limit: 0,
    running_minutes: 100,
    grades: prices({ A: 15_000, R: 35_000 }),
    sale: { opens_at_ms: now_ms - 20 * DAY_MS, closes_at_ms: Math.max(...times) },
    limits: { seats_per_fan: 8 },
    showtimes: rounds(key, jeju, times),
    created_at_ms: now_ms - 36 * DAY_MS,
    views: 6_420,
  };
};

const foldingLight = (now_ms: number): SeedShow => {
  const key = "show_folding_light";
  const jeju = calendar(now_ms, "Asia/Seoul");
  const times = jeju.weekly({ from_days: 16, days: 6, week: OPEN_DAYS }).slice(0, 16);
  return {
    key,
    title: "빛을 접는 법: 종이와 전구",
    description:
      "종이 한 장과 전구 하나로 만들 수 있는 그림자는 몇 가지일까요. 작가 다섯이 세어 보다가 그만둔 자리에서 전시가 시작됩니다. 도슨트 회차에서는 직접 한 장을 접어 벽에 그림자를 걸어 두고 가실 수 있습니다.",
    languages: {
      en: {
        title: "How to Fold Light",
        description:
          "One sheet of paper and one bulb: how many shadows? Five artists started counting and gave up, and that is where the exhibition begins. On the docent tour you fold a sheet yourself and leave its shadow on the wall.",
      },
    },
    genre: "EXHIBITION",
    venue_key: "venue_seombit",
    age_limit: 0,
    running_minutes: 90,
    grades: prices({ A: 13_000, R: 30_000 }),
    sale: { opens_at_ms: now_ms + 7 * HOUR_MS, closes_at_ms: Math.max(...times) },
    limits: { seats_per_fan: 8 },
    showtimes: rounds(key, jeju, times),
    created_at_ms: now_ms - 3 * DAY_MS,
    views: 1_105,
  };
};

const timeOfStones = (now_ms: number): SeedShow => {
  const key = "show_time_of_stones";
  const jeju = calendar(now_ms, "Asia/Seoul");
  const times = jeju.weekly({ from_days: 35, days: 7, week: { fri: HOURS, sat: HOURS, sun: HOURS } });
  return {
    key,
    title: "돌의 시간: 밭담을 쌓은 사람들",
    description:
      "제주 밭담을 다 이으면 지구 반 바퀴라고 합니다. 누가 쌓았는지 이름이 남은 사람은 거의 없습니다. 돌 하나하나의 사진과 이름 없는 손들의 목소리를 모았습니다. 모든 돌은 만져 보셔도 됩니다.",
    languages: {
      en: {
        title: "The Time of Stones",
        description:
          "Laid end to end, they say, the field walls of Jeju would reach halfway round the world. Hardly anyone who built them left a name. Here are portraits of the stones and the voices of the hands. You may touch everything.",
      },
    },
    genre: "EXHIBITION",
    venue_key: "venue_seombit",
    age_limit: 0,
    running_minutes: 80,
    grades: prices({ A: 10_000, R: 25_000 }),
    sale: { opens_at_ms: now_ms + 5 * DAY_MS, closes_at_ms: Math.max(...times) },
    showtimes: rounds(key, jeju, times),
    created_at_ms: now_ms - 12 * HOUR_MS,
    views: 430,
  };
};

const unsentLetters = (now_ms: number): SeedShow => {
  const key = "show_unsent_letters";
  const jeju = calendar(now_ms, "Asia/Seoul");
  const times = jeju.weekly({ from_days: -16, days: 6, week: OPEN_DAYS }).slice(0, 12);
  return {
    key,
    title: "부치지 못한 편지 삼백 통",
    description: "전시는 끝났습니다. 관람객이 두고 간 답장 천백여 통은 다음 달 첫날 한꺼번에 우체통에 넣습니다.",
    languages: {
      en: {
        title: "Three Hundred Unsent Letters",
        description:
          "The exhibition has closed. Some eleven hundred replies left by visitors will go into the letter box together on the first of next month.",
      },
    },
    genre: "EXHIBITION",
    venue_key: "venue_seombit",
    age_limit: 0,
    running_minutes: 60,
    grades: prices({ A: 12_000, R: 28_000 }),
    sale: { opens_at_ms: now_ms - 50 * DAY_MS, closes_at_ms: Math.max(...times) },
    showtimes: rounds(key, jeju, times),
    created_at_ms: now_ms - 64 * DAY_MS,
    views: 3_705,
  };
};

export const exhibitions = (now_ms: number): SeedShow[] =>
  [blueRooms, foldingLight, timeOfStones, unsentLetters].map((make) => make(now_ms));
