// A pass is named by its show and its position: one entry is let in once, so nothing else is needed to tell passes
// apart, and what makes a pass hard to forge is its signature.
export const passId = (show_id: string, position: number): string => `${show_id}~${position}`;

/** 0 for a pass of another show or no pass at all. */
export function positionOfPass(show_id: string, pass_id: string): number {
  const cut = pass_id.lastIndexOf("~");
  const digits = pass_id.slice(cut + 1);
  if (cut < 0 || pass_id.slice(0, cut) !== show_id || !/^[1-9][0-9]{0,9}$/.test(digits)) return 0;
  return Number(digits);
}
