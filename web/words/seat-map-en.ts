// The words of the seat map itself: shared by the room where seats are chosen and by its organiser's live sale.
import type { SeatMapWords } from "./seat-map-ko.ts";

export const seatMapEn: SeatMapWords = {
  map: "Seat map",
  nearer: "Nearer",
  farther: "Farther",
  stages: { stage: "STAGE", thrust: "STAGE", field: "FIELD", diamond: "FIELD" },
  seat: (section, row, label) => `${section}, row ${row}, seat ${label}`,
};
