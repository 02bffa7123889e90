// What fits no drawer: magic, comedy, a circus, readings, a talk.
import { calendar, DAY_MS, HOUR_MS, MINUTE_MS, prices, rounds, untilTheLast } from "../calendar.ts";
import type { SeedShow } from "../types.ts";

const impossibleEvening = (now_ms: number): SeedShow => {
  const key = "show_impossible_evening";
  const seoul = calendar(now_ms, "Asia/Seoul");
  const times = seoul.weekly({ from_days: 6, days: 21, week: { fri: ["20:00"], sat: ["19:00"] } });
  return {
    key,
    title: "거짓말 같은 저녁: 마술사 온도의 클로즈업",
    description:
      "네 줄뿐인 극장에서 하는 마술은 속일 데가 없습니다. 그래서 온도는 첫 마술의 비밀을 먼저 알려 드리고 시작합니다. 알고 봐도 모릅니다. 결혼반지는 되도록 빼고 오지 마세요. 빌려야 하거든요.",
    languages: {
      en: {
        title: "An Impossible Evening: Close-up Magic with Ondo",
        description:
          "A theatre four rows deep leaves nowhere to hide, so Ondo gives away the secret of the first trick before doing it. Knowing does not help. Please keep your wedding ring on. It will be needed.",
      },
    },
    genre: "ETC",
    venue_key: "venue_matchbox",
    age_limit: 12,
    running_minutes: 75,
    grades: prices({ R: 44_000, S: 38_000 }),
    sale: { opens_at_ms: now_ms - 3 * DAY_MS, closes_at_ms: untilTheLast(times) },
    room: { room_capacity: 40, batch_size: 10 },
    showtimes: rounds(key, seoul, times),
    created_at_ms: now_ms - 13 * DAY_MS,
    views: 2_090,
  };
};

const lateTrain = (now_ms: number): SeedShow => {
  const key = "show_late_train_comedy";
  const newYork = calendar(now_ms, "America/New_York");
  const times = newYork.weekly({ from_days: 10, days: 16, week: { thu: ["20:00"], sat: ["19:00", "21:30"] } });
  return {
    key,
    title: "연착 코미디: 이민 2세의 뉴욕",
    description:
      "한국말로 혼나고 영어로 변명하며 자란 코미디언 넷이 한 무대에 섭니다. 반은 영어, 반은 한국어, 자막은 없습니다. 옆자리에 통역을 부탁하는 것까지가 공연이에요. 시각은 뉴욕 기준입니다.",
    languages: {
      en: {
        title: "Late Train: Stand-up in One and a Half Languages",
        description:
          "Four comedians who were scolded in Korean and made excuses in English. Half of it is in each, with no surtitles; asking your neighbour to translate is part of the show. Times are New York time.",
      },
    },
    genre: "ETC",
    venue_key: "venue_copper",
    age_limit: 19,
    running_minutes: 80,
    grades: prices({ R: 49_000, S: 39_000 }),
    sale: { opens_at_ms: now_ms + 12 * HOUR_MS, closes_at_ms: untilTheLast(times) },
    showtimes: rounds(key, newYork, times),
    created_at_ms: now_ms - 6 * DAY_MS,
    views: 1_530,
  };
};

const villageInTheAir = (now_ms: number): SeedShow => {
  const key = "show_village_in_the_air";
  const seoul = calendar(now_ms, "Asia/Seoul");
  const times = seoul.weekly({
    from_days: 50,
    days: 10,
    week: { fri: ["19:30"], sat: ["14:00", "18:00"], sun: ["14:00"] },
  });
  return {
    key,
    title: "줄타기 서커스 〈공중의 마을〉",
    description:
      "마을 하나가 통째로 줄 위에 있습니다. 빵집도 우체국도 줄 위에 있어서, 빵을 사려면 걷는 법부터 배워야 합니다. 광대 열일곱과 염소 없는 염소치기 하나가 나옵니다. 동물은 나오지 않습니다.",
    languages: {
      en: {
        title: "The Village in the Air",
        description:
          "A whole village lives on the high wire. The bakery is up there, and the post office, so anyone who wants bread first learns to walk. Seventeen clowns and a goatherd without goats. No animals.",
      },
    },
    genre: "ETC",
    venue_key: "venue_mulgyeol",
    age_limit: 3,
    running_minutes: 100,
    grades: prices({ VIP: 110_000, R: 88_000, S: 66_000, A: 44_000 }),
    sale: { opens_at_ms: now_ms - HOUR_MS, closes_at_ms: untilTheLast(times) },
    showtimes: rounds(key, seoul, times),
    created_at_ms: now_ms - 9 * DAY_MS,
    views: 10_480,
  };
};

