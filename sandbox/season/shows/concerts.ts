// Concerts of the season.
import { calendar, DAY_MS, HOUR_MS, MINUTE_MS, prices, rounds, untilTheLast } from "../calendar.ts";
import type { SeedShow } from "../types.ts";

/** The one everybody waits for: its lobby is open at first start and its sale opens exactly three minutes later. */
const moonlight = (now_ms: number): SeedShow => {
  const key = "show_moonlight";
  const seoul = calendar(now_ms, "Asia/Seoul");
  const saturday = seoul.next("sat", 40);
  const times = [seoul.at(saturday, "18:00"), seoul.at(saturday + 1, "17:00")];
  return {
    key,
    title: "윤달래 단독 콘서트 〈달빛 정거장〉",
    description:
      "막차가 떠난 플랫폼에 불이 하나 남아 있습니다. 윤달래가 삼 년 만에 너른들로 돌아와, 그 불 아래에서 밤새 부르고 싶었다던 노래들을 부릅니다.\n\n1부는 피아노 한 대, 2부는 서른두 명의 현악기, 그리고 마지막 30분은 관객이 정합니다. 입장할 때 받은 승차권에 듣고 싶은 곡을 적어 주세요. 공연 중에 정말로 걷습니다.\n\n해가 진 뒤 야외는 꽤 쌀쌀합니다. 겉옷 하나를 챙겨 오세요.",
    languages: {
      en: {
        title: "Yun Dallae: Moonlight Station",
        description:
          "The last train has gone and one light is still on. After three years away Yun Dallae comes back to Neoreundeul to sing, under that light, the songs she says she has wanted to sing all night.\n\nThe first half is one piano. The second is thirty-two strings. The last half hour belongs to you: write a song on the ticket you are handed at the gate, and somebody really will come round to collect it.\n\nIt gets cold after dark. Bring a coat.",
      },
    },
    genre: "CONCERT",
    venue_key: "venue_neoreundeul",
    age_limit: 7,
    running_minutes: 160,
    grades: prices({ VIP: 187_000, R: 165_000, S: 143_000, A: 121_000, B: 99_000 }),
    sale: {
      lobby_opens_at_ms: now_ms - 30 * MINUTE_MS,
      opens_at_ms: now_ms + 3 * MINUTE_MS,
      closes_at_ms: untilTheLast(times),
    },
    admission: "draw",
    room: { room_capacity: 1_000, batch_size: 120 },
    showtimes: rounds(key, seoul, times),
    created_at_ms: now_ms - 9 * DAY_MS,
    views: 48_210,
  };
};

const paperPlanes = (now_ms: number): SeedShow => {
  const key = "show_paper_planes";
  const seoul = calendar(now_ms, "Asia/Seoul");
  const friday = seoul.next("fri", 18);
  const times = [seoul.at(friday, "20:00"), seoul.at(friday + 1, "18:00"), seoul.at(friday + 2, "17:00")];
  return {
    key,
    title: "종이비행기 클럽 〈활주로 없이〉 인천",
    description:
      "연습실 천장에 붙은 종이비행기가 몇 개인지, 멤버들도 이제 모릅니다. 4인조 밴드 종이비행기 클럽이 첫 아레나 무대에 섭니다. 활주로가 짧으면 뛰면서 이륙하면 된다는 게 이 밴드의 방식이라, 객석 한가운데까지 뻗은 무대를 두 시간 내내 뛰어다닐 예정입니다.\n\n플로어도 지정석입니다. 앉아서 시작하지만 끝까지 앉아 계신 분은 아직 못 봤어요.",
    languages: {
      en: {
        title: "Paper Plane Club: No Runway",
        description:
          "Nobody in the band can say any more how many paper planes are stuck to the ceiling of their rehearsal room. Paper Plane Club play their first arena, on a stage that runs out into the middle of the crowd. If the runway is short, their theory goes, you take off at a sprint.\n\nThe floor is seated. Everyone starts in a chair. We have yet to see anyone finish in one.",
      },
    },
    genre: "CONCERT",
    venue_key: "venue_mulgyeol",
    age_limit: 7,
    running_minutes: 130,
    grades: prices({ VIP: 154_000, R: 132_000, S: 110_000, A: 88_000 }),
    sale: { opens_at_ms: now_ms - 2 * DAY_MS, closes_at_ms: untilTheLast(times) },
    showtimes: rounds(key, seoul, times),
    created_at_ms: now_ms - 16 * DAY_MS,
    views: 22_940,
  };
};

const noNightFlights = (now_ms: number): SeedShow => {
  const key = "show_no_night_flights";
  const seoul = calendar(now_ms, "Asia/Seoul");
  const times = [seoul.at(seoul.next("sat", 5), "19:00")];
  return {
    key,
    title: "야간비행금지 × 소금기둥 합동 공연",
    description:
      "시끄러운 밴드 둘이 작은 방에서 만납니다. 순서는 그날 동전을 던져 정하고, 마지막 곡은 여덟 명이 같이 합니다. 귀마개는 입구 바구니에 있으니 부끄러워 말고 집어 가세요.\n\n스탠딩은 선착순 입장이며, 발코니는 앉아서 보실 수 있습니다.",
    languages: {
      en: {
        title: "No Night Flights × Pillar of Salt",
        description:
          "Two loud bands, one small room. A coin decides who goes first, and the last song has all eight of them in it. There is a basket of earplugs by the door; take some, nobody is watching.\n\nThe floor is standing and filled in order of arrival. The balcony has chairs.",
      },
    },
    genre: "CONCERT",
    venue_key: "venue_yeoeum",
    age_limit: 15,
    running_minutes: 150,
    grades: prices({ STANDING: 55_000, B: 44_000, S: 66_000, A: 60_000 }),
    sale: { opens_at_ms: now_ms - 20 * HOUR_MS, closes_at_ms: untilTheLast(times) },
    room: { room_capacity: 60, batch_size: 20 },
    limits: { seats_per_fan: 2 },
    showtimes: rounds(key, seoul, times),
    created_at_ms: now_ms - 6 * DAY_MS,
    views: 3_180,
  };
};

