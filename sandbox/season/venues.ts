// The season's houses: invented places in real regions, two of them abroad.

import { ballpark } from "../../domain/halls/ballpark.ts";
import { arena, stadium } from "../../domain/halls/bowls.ts";
import { playhouse, smallTheatre } from "../../domain/halls/theatre.ts";
import type { SeedVenue } from "./types.ts";
import { club } from "./venues/club.ts";
import { concertHall } from "./venues/concert-hall.ts";
import { blackBox, museum } from "./venues/small-rooms.ts";

export const seedVenues = (): SeedVenue[] => [
  {
    key: "venue_dalmuri",
    name: "달무리극장",
    name_en: "Dalmuri Theatre",
    region: "SEOUL",
    time_zone: "Asia/Seoul",
    layout: smallTheatre(),
  },
  {
    key: "venue_hangyeol",
    name: "한결음악당",
    name_en: "Hangyeol Concert Hall",
    region: "DAEGU",
    time_zone: "Asia/Seoul",
    layout: concertHall(),
  },
  {
    key: "venue_garam",
    name: "가람 볼파크",
    name_en: "Garam Ballpark",
    region: "BUSAN",
    time_zone: "Asia/Seoul",
    layout: ballpark(),
  },
  {
    key: "venue_neoreundeul",
    name: "너른들 스타디움",
    name_en: "Neoreundeul Stadium",
    region: "GYEONGGI",
    time_zone: "Asia/Seoul",
    layout: stadium(),
  },
  {
    key: "venue_mulgyeol",
    name: "물결 아레나",
    name_en: "Mulgyeol Arena",
    region: "INCHEON",
    time_zone: "Asia/Seoul",
    layout: arena(),
  },
  {
    key: "venue_yeoeum",
    name: "클럽 여음",
    name_en: "Club Yeoeum",
    region: "GWANGJU",
    time_zone: "Asia/Seoul",
    layout: club(),
  },
  {
    key: "venue_seombit",
    name: "섬빛미술관",
    name_en: "Seombit Museum of Art",
    region: "JEJU",
    time_zone: "Asia/Seoul",
    layout: museum(),
  },
  {
    key: "venue_matchbox",
    name: "성냥갑 소극장",
    name_en: "The Matchbox",
    region: "DAEJEON",
    time_zone: "Asia/Seoul",
    layout: blackBox(),
  },
  {
    key: "venue_suirenza",
    name: "도쿄 스이렌좌",
    name_en: "Suiren-za, Tokyo",
    region: "ABROAD",
    time_zone: "Asia/Tokyo",
    layout: playhouse(),
  },
  {
    key: "venue_copper",
    name: "뉴욕 코퍼 스트리트 스튜디오",
    name_en: "Copper Street Studio, New York",
    region: "ABROAD",
    time_zone: "America/New_York",
    layout: blackBox(),
  },
];