const readAloud = (now_ms: number): SeedShow => {
  const key = "show_read_aloud";
  const seoul = calendar(now_ms, "Asia/Seoul");
  const times = seoul.weekly({ from_days: 3, days: 35, week: { tue: ["20:00"] } });
  return {
    key,
    title: "소리 내어 읽는 화요일",
    description:
      "시인과 소설가가 아직 책이 되지 않은 원고를 들고 클럽에 옵니다. 박수 대신 발을 구르는 것이 이곳의 예의입니다. 마지막 십 분은 객석에서 누구든 한 쪽을 읽을 수 있어요.",
    languages: {
      en: {
        title: "Tuesdays, Read Aloud",
        description:
          "Poets and novelists bring pages that are not books yet. The custom here is to stamp instead of clap. For the last ten minutes anyone in the room may read one page.",
      },
    },
    genre: "ETC",
    venue_key: "venue_yeoeum",
    age_limit: 0,
    running_minutes: 90,
    grades: prices({ STANDING: 12_000, B: 18_000, S: 20_000, A: 18_000 }),
    sale: { opens_at_ms: now_ms - 6 * DAY_MS, closes_at_ms: untilTheLast(times) },
    showtimes: rounds(key, seoul, times),
    created_at_ms: now_ms - 18 * DAY_MS,
    views: 760,
  };
};

const soupTalk = (now_ms: number): SeedShow => {
  const key = "show_soup_talk";
  const seoul = calendar(now_ms, "Asia/Seoul");
  const times = [seoul.at(-3, "15:00")];
  return {
    key,
    title: "국물 이야기: 요리사와 화학자의 대담",
    description:
      "왜 남의 집 국이 더 시원할까요. 두 사람은 끝내 합의하지 못했고, 그릇은 모두 비었습니다. 레시피는 오신 분들께 메일로 보내 드렸어요.",
    languages: {
      en: {
        title: "On Broth: a Cook and a Chemist",
        description:
          "Why does soup taste better at somebody else's house? They never did agree, and every bowl came back empty. Everyone who came has been sent the recipe.",
      },
    },
    genre: "ETC",
    venue_key: "venue_matchbox",
    age_limit: 0,
    running_minutes: 100,
    grades: prices({ R: 22_000, S: 18_000 }),
    sale: { opens_at_ms: now_ms - 25 * DAY_MS, closes_at_ms: untilTheLast(times) },
    showtimes: rounds(key, seoul, times),
    created_at_ms: now_ms - 27 * DAY_MS,
    views: 1_280,
  };
};

/** Its last seats go while somebody looks at a fresh instance: a sale to look back on, whose every minute happened. */
const oneNight = (now_ms: number): SeedShow => {
  const key = "show_one_night";
  const seoul = calendar(now_ms, "Asia/Seoul");
  const times = [seoul.at(6, "20:00")];
  return {
    key,
    title: "단 하룻밤: 불 꺼진 극장의 낭독",
    description:
      "무대 조명을 모두 끄고 손전등 여섯 개로 읽는 단편 여섯 편. 128석이고, 딱 하룻밤입니다. 늦게 오시면 어두워서 자리를 못 찾으니 꼭 일찍 오세요.",
    languages: {
      en: {
        title: "One Night Only: Reading in the Dark",
        description:
          "Every stage light is off; six short stories are read by six torches. There are 128 seats and there is one night. Come early, because nobody finds a seat in the dark.",
      },
    },
    genre: "ETC",
    venue_key: "venue_matchbox",
    age_limit: 12,
    running_minutes: 80,
    grades: prices({ R: 28_000, S: 22_000 }),
    sale: { opens_at_ms: now_ms - MINUTE_MS, closes_at_ms: now_ms + 10 * MINUTE_MS },
    room: { room_capacity: 12, batch_size: 4 },
    showtimes: rounds(key, seoul, times),
    created_at_ms: now_ms - 5 * DAY_MS,
    views: 640,
  };
};

/** What its organiser is still at work on: for the console alone. */
const unreadLetters = (now_ms: number): SeedShow => {
  const key = "show_unread_letters";
  const seoul = calendar(now_ms, "Asia/Seoul");
  const times = seoul.weekly({ from_days: 38, days: 10, week: { fri: ["20:00"], sat: ["16:00", "20:00"] } });
  return {
    key,
    draft: true,
    title: "부치지 못한 편지 낭독회",
    description:
      "우체국 창고에서 나온, 주인을 찾지 못한 편지 열두 통을 배우들이 읽습니다. 받는 사람이 객석에 있을지도 모릅니다. 아직 준비하는 공연이에요.",
    languages: {
      en: {
        title: "Letters That Never Left",
        description:
          "Twelve letters found in the store room of a post office, read by actors for the first time. The person one of them was meant for may be in the room. Still being prepared.",
      },
    },
    genre: "ETC",
    venue_key: "venue_matchbox",
    age_limit: 7,
    running_minutes: 85,
    grades: prices({ R: 36_000, S: 30_000 }),
    sale: { opens_at_ms: seoul.at(9, "20:00"), closes_at_ms: untilTheLast(times) },
    showtimes: rounds(key, seoul, times),
    created_at_ms: now_ms - HOUR_MS,
    views: 0,
  };
};

export const others = (now_ms: number): SeedShow[] =>
  [impossibleEvening, lateTrain, villageInTheAir, readAloud, soupTalk, oneNight, unreadLetters].map((make) =>
    make(now_ms),
  );
