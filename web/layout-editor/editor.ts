// The editor's state: the session's history, what is chosen, which tool is in hand. Components and the canvas watch it.
import { apply, type Command, everything, sectionTarget, type Target } from "../../domain/layout-editing/command.ts";
import type { Draft } from "../../domain/layout-editing/draft.ts";
import { widened } from "../../domain/layout-editing/finding.ts";
import { act, begin, type History, redo, undo } from "../../domain/layout-editing/history.ts";
import { type Problem, problemsOf } from "../../domain/layout-editing/problems.ts";
import type { Grade, Point, SeatTag } from "../../schema/layout.ts";

export const TOOLS = ["choose", "pan", "block", "zone", "stage", "focal", "grade", "mark", "aisle"] as const;
export type Tool = (typeof TOOLS)[number];
export type Panel = "inspect" | "problems" | "sections";
export type EditorView = "plan" | "ranks" | "list";

export type EditorState = {
  readonly history: History;
  readonly chosen: Target;
  readonly tool: Tool;
  readonly brush: { readonly grade: Grade; readonly tag: SeatTag };
  readonly view: EditorView;
  readonly panel: Panel;
  /** How many seats a party has, in the view of what is sold first. */
  readonly party: number;
  /** The picture that is traced over, kept by the page alone: how strong and how wide it is. */
  readonly trace: { readonly opacity: number; readonly width: number } | null;
  /** Said to who listens: what the last step did. */
  readonly said: string;
};

export const NOTHING: Target = { seats: new Set(), zones: new Set() };
export const isNothing = ({ seats, zones }: Target): boolean => seats.size + zones.size === 0;

export class Editor {
  #state: EditorState;
  readonly #watchers = new Set<() => void>();
  #problems: { readonly draft: Draft; readonly found: readonly Problem[] } | null = null;

  constructor(draft: Draft) {
    this.#state = {
      history: begin(draft),
      chosen: NOTHING,
      tool: "choose",
      brush: { grade: "R", tag: "wheelchair" },
      view: "plan",
      panel: "inspect",
      party: 2,
      trace: null,
      said: "",
    };
  }

  get state(): EditorState {
    return this.#state;
  }
  get draft(): Draft {
    return this.#state.history.present;
  }

  /** Found once for each state of the draft, when somebody looks. */
  get problems(): readonly Problem[] {
    if (this.#problems?.draft !== this.draft) this.#problems = { draft: this.draft, found: problemsOf(this.draft) };
    return this.#problems.found;
  }

  watch(changed: () => void): () => void {
    this.#watchers.add(changed);
    return () => this.#watchers.delete(changed);
  }

  set(change: Partial<Omit<EditorState, "history">>): void {
    this.#change(change);
  }

  do(command: Command, { merging = null, chosen }: { merging?: string | null; chosen?: Target } = {}): void {
    const before = this.draft;
    const history = act(this.#state.history, command, merging);
    if (history.present === before) return;
    this.#change({ history, chosen: chosen ?? this.#afterwards(before, history.present, command) });
  }

  undo(): void {
    this.#travel(undo(this.#state.history));
  }

  redo(): void {
    this.#travel(redo(this.#state.history));
  }

  chooseAll(): void {
    this.#change({ chosen: everything(this.draft) });
  }

  chooseSection(id: string, more = false): void {
    const section = this.draft.sections.find((one) => one.id === id);
    if (section === undefined) return;
    const target = sectionTarget(section);
    this.#change({ chosen: more ? joined(this.#state.chosen, target) : target });
  }

  widen(to: "row" | "section"): void {
    const { chosen } = this.#state;
    this.#change({ chosen: { seats: widened(this.draft, chosen.seats, to), zones: chosen.zones } });
  }

  nudge(by: Point): void {
    this.do({ kind: "move", by, ...this.#state.chosen }, { merging: "nudge" });
  }

  /** What a command would make of the draft; for previews. */
  imagine(command: Command): Draft {
    return apply(this.draft, command);
  }

  #travel(history: History): void {
    if (history === this.#state.history) return;
    this.#change({ history, chosen: kept(history.present, this.#state.chosen) });
  }

  /** New seats are chosen at once, so that the next step is about them; what is gone is chosen no more. */
  #afterwards(before: Draft, after: Draft, command: Command): Target {
    if (command.kind === "replace") return NOTHING;
    if (!["add_block", "add_ring", "add_zone", "duplicate"].includes(command.kind)) {
      return kept(after, this.#state.chosen);
    }
    const old = everything(before);
    const now = everything(after);
    return { seats: those(now.seats, (id) => !old.seats.has(id)), zones: those(now.zones, (id) => !old.zones.has(id)) };
  }

  #change(change: Partial<EditorState>): void {
    this.#state = { ...this.#state, ...change };
    for (const changed of this.#watchers) changed();
  }
}

export const joined = (a: Target, b: Target): Target => ({
  seats: new Set([...a.seats, ...b.seats]),
  zones: new Set([...a.zones, ...b.zones]),
});

const those = (ids: ReadonlySet<string>, fit: (id: string) => boolean): Set<string> => new Set([...ids].filter(fit));

/** Of what was chosen, that which is there. */
function kept(draft: Draft, { seats, zones }: Target): Target {
  if (seats.size + zones.size === 0) return NOTHING;
  const now = everything(draft);
  return { seats: those(seats, (id) => now.seats.has(id)), zones: those(zones, (id) => now.zones.has(id)) };
}
