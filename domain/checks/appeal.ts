// Who may ask for another look at a removal: who is removed now, once at a time, and a few times in all.
export const APPEALS_PER_FAN = 3;

export type AppealFacts = { readonly removed: boolean; readonly open: boolean; readonly filed: number };
export type AppealRefusal = "not_appealable" | "appeal_open" | "appeals_limit";

export function appealRefusal({ removed, open, filed }: AppealFacts): AppealRefusal | null {
  if (!removed) return "not_appealable";
  if (open) return "appeal_open";
  return filed >= APPEALS_PER_FAN ? "appeals_limit" : null;
}
