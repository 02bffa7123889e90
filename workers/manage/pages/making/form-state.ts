// A form as it stands on a page: what is typed, what stood there when the page was made, and which fields are not right.
// Only what was changed is written: what somebody else turned meanwhile is left alone (D74).
import { WAS } from "../../../../web/components/console/unsaved.ts";
import type { Refusal } from "../../../kit/failures.ts";
import type { Form } from "../../../kit/pages/form.ts";

export type Values = Readonly<Record<string, string>>;
export type FormState = { readonly values: Values; readonly was: Values; readonly wrong: ReadonlySet<string> };

export const wasName = (name: string): string => `${WAS}${name}`;

export const untouched = (values: Values): FormState => ({ values, was: values, wrong: new Set() });

/** Browsers send line ends their own way. */
const plain = (text: string): string => text.replace(/\r\n?/g, "\n");

export function sentState(form: Form, names: readonly string[]): FormState {
  const take = (prefix: string): Values =>
    Object.fromEntries(names.map((name) => [name, plain(form.get(`${prefix}${name}`))]));
  return { values: take(""), was: take(WAS), wrong: new Set() };
}

export const changedIn = ({ values, was }: FormState): ReadonlySet<string> =>
  new Set(Object.keys(values).filter((name) => values[name] !== was[name]));

export const withWrong = (state: FormState, names: Iterable<string>): FormState => ({
  ...state,
  wrong: new Set(names),
});

type Fault = { readonly path: string };

/** Which paths a refusal of a body names. */
export function pathsOf({ failure }: Refusal): string[] {
  const errors = (failure.extra?.errors ?? []) as readonly Fault[];
  return failure.code === "invalid" ? errors.map(({ path }) => path) : [];
}

export const whole = (text: string): number => (/^-?\d{1,9}$/.test(text.trim()) ? Number(text.trim()) : Number.NaN);

/** "1.5" minutes are 90,000 ms; whatever is no number stays none, for the shape to refuse. */
export const inMs = (text: string, unit_ms: number): number =>
  /^\d{1,7}([.,]\d{1,4})?$/.test(text.trim())
    ? Math.round(Number(text.trim().replace(",", ".")) * unit_ms)
    : Number.NaN;

export const fromMs = (ms: number, unit_ms: number): string => String(Math.round((ms / unit_ms) * 10_000) / 10_000);
