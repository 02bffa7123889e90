// Where a fan stood when they joined, kept over reloads so that the picture of their way never starts anew.

const keyOf = (show_id: string): string => `fairline:line:${show_id}`;

export function firstAhead(show_id: string, position: number): number | null {
  try {
    const [of, first] = (sessionStorage.getItem(keyOf(show_id)) ?? "").split(":").map(Number);
    return of === position && Number.isSafeInteger(first) ? (first ?? null) : null;
  } catch {
    return null;
  }
}

export function rememberFirstAhead(show_id: string, position: number, first_ahead: number): void {
  try {
    sessionStorage.setItem(keyOf(show_id), `${position}:${first_ahead}`);
  } catch {
    // Storage may be switched off; then the picture begins at each visit.
  }
}
