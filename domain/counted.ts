// Numbers as people read them, and things counted in English.

/** Thousands parted by commas, in both languages. */
export const grouped = (value: number): string => String(Math.trunc(value)).replace(/\B(?=(\d{3})+(?!\d))/g, ",");

export const counted = (amount: number, one: string, many: string): string =>
  `${grouped(amount)} ${amount === 1 ? one : many}`;
