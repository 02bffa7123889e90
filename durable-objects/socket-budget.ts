// How many sockets and streams this isolate holds. At the platform's limit a process does not refuse, it dies; so past a
// ceiling the answer is 503 and pages fall back to polling. Objects of all classes and the Worker share one isolate here.
const open_by_owner = new Map<string, number>();
let open_total = 0;

export type SocketBudget = {
  /** False when the ceiling is reached: nothing was taken. */
  readonly tryOpen: () => boolean;
  readonly closed: () => void;
  /** What an object found after waking: sockets survive its sleep, the count of them may not have. */
  readonly recount: (open: number) => void;
};

export function socketBudget(owner: string, sockets_max: number): SocketBudget {
  const set = (open: number): void => {
    open_total += open - (open_by_owner.get(owner) ?? 0);
    if (open === 0) open_by_owner.delete(owner);
    else open_by_owner.set(owner, open);
  };
  return {
    tryOpen: () => {
      if (open_total >= sockets_max) return false;
      set((open_by_owner.get(owner) ?? 0) + 1);
      return true;
    },
    closed: () => set(Math.max(0, (open_by_owner.get(owner) ?? 0) - 1)),
    recount: set,
  };
}

export const socketsOpen = (): number => open_total;

export function socketsMaxOf(text: string): number {
  const value = Number(text);
  return Number.isInteger(value) && value > 0 ? value : 9_000;
}
