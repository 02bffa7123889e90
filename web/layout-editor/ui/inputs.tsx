// Numbers, choices and grades as the editor asks for them, in the house's own fields.
import type { JSX } from "preact";
import { GRADES, type Grade } from "../../../schema/layout.ts";
import { Field, Select } from "../../components/field.tsx";
import { GradeMark } from "../../components/grade-chip.tsx";
import { useEditor } from "./use-editor.ts";

type NumberFieldProps = {
  readonly id: string;
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly hint?: string;
  readonly onValue: (value: number) => void;
};

/** Half-typed numbers stay as they were; what is out of bounds is brought back into them. */
export const NumberField = ({ id, label, value, min, max, hint, onValue }: NumberFieldProps): JSX.Element => (
  <Field
    id={id}
    name={id}
    type="number"
    inputMode="numeric"
    label={label}
    value={String(value)}
    min={String(min)}
    max={String(max)}
    {...(hint === undefined ? {} : { hint })}
    onInput={({ currentTarget }) => {
      const typed = (currentTarget as HTMLInputElement).value;
      const number = Number(typed);
      if (typed === "" || typed === "-" || !Number.isFinite(number)) return;
      onValue(Math.min(max, Math.max(min, Math.round(number))));
    }}
  />
);

export const TextField = ({
  id,
  label,
  value,
  hint,
  max,
  onValue,
}: {
  id: string;
  label: string;
  value: string;
  hint?: string;
  max: number;
  onValue: (value: string) => void;
}): JSX.Element => (
  <Field
    id={id}
    name={id}
    label={label}
    value={value}
    maxLength={max}
    autoComplete="off"
    {...(hint === undefined ? {} : { hint })}
    onInput={({ currentTarget }) => onValue((currentTarget as HTMLInputElement).value)}
  />
);

export const Choice = <Value extends string>({
  id,
  label,
  value,
  options,
  onValue,
}: {
  id: string;
  label: string;
  value: Value;
  options: Readonly<Record<Value, string>>;
  onValue: (value: Value) => void;
}): JSX.Element => (
  <Select
    id={id}
    name={id}
    label={label}
    value={value}
    options={(Object.entries(options) as [Value, string][]).map(([one, name]) => ({ value: one, label: name }))}
    onChange={({ currentTarget }) => onValue((currentTarget as HTMLSelectElement).value as Value)}
  />
);

const GRADE_NAMES: Readonly<Record<Grade, { readonly ko: string; readonly en: string }>> = {
  VIP: { ko: "VIP", en: "VIP" },
  R: { ko: "R", en: "R" },
  S: { ko: "S", en: "S" },
  A: { ko: "A", en: "A" },
  B: { ko: "B", en: "B" },
  STANDING: { ko: "스탠딩", en: "Standing" },
};

/** All grades at once, each by its shape and its name; the one that is meant is pressed. */
export const Grades = ({
  label,
  value,
  onValue,
}: {
  label: string;
  value: Grade | null;
  onValue: (grade: Grade) => void;
}): JSX.Element => {
  const { settings } = useEditor();
  return (
    <fieldset class="editor-grades" aria-label={label}>
      {GRADES.map((grade) => (
        <button
          key={grade}
          type="button"
          class="editor-grade"
          aria-pressed={value === grade}
          onClick={() => onValue(grade)}
        >
          <GradeMark grade={grade} />
          {GRADE_NAMES[grade][settings.language]}
        </button>
      ))}
    </fieldset>
  );
};
