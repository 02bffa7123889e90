// Expected refusals travel as data: a Result is either a value or one tagged failure.
export type Ok<T> = { readonly ok: true; readonly value: T };
export type Refused<F> = { readonly ok: false; readonly failure: F };
export type Result<T, F> = Ok<T> | Refused<F>;

export const ok = <T>(value: T): Ok<T> => ({ ok: true, value });
export const refused = <F>(failure: F): Refused<F> => ({ ok: false, failure });
