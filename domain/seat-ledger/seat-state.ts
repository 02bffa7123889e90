// The four states of a place, as bytes in memory, as two bits in a snapshot, as words on the wire (SL15).

export const FREE = 0;
export const HELD = 1;
export const SOLD = 2;
export const BLOCKED = 3;

export const SEAT_STATES = ["AVAILABLE", "HELD", "SOLD", "BLOCKED"] as const;
export type SeatStateName = (typeof SEAT_STATES)[number];

export const seatStateName = (state: number | undefined): SeatStateName => SEAT_STATES[state ?? FREE] ?? "AVAILABLE";
