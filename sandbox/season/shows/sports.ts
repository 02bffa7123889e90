// Fixtures of the season: baseball at Garam, where home fans sit on the first-base side, and one night of volleyball.
import { calendar, DAY_MS, HOUR_MS, MINUTE_MS, prices, rounds, untilTheLast } from "../calendar.ts";
import type { SeedShow, SeedTeam } from "../types.ts";

const team = (title: string, english: string): SeedTeam => ({ title, languages: { en: { title: english } } });

const KEEPERS = team("가람 등대지기", "Garam Keepers");
const CRANES = team("한밭 두루미", "Hanbat Cranes");
const ANCHORS = team("미추홀 닻", "Michuhol Anchors");
const EMBERS = team("달구벌 화로", "Dalgubeol Embers");
const PLUMS = team("빛고을 매화", "Bitgoeul Plums");

const BASEBALL = prices({ VIP: 60_000, R: 28_000, S: 22_000, A: 16_000, B: 11_000 });

const cranesSeries = (now_ms: number): SeedShow => {
  const key = "show_keepers_cranes";
  const seoul = calendar(now_ms, "Asia/Seoul");
  const friday = seoul.next("fri", 3);
  const times = [seoul.at(friday, "18:30"), seoul.at(friday + 1, "17:00"), seoul.at(friday + 2, "14:00")];
  return {
    key,
    title: "가람 등대지기 대 한밭 두루미 3연전",
    description:
      "승차 반 경기. 두 팀이 이렇게 붙어 있던 적은 구 년 전이 마지막입니다. 금요일 선발은 등대지기의 왼손 에이스 도현석, 등판할 때마다 7회에 등대 모양 조명탑이 켜집니다.\n\n홈 응원석은 1루 쪽(1B), 원정 응원석은 3루 쪽(3B)입니다. 일요일 경기 뒤에는 그라운드를 한 바퀴 걸어 보실 수 있어요.",
    languages: {
      en: {
        title: "Garam Keepers v Hanbat Cranes, three games",
        description:
          "Half a game between them. The two have not been this close for nine years. Friday belongs to the Keepers' left-hander Do Hyeonseok; when he pitches, the lighthouse above centre field is lit in the seventh.\n\nHome fans sit on the first-base side (1B), away fans on the third (3B). After Sunday's game you may walk a lap of the field.",
      },
    },
    genre: "SPORTS",
    venue_key: "venue_garam",
    age_limit: 0,
    running_minutes: 190,
    grades: BASEBALL,
    sale: { opens_at_ms: now_ms - 26 * HOUR_MS, closes_at_ms: untilTheLast(times) },
    teams: { home: KEEPERS, away: CRANES },
    limits: { seats_per_fan: 6 },
    showtimes: rounds(key, seoul, times),
    created_at_ms: now_ms - 8 * DAY_MS,
    views: 16_720,
  };
};

const harbourDerby = (now_ms: number): SeedShow => {
  const key = "show_harbour_derby";
  const seoul = calendar(now_ms, "Asia/Seoul");
  const tuesday = seoul.next("tue", 9);
  const times = [0, 1, 2].map((day) => seoul.at(tuesday + day, "18:30"));
  return {
    key,
    title: "항구 더비: 가람 등대지기 대 미추홀 닻",
    description:
      "바다를 낀 두 도시의 주중 3연전입니다. 진 팀 주장이 이긴 팀 구장의 매표소에서 하루 일하는 내기가 올해도 이어집니다. 작년에는 미추홀 주장이 꽤 친절하게 표를 팔고 갔습니다.",
    languages: {
      en: {
        title: "Harbour Derby: Garam Keepers v Michuhol Anchors",
        description:
          "Three midweek games between two port cities. The losing captain still spends a day in the winners' ticket booth. Last year the Anchors' captain sold tickets here, and was rather charming about it.",
      },
    },
    genre: "SPORTS",
    venue_key: "venue_garam",
    age_limit: 0,
    running_minutes: 190,
    grades: BASEBALL,
    sale: { opens_at_ms: now_ms + 20 * HOUR_MS, closes_at_ms: untilTheLast(times) },
    teams: { home: KEEPERS, away: ANCHORS },
    limits: { seats_per_fan: 6 },
    showtimes: rounds(key, seoul, times),
    created_at_ms: now_ms - 5 * DAY_MS,
    views: 9_845,
  };
};

