// Beside the plan: what is chosen, all sections by name, and the problems, each leading to where it is.
import type { JSX } from "preact";
import { seatsCount } from "../../../domain/layout-editing/draft.ts";
import { problemMessage } from "../../../domain/layout-editing/problem-words.ts";
import type { Problem } from "../../../domain/layout-editing/problems.ts";
import { GradeMark } from "../../components/grade-chip.tsx";
import { grouped } from "../../words/format.ts";
import type { Panel } from "../editor.ts";
import { Inspector } from "./inspector.tsx";
import { useEditor, useProblems } from "./use-editor.ts";

const SHOWN_MAX = 100;

export const Side = (): JSX.Element => {
  const { state, editor, words } = useEditor();
  const problems = useProblems(editor);
  const count = problems.length;
  const tabs: readonly (readonly [Panel, string])[] = [
    ["inspect", words.side.inspect],
    ["sections", words.side.sections],
    ["problems", words.side.problems(count)],
  ];
  return (
    <aside class="editor-side" aria-label={words.side.label}>
      <fieldset class="editor-tabs" aria-label={words.side.label}>
        {tabs.map(([panel, name]) => (
          <button
            key={panel}
            type="button"
            class={panel === "problems" && count > 0 ? "editor-tab editor-tab-live tabular" : "editor-tab tabular"}
            aria-pressed={state.panel === panel}
            onClick={() => editor.set({ panel })}
          >
            {name}
          </button>
        ))}
      </fieldset>
      {state.panel === "inspect" ? (
        <Inspector />
      ) : state.panel === "sections" ? (
        <Sections />
      ) : (
        <Problems problems={problems} />
      )}
    </aside>
  );
};

const Sections = (): JSX.Element => {
  const { state, editor, words, sheet } = useEditor();
  const { sections } = editor.draft;
  if (sections.length === 0) {
    return (
      <div class="editor-pane">
        <p class="editor-text">{words.side.empty}</p>
      </div>
    );
  }
  const isChosen = (section: (typeof sections)[number]): boolean =>
    section.kind === "standing"
      ? state.chosen.zones.has(section.id)
      : section.rows.some((row) => row.seats.some(({ id }) => state.chosen.seats.has(id)));
  return (
    <ul class="editor-list">
      {sections.map((section) => (
        <li key={section.id}>
          <button
            type="button"
            class="editor-item"
            aria-pressed={isChosen(section)}
            onClick={(event) => {
              editor.chooseSection(section.id, event.shiftKey);
              sheet.current?.showSection(section.id);
            }}
          >
            {section.grade === null ? <span class="editor-none" /> : <GradeMark grade={section.grade} />}
            <span class="editor-item-name">{section.name}</span>
            <span class="editor-item-figure tabular">{grouped(seatsCount(section))}</span>
          </button>
        </li>
      ))}
    </ul>
  );
};

const Problems = ({ problems }: { readonly problems: readonly Problem[] }): JSX.Element => {
  const { words } = useEditor();
  if (problems.length === 0) {
    return (
      <div class="editor-pane">
        <p class="editor-text">{words.side.clean}</p>
      </div>
    );
  }
  return (
    <div class="editor-problems">
      {(["error", "warning"] as const).map((severity) => {
        const found = problems.filter((one) => one.severity === severity);
        return found.length === 0 ? null : (
          <section key={severity}>
            <h3 class="editor-small editor-problems-title">
              {words.side.severities[severity]} · <span class="tabular">{grouped(found.length)}</span>
            </h3>
            <ul class="editor-list">
              {found.slice(0, SHOWN_MAX).map((problem, index) => (
                <ProblemItem key={index} problem={problem} />
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
};

const ProblemItem = ({ problem }: { readonly problem: Problem }): JSX.Element => {
  const { editor, sheet, settings } = useEditor();
  const message = problemMessage(problem.code, problem.name, settings.language);
  if (problem.at === null) return <li class="editor-item editor-item-still">{message}</li>;
  const { at } = problem;
  return (
    <li>
      <button
        type="button"
        class="editor-item"
        onClick={() => {
          if (problem.seats.length > 0) editor.set({ chosen: { seats: new Set(problem.seats), zones: new Set() } });
          else if (problem.section !== null) editor.chooseSection(problem.section);
          sheet.current?.showPoint(at);
        }}
      >
        <span class={problem.severity === "error" ? "editor-dot editor-dot-error" : "editor-dot"} aria-hidden="true" />
        <span class="editor-item-text">{message}</span>
      </button>
    </li>
  );
};
