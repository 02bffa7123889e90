// Classical music of the season.
import { calendar, DAY_MS, HOUR_MS, prices, rounds, untilTheLast } from "../calendar.ts";
import type { SeedShow } from "../types.ts";

const HALL = prices({ VIP: 120_000, R: 90_000, S: 60_000, A: 40_000, B: 20_000 });

const waterSymphony = (now_ms: number): SeedShow => {
  const key = "show_water_symphony";
  const seoul = calendar(now_ms, "Asia/Seoul");
  const friday = seoul.next("fri", 12);
  const times = [seoul.at(friday, "19:30"), seoul.at(friday + 1, "17:00")];
  return {
    key,
    title: "한결필하모닉 정기연주회 〈물의 교향곡〉",
    description:
      "작곡가 백이도가 낙동강 물길을 발원지부터 하구까지 걸어서 쓴 교향곡입니다. 네 악장, 오백십 킬로미터. 3악장에서는 통로에 선 아이들 예순 명이 노래 대신 물소리를 냅니다.\n\n합창석(CHOIR)에서는 지휘자의 얼굴을 마주 봅니다. 소리는 조금 다르고, 재미는 훨씬 큽니다.",
    languages: {
      en: {
        title: "Hangyeol Philharmonic: A Symphony of Water",
        description:
          "Baek Ido wrote this symphony on foot, from the spring of the Nakdong to its mouth. Four movements, five hundred and ten kilometres. In the third, sixty children standing in the aisles do not sing; they are the water.\n\nFrom the CHOIR seats you face the conductor. The balance is a little odd, and it is far more fun.",
      },
    },
    genre: "CLASSIC",
    venue_key: "venue_hangyeol",
    age_limit: 7,
    running_minutes: 110,
    grades: HALL,
    sale: { opens_at_ms: now_ms - 5 * DAY_MS, closes_at_ms: untilTheLast(times) },
    room: { room_capacity: 300, batch_size: 50 },
    showtimes: rounds(key, seoul, times),
    created_at_ms: now_ms - 21 * DAY_MS,
    views: 5_980,
  };
};

const sixCellos = (now_ms: number): SeedShow => {
  const key = "show_six_cellos";
  const seoul = calendar(now_ms, "Asia/Seoul");
  const times = [seoul.at(seoul.next("sat", 27), "19:00")];
  return {
    key,
    title: "첼로 여섯 대의 밤",
    description:
      "같은 공방에서 같은 나무로 만든 첼로 여섯 대가 사십 년 만에 한 무대에 모입니다. 악기를 만든 고 장인의 딸이 첫 음을 켭니다. 2부에서는 여섯 연주자가 악기를 서로 바꿔 잡습니다.",
    languages: {
      en: {
        title: "Night of Six Cellos",
        description:
          "Six cellos made in one workshop from one tree meet again after forty years. The late maker's daughter plays the first note. After the interval the six players swap instruments.",
      },
    },
    genre: "CLASSIC",
    venue_key: "venue_hangyeol",
    age_limit: 7,
    running_minutes: 95,
    grades: HALL,
    sale: { opens_at_ms: now_ms + 3 * HOUR_MS, closes_at_ms: untilTheLast(times) },
    showtimes: rounds(key, seoul, times),
    created_at_ms: now_ms - 2 * DAY_MS,
    views: 2_215,
  };
};

const noonOrgan = (now_ms: number): SeedShow => {
  const key = "show_noon_organ";
  const seoul = calendar(now_ms, "Asia/Seoul");
  const times = seoul.weekly({ from_days: 1, days: 56, week: { wed: ["12:10"] } });
  return {
    key,
    title: "정오의 오르간",
    description:
      "점심시간 사십 분, 파이프 사천백 개. 도시락은 로비에서 드시고 들어오세요. 곡과 곡 사이에 연주자가 건반을 떠나 파이프 하나를 골라 소개합니다. 제일 큰 것은 전봇대만 하고 제일 작은 것은 연필만 합니다.",
    languages: {
      en: {
        title: "Organ at Noon",
        description:
          "Forty minutes of your lunch hour, four thousand one hundred pipes. Eat in the foyer first. Between pieces the organist leaves the bench to introduce a single pipe. The largest is the size of a telegraph pole, the smallest of a pencil.",
      },
    },
    genre: "CLASSIC",
    venue_key: "venue_hangyeol",
    age_limit: 5,
    running_minutes: 40,
    grades: prices({ VIP: 15_000, R: 15_000, S: 10_000, A: 10_000, B: 5_000 }),
    sale: { opens_at_ms: now_ms - 18 * DAY_MS, closes_at_ms: untilTheLast(times) },
    showtimes: rounds(key, seoul, times),
    created_at_ms: now_ms - 45 * DAY_MS,
    views: 1_340,
  };
};

/** Its organiser has paused the sale: a state that fans should meet with clear words. */
const firstNote = (now_ms: number): SeedShow => {
  const key = "show_first_note";
  const seoul = calendar(now_ms, "Asia/Seoul");
  const times = [seoul.at(seoul.next("sun", 20), "15:00")];
  return {
    key,
    title: "한결청소년교향악단 〈첫 음〉",
    description:
      "평균 나이 열여섯, 모두 올해 처음 악기 가방을 멘 신입 단원들의 데뷔 무대입니다. 첫 곡은 개방현만으로 연주합니다. 객석 조율이 필요해 예매를 잠시 멈췄으며, 곧 다시 엽니다.",
    languages: {
      en: {
        title: "Hangyeol Youth Orchestra: First Note",
        description:
          "Average age sixteen, and every one of them new this year. The first piece uses nothing but open strings. Booking is paused for a moment while seats are rearranged, and will be back shortly.",
      },
    },
    genre: "CLASSIC",
    venue_key: "venue_hangyeol",
    age_limit: 0,
    running_minutes: 80,
    grades: prices({ VIP: 30_000, R: 20_000, S: 15_000, A: 10_000, B: 10_000 }),
    sale: { opens_at_ms: now_ms - 30 * HOUR_MS, closes_at_ms: untilTheLast(times) },
    sale_override: "PAUSED",
    showtimes: rounds(key, seoul, times),
    created_at_ms: now_ms - 10 * DAY_MS,
    views: 890,
  };
};

export const classics = (now_ms: number): SeedShow[] =>
  [waterSymphony, sixCellos, noonOrgan, firstNote].map((make) => make(now_ms));
