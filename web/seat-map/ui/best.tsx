// "Two together, R": the ledger finds neighbouring seats nearest to the stage and holds them in one step.
import type { JSX } from "preact";
import { Button } from "../../components/button.tsx";
import { Stepper } from "./stepper.tsx";
import { useRoom } from "./use-room.ts";

export const Best = (): JSX.Element => {
  const { room, state, words } = useRoom();
  const { party, busy, plan, seats_max } = state;
  const seated = new Set(plan?.sections.filter(({ kind }) => kind === "seated").map(({ grade }) => grade));
  const grades = room.settings.grades.filter(({ grade }) => seated.has(grade));
  if (plan !== null && grades.length === 0) return <p class="room-panel-text">{words.choice.limit(seats_max)}</p>;
  return (
    <form
      class="best"
      onSubmit={(event) => {
        event.preventDefault();
        void room.holdBest();
      }}
    >
      <p class="best-title">
        <strong>{words.best.title}</strong>
        <span class="best-hint">{words.best.hint}</span>
      </p>
      <Stepper
        count={party.count}
        max={seats_max}
        label={words.best.title}
        onCount={(count) => room.send({ type: "party", party: { ...party, count } })}
      />
      <label class="best-grade">
        <span class="unseen">{words.best.grade}</span>
        <select
          class="control control-select"
          value={party.grade ?? ""}
          onChange={({ currentTarget }) => {
            const grade = grades.find((one) => one.grade === currentTarget.value)?.grade ?? null;
            room.send({ type: "party", party: { ...party, grade } });
          }}
        >
          <option value="">{words.best.any}</option>
          {grades.map(({ grade, name }) => (
            <option key={grade} value={grade}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <Button type="submit" kind="primary" busy={busy === "hold"} disabled={plan === null}>
        {busy === "hold" ? words.best.finding : words.best.find}
      </Button>
    </form>
  );
};