const dawnSession = (now_ms: number): SeedShow => {
  const key = "show_dawn_session";
  const seoul = calendar(now_ms, "Asia/Seoul");
  const times = seoul.weekly({ from_days: 2, days: 42, week: { thu: ["21:30"] } });
  return {
    key,
    title: "여음 심야 세션: 목요일의 재즈",
    description:
      "목요일 밤 아홉 시 반, 간판 불을 끄고 시작합니다. 그날 누가 오는지는 그날 압니다. 색소폰 둘에 드럼이 없는 날도 있었고, 드럼만 셋인 날도 있었습니다. 바 자리는 음료 한 잔이 포함되어 있어요.",
    languages: {
      en: {
        title: "Yeoeum After Hours: Thursday Jazz",
        description:
          "Half past nine on Thursdays, once the sign outside goes dark. Who plays is settled on the day. There has been a night with two saxophones and no drums, and a night with three drummers and nothing else. Places at the bar come with a drink.",
      },
    },
    genre: "CONCERT",
    venue_key: "venue_yeoeum",
    age_limit: 19,
    running_minutes: 120,
    grades: prices({ STANDING: 25_000, B: 35_000, S: 40_000, A: 35_000 }),
    sale: { opens_at_ms: now_ms - 12 * DAY_MS, closes_at_ms: untilTheLast(times) },
    room: { room_capacity: 50, batch_size: 10 },
    showtimes: rounds(key, seoul, times),
    created_at_ms: now_ms - 30 * DAY_MS,
    views: 1_725,
  };
};

const northWind = (now_ms: number): SeedShow => {
  const key = "show_north_wind";
  const seoul = calendar(now_ms, "Asia/Seoul");
  const saturday = seoul.next("sat", 75);
  const times = [seoul.at(saturday, "13:00"), seoul.at(saturday + 1, "13:00")];
  return {
    key,
    title: "북풍 페스타: 이틀 동안의 스타디움",
    description:
      "열네 팀, 무대 하나, 이틀. 다음 팀을 기다리느라 옆 무대로 뛰어갈 필요가 없도록 순서대로 한 무대에 오릅니다. 세팅 시간에는 동네 풍물패가 객석 사이를 돕니다.\n\n하루권입니다. 이틀 모두 오시려면 회차를 각각 예매해 주세요.",
    languages: {
      en: {
        title: "North Wind Festa: Two Days, One Stage",
        description:
          "Fourteen acts, one stage, two days. Nobody has to sprint across a field to catch the other band, because there is no other field. While the gear is changed a village drum troupe works its way through the seats.\n\nTickets are for one day. To come to both, book each date.",
      },
    },
    genre: "CONCERT",
    venue_key: "venue_neoreundeul",
    age_limit: 0,
    running_minutes: 540,
    grades: prices({ VIP: 176_000, R: 143_000, S: 121_000, A: 99_000, B: 77_000 }),
    sale: {
      lobby_opens_at_ms: now_ms + 6 * DAY_MS - HOUR_MS,
      opens_at_ms: now_ms + 6 * DAY_MS,
      closes_at_ms: untilTheLast(times),
    },
    admission: "fifo",
    showtimes: rounds(key, seoul, times),
    created_at_ms: now_ms - 3 * DAY_MS,
    views: 15_400,
  };
};

const lastBus = (now_ms: number): SeedShow => {
  const key = "show_last_bus";
  const seoul = calendar(now_ms, "Asia/Seoul");
  const times = [seoul.at(-12, "18:00"), seoul.at(-11, "17:00")];
  return {
    key,
    title: "한여울 고별 공연 〈막차〉",
    description:
      "데뷔 서른 해를 꼭 채운 날, 한여울이 마이크를 내려놓습니다. 울지 않기로 약속했고 그 약속은 첫 곡에서 깨졌습니다. 이틀 동안 찾아와 주신 이만 사천 분, 고맙습니다.",
    languages: {
      en: {
        title: "Han Yeoul: The Last Bus Home",
        description:
          "Thirty years to the day after her first record, Han Yeoul put the microphone down. Everyone had promised not to cry; the promise lasted one song. To the twenty-four thousand who came over two nights: thank you.",
      },
    },
    genre: "CONCERT",
    venue_key: "venue_mulgyeol",
    age_limit: 7,
    running_minutes: 150,
    grades: prices({ VIP: 165_000, R: 143_000, S: 121_000, A: 99_000 }),
    sale: { opens_at_ms: now_ms - 60 * DAY_MS, closes_at_ms: untilTheLast(times) },
    showtimes: rounds(key, seoul, times),
    created_at_ms: now_ms - 75 * DAY_MS,
    views: 61_030,
  };
};

export const concerts = (now_ms: number): SeedShow[] =>
  [moonlight, paperPlanes, noNightFlights, dawnSession, northWind, lastBus].map((make) => make(now_ms));
