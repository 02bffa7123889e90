// Parts of the deployment that can be taken away on a laptop, and given back: what depends on them meets what it would meet
// in an outage. In memory: a restart gives everything back.

export const AWAY_PARTS = ["database", "queues", "mail", "payments", "checks"] as const;
export type AwayPart = (typeof AWAY_PARTS)[number];

let away: readonly AwayPart[] = [];

export function takeAway(parts: readonly AwayPart[]): void {
  away = parts;
}
export const partsAway = (): readonly AwayPart[] => away;
export const isAway = (part: AwayPart): boolean => away.includes(part);

/** Asked at each call: what was given out before the outage meets it too. */
function whileThere<T extends object>(part: AwayPart, binding: T): T {
  return new Proxy(binding, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== "function") return value;
      return (...args: unknown[]): unknown => {
        if (isAway(part)) throw Object.assign(new Error(`${part} is away`), { code: "E_AWAY", retryable: true });
        return Reflect.apply(value, target, args);
      };
    },
  });
}

type Taken = Pick<Env, "DB" | "MAIL" | "MAIL_QUEUE" | "PAYMENT_QUEUE">;

export const withAway = <E extends Taken>(env: E): E => ({
  ...env,
  DB: whileThere("database", env.DB),
  MAIL_QUEUE: whileThere("queues", env.MAIL_QUEUE),
  PAYMENT_QUEUE: whileThere("queues", env.PAYMENT_QUEUE),
  MAIL: whileThere("mail", env.MAIL),
});
