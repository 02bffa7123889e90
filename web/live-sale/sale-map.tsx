// The seats of a running sale for who sells them: the fans' own plan, live, with seats chosen one by one, by an area, by a
// section or a grade, to be kept back or given back.
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Button } from "../components/button.tsx";
import { type Option, Select } from "../components/field.tsx";
import type { Timers } from "../live-socket.ts";
import { groupsOf } from "../seat-map/area.ts";
import type { LedgerClient } from "../seat-map/ledger-client.ts";
import { PALETTE_NAMES } from "../seat-map/paint/palette.ts";
import type { Plan } from "../seat-map/plan.ts";
import { seatMapWords } from "../seat-map/ui/seat-names.ts";
import { BoxChoice } from "./box-choice.tsx";
import { liveSaleWords } from "./facts.ts";
import { type Chosen, NOTHING, type Open, openMap, type SaleMapFacts, type Stage } from "./open-map.ts";

type Props = { readonly facts: SaleMapFacts; readonly client: LedgerClient; readonly timers: Timers };

export const SaleMap = (props: Props): JSX.Element => {
  const { facts } = props;
  const { map: words } = liveSaleWords(facts.language);
  const room = seatMapWords(facts.language);
  const host = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const minimap = useRef<HTMLCanvasElement>(null);
  const open = useRef<Open | null>(null);
  const [stage, setStage] = useState<Stage>("loading");
  const [plan, setPlan] = useState<Plan | null>(null);
  const [chosen, chose] = useState<Chosen>(NOTHING);
  const [boxes, setBoxes] = useState(false);

  useEffect(() => {
    if (host.current === null || canvas.current === null || minimap.current === null) return;
    let over = false;
    const elements = { host: host.current, canvas: canvas.current, minimap: minimap.current };
    const staged = (next: Stage, of: Plan | null): void => {
      setStage(next);
      setPlan(of);
    };
    void openMap({ ...props, ...elements, staged, chose }).then((opened) => {
      if (over) opened?.close();
      else open.current = opened;
    });
    return () => {
      over = true;
      open.current?.close();
    };
  }, []);

  return (
    <>
      <p class="sale-note">{boxes ? words.boxHint : words.hint}</p>
      <div class="sale-map-stage">
        <div class="seat-map">
          {/* biome-ignore lint/a11y/useSemanticElements: no element means a plan that fingers move */}
          <div class="map-host" ref={host} role="group" aria-label={room.map}>
            {/* biome-ignore lint/a11y/noAriaHiddenOnFocusable: a canvas takes no focus; sections and grades are chosen below */}
            <canvas class="map-canvas" ref={canvas} aria-hidden="true" />
            <div hidden>
              {PALETTE_NAMES.map((name) => (
                <i key={name} class={`ink-${name}`} />
              ))}
            </div>
          </div>
          {/* biome-ignore lint/a11y/noAriaHiddenOnFocusable: as above */}
          <canvas class="map-small" ref={minimap} aria-hidden="true" />
        </div>
        {boxes && stage === "ready" ? <BoxChoice chose={(from, to) => open.current?.chooseBox(from, to)} /> : null}
        {stage === "ready" ? null : (
          <p class="sale-map-word" role="status">
            {stage === "loading" ? words.loading : words.failed}
          </p>
        )}
      </div>
      <div class="sale-map-acts">
        <label class="tick">
          <input
            type="checkbox"
            checked={boxes}
            onChange={(event) => setBoxes((event.currentTarget as HTMLInputElement).checked)}
          />
          <span>{words.box}</span>
        </label>
        <Button kind="quiet" onClick={() => open.current?.zoom(1.8)}>
          {room.nearer}
        </Button>
        <Button kind="quiet" onClick={() => open.current?.zoom(1 / 1.8)}>
          {room.farther}
        </Button>
      </div>
      {plan === null ? null : <Groups plan={plan} facts={facts} choose={(group) => open.current?.chooseGroup(group)} />}
      <Acts facts={facts} chosen={chosen} clear={() => open.current?.clear()} />
    </>
  );
};

const nameOf = ({ grades }: SaleMapFacts, grade: string): string =>
  grades.find((one) => one.grade === grade)?.name ?? grade;

type GroupsProps = { readonly plan: Plan; readonly facts: SaleMapFacts; readonly choose: (group: string) => void };

const Groups = ({ plan, facts, choose }: GroupsProps): JSX.Element => {
  const { map: words } = liveSaleWords(facts.language);
  const { grades, sections } = groupsOf(plan);
  const options: Option[] = [
    ...grades.map((grade) => ({ value: `grade:${grade}`, label: words.grade(nameOf(facts, grade)) })),
    ...sections.map(({ id, name }) => ({ value: `section:${id}`, label: words.section(name) })),
  ];
  const [group, setGroup] = useState(options[0]?.value ?? "");
  return (
    <div class="sale-map-acts">
      <Select
        id="sale-group"
        name="group"
        label={words.group}
        value={group}
        options={options}
        onChange={(event) => setGroup((event.currentTarget as HTMLSelectElement).value)}
      />
      <Button onClick={() => choose(group)}>{words.addGroup}</Button>
    </div>
  );
};

type ActsProps = { readonly facts: SaleMapFacts; readonly chosen: Chosen; readonly clear: () => void };

const Acts = ({ facts, chosen, clear }: ActsProps): JSX.Element => {
  const { map: words } = liveSaleWords(facts.language);
  const none = chosen.ids.length === 0;
  return (
    <form method="post" action={facts.ask_path} class="sale-map-acts">
      <input type="hidden" name="showtime_id" value={facts.showtime_id} />
      <input type="hidden" name="seats" value={chosen.ids.join(" ")} />
      <p role="status">
        <strong class="tabular">{none ? words.none : words.chosen(chosen.ids.length)}</strong>{" "}
        <span class="sale-note">{chosen.names}</span>
      </p>
      <Button type="submit" name="act" value="block" disabled={none}>
        {words.block}
      </Button>
      <Button type="submit" name="act" value="unblock" disabled={none}>
        {words.unblock}
      </Button>
      <Button kind="quiet" disabled={none} onClick={clear}>
        {words.clear}
      </Button>
    </form>
  );
};