const oneGame = (now_ms: number): SeedShow => {
  const key = "show_one_game";
  const seoul = calendar(now_ms, "Asia/Seoul");
  const times = [seoul.at(seoul.next("mon", 24), "18:30")];
  return {
    key,
    title: "단판 승부: 가람 등대지기 대 달구벌 화로",
    description:
      "지면 짐을 쌉니다. 한 경기로 한 해가 갈리는 밤이라, 표는 대기실에 모인 분들의 순서를 추첨해 판매합니다. 늦게 와도 불리하지 않으니 서두르지 말고 오세요.",
    languages: {
      en: {
        title: "One Game: Garam Keepers v Dalgubeol Embers",
        description:
          "Lose and you pack. A whole year turns on one night, so the order of everyone gathered in the lobby is drawn by lot. Coming early gains you nothing; coming calmly might.",
      },
    },
    genre: "SPORTS",
    venue_key: "venue_garam",
    age_limit: 0,
    running_minutes: 200,
    grades: prices({ VIP: 90_000, R: 50_000, S: 40_000, A: 30_000, B: 20_000 }),
    sale: {
      lobby_opens_at_ms: now_ms + 3 * DAY_MS - HOUR_MS,
      opens_at_ms: now_ms + 3 * DAY_MS,
      closes_at_ms: untilTheLast(times),
    },
    admission: "draw",
    room: { room_capacity: 800, batch_size: 100 },
    teams: { home: KEEPERS, away: EMBERS },
    limits: { seats_per_fan: 4 },
    showtimes: rounds(key, seoul, times),
    created_at_ms: now_ms - DAY_MS,
    views: 27_300,
  };
};

const volleyball = (now_ms: number): SeedShow => {
  const key = "show_volleyball_night";
  const seoul = calendar(now_ms, "Asia/Seoul");
  const times = [seoul.at(seoul.next("sat", 11), "16:00")];
  return {
    key,
    title: "배구의 밤: 미추홀 닻 대 빛고을 매화",
    description:
      "정규 시즌 전에 딱 한 번, 코트를 아레나 한가운데 깔고 겨룹니다. 세트가 끝날 때마다 두 팀 리베로가 관객과 한 점 내기를 합니다. 이기면 사인공을 드려요.",
    languages: {
      en: {
        title: "A Night of Volleyball: Michuhol Anchors v Bitgoeul Plums",
        description:
          "Once, before the season starts, the court goes down in the middle of the arena. Between sets both liberos play a single point against somebody from the crowd. Win it and the ball is yours, signed.",
      },
    },
    genre: "SPORTS",
    venue_key: "venue_mulgyeol",
    age_limit: 0,
    running_minutes: 140,
    grades: prices({ VIP: 55_000, R: 33_000, S: 22_000, A: 13_000 }),
    sale: {
      lobby_opens_at_ms: now_ms - 10 * MINUTE_MS,
      opens_at_ms: now_ms + 20 * MINUTE_MS,
      closes_at_ms: untilTheLast(times),
    },
    admission: "fifo",
    teams: { home: ANCHORS, away: PLUMS },
    showtimes: rounds(key, seoul, times),
    created_at_ms: now_ms - 7 * DAY_MS,
    views: 3_960,
  };
};

const halfwayGames = (now_ms: number): SeedShow => {
  const key = "show_halfway_games";
  const seoul = calendar(now_ms, "Asia/Seoul");
  const times = [seoul.at(-9, "18:30"), seoul.at(-8, "17:00")];
  return {
    key,
    title: "전반기 마지막 홈경기: 가람 등대지기 대 빛고을 매화",
    description: "연장 12회 말, 대타 한기봄의 끝내기 안타. 마지막 지하철을 놓친 만칠천 분과 함께 전반기를 마쳤습니다.",
    languages: {
      en: {
        title: "Last Home Games before the Break: Garam Keepers v Bitgoeul Plums",
        description:
          "Bottom of the twelfth, pinch-hitter Han Gibom, and it was over. We went into the break with seventeen thousand people who had all missed the last train.",
      },
    },
    genre: "SPORTS",
    venue_key: "venue_garam",
    age_limit: 0,
    running_minutes: 190,
    grades: BASEBALL,
    sale: { opens_at_ms: now_ms - 24 * DAY_MS, closes_at_ms: untilTheLast(times) },
    teams: { home: KEEPERS, away: PLUMS },
    limits: { seats_per_fan: 6 },
    showtimes: rounds(key, seoul, times),
    created_at_ms: now_ms - 33 * DAY_MS,
    views: 11_150,
  };
};

export const sports = (now_ms: number): SeedShow[] =>
  [cranesSeries, harbourDerby, oneGame, volleyball, halfwayGames].map((make) => make(now_ms));
