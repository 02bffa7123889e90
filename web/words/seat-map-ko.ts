// 좌석도 자체의 말: 좌석을 고르는 방과 기획자의 판매 화면이 함께 쓴다.
export const seatMapKo = {
  map: "좌석도",
  nearer: "가까이",
  farther: "멀리",
  stages: { stage: "무대", thrust: "무대", field: "그라운드", diamond: "그라운드" },
  seat: (section: string, row: string, label: string): string => `${section} ${row}열 ${label}번`,
};

export type SeatMapWords = typeof seatMapKo;
