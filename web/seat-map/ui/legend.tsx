// Grades with shape, colour, price and what is free: the key to the map, and at the same time its filter.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Grade } from "../../../schema/layout.ts";
import { GradeMark } from "../../components/grade-chip.tsx";
import { Icon } from "../../components/icon.tsx";
import { accessOffered, hasFilters, NO_FILTERS, switched } from "../filters.ts";
import type { RoomState } from "../room-state.ts";
import { useRoom } from "./use-room.ts";

function freeOf({ plan, live }: RoomState, grade: Grade): number | null {
  if (plan === null || live === null) return null;
  return plan.sections.reduce((sum, section) => {
    return section.grade === grade ? sum + (live.free_in[section.number] ?? 0) : sum;
  }, 0);
}

const GradeSwitch = ({ grade, name, price_krw }: { grade: Grade; name: string; price_krw: number }): JSX.Element => {
  const { room, state, words } = useRoom();
  const { filters } = state;
  const free = freeOf(state, grade);
  const pressed = filters.grades.includes(grade);
  return (
    <li>
      <button
        type="button"
        class={free === 0 ? "legend-grade legend-gone" : "legend-grade"}
        aria-pressed={pressed}
        onClick={() => room.send({ type: "filters", filters: { ...filters, grades: switched(filters.grades, grade) } })}
      >
        <GradeMark grade={grade} />
        <span class="legend-name">{name}</span>
        <span class="legend-price tabular">{words.choice.total(price_krw)}</span>
        <span class="legend-free tabular">{free === null ? "" : words.freeLong(free)}</span>
      </button>
    </li>
  );
};

const Access = (): JSX.Element | null => {
  const { room, state, words } = useRoom();
  if (state.plan === null) return null;
  const offered = accessOffered(state.plan);
  if (offered.length === 0) return null;
  const { filters } = state;
  return (
    <ul class="legend-access">
      {offered.map((wish) => (
        <li key={wish}>
          <button
            type="button"
            class="legend-wish"
            aria-pressed={filters.access.includes(wish)}
            onClick={() =>
              room.send({ type: "filters", filters: { ...filters, access: switched(filters.access, wish) } })
            }
          >
            {words.access[wish]}
          </button>
        </li>
      ))}
    </ul>
  );
};

/** How taken seats and one's own look; shapes alone tell them apart. */
const Marks = (): JSX.Element => {
  const { words } = useRoom();
  return (
    <ul class="legend-marks" aria-label={words.key.title}>
      <li>
        <svg viewBox="0 0 14 14" width="14" height="14" class="key-held" aria-hidden="true">
          <circle cx="7" cy="7" r="4" />
        </svg>
        {words.key.held}
      </li>
      <li>
        <svg viewBox="0 0 14 14" width="14" height="14" class="key-sold" aria-hidden="true">
          <circle cx="7" cy="7" r="2.5" />
        </svg>
        {words.key.sold}
      </li>
      <li>
        <svg viewBox="0 0 14 14" width="14" height="14" class="key-own" aria-hidden="true">
          <rect x="1" y="1" width="12" height="12" rx="2.5" />
          <path d="M4 7.200 6.300 9.400 10.200 4.600" />
        </svg>
        {words.key.own}
      </li>
    </ul>
  );
};

export const Legend = (): JSX.Element => {
  const { room, state, words } = useRoom();
  const [open, setOpen] = useState(false);
  const present = new Set(state.plan?.sections.map(({ grade }) => grade));
  const grades = room.settings.grades.filter(({ grade }) => state.plan === null || present.has(grade));
  const filtered = hasFilters(state.filters);
  return (
    <section class={open ? "legend legend-open" : "legend"} aria-label={words.legend}>
      <div class="legend-row">
        <ul class="legend-grades">
          {grades.map((grade) => (
            <GradeSwitch key={grade.grade} {...grade} />
          ))}
        </ul>
        <button
          type="button"
          class="legend-more"
          aria-expanded={open}
          aria-controls="legend-more"
          onClick={() => setOpen(!open)}
        >
          <Icon name="filter" label={words.filter} />
        </button>
      </div>
      <div class="legend-extra" id="legend-more">
        <Access />
        <Marks />
        {filtered ? (
          <button
            type="button"
            class="legend-clear"
            onClick={() => room.send({ type: "filters", filters: NO_FILTERS })}
          >
            {words.clearFilters}
          </button>
        ) : null}
      </div>
    </section>
  );
};
