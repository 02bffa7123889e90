// The tools beside the plan, and the bar above it: history, nearness, views, finding, files, publishing.
import type { ComponentChildren, JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import { findByLabel } from "../../../domain/layout-editing/finding.ts";
import { SEAT_TAGS } from "../../../schema/layout.ts";
import { Button } from "../../components/button.tsx";
import { Icon } from "../../components/icon.tsx";
import { type EditorView, TOOLS, type Tool } from "../editor.ts";
import { Grades } from "./inputs.tsx";
import { useEditor } from "./use-editor.ts";

const SHAPES: Readonly<Record<Tool, string>> = {
  choose: "M5 3.500l10 6-4.500 1.500-2 5z",
  pan: "M10 2.500v15M2.500 10h15M7.500 5 10 2.500 12.500 5M7.500 15l2.500 2.500 2.500-2.500M5 7.500 2.500 10 5 12.500M15 7.500l2.500 2.500-2.500 2.500",
  block: "M4 5h2M9 5h2M14 5h2M4 10h2M9 10h2M14 10h2M4 15h2M9 15h2M14 15h2",
  zone: "M3.500 5.500h13v9h-13zM7 5.500v9M10 5.500v9M13 5.500v9",
  stage: "M3.500 5.500h13l-2 6h-9zM10 14.500v2",
  focal: "M10 6.500a3.500 3.500 0 1 0 0 7 3.500 3.500 0 0 0 0-7zM10 2.500v4M10 13.500v4M2.500 10h4M13.500 10h4",
  grade: "M12.500 3.500l4 4-6 6-4-4zM6.500 9.500l4 4-1.500 2.500-5.500.5.500-5.500z",
  mark: "M10 3.500l2 4.300 4.500.5-3.400 3.100 1 4.600-4.100-2.400-4.100 2.400 1-4.600-3.400-3.100 4.500-.5z",
  aisle: "M3.500 7h4v6h-4zM12.500 7h4v6h-4zM10 4v12",
};

export const TOOL_KEYS: Readonly<Record<Tool, string>> = {
  choose: "v",
  pan: "h",
  block: "b",
  zone: "z",
  stage: "s",
  focal: "f",
  grade: "g",
  mark: "m",
  aisle: "a",
};

const Shape = ({ path }: { readonly path: string }): JSX.Element => (
  <svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" focusable="false">
    <path d={path} />
  </svg>
);

export const Tools = ({ onTool }: { readonly onTool: (tool: Tool) => void }): JSX.Element => {
  const { state, words } = useEditor();
  return (
    <div class="editor-tools" role="toolbar" aria-label={words.tools.label} aria-orientation="vertical">
      {TOOLS.map((tool) => (
        <button
          key={tool}
          type="button"
          class="editor-tool"
          aria-pressed={state.tool === tool}
          aria-keyshortcuts={TOOL_KEYS[tool].toUpperCase()}
          aria-label={words.tools[tool]}
          title={`${words.tools[tool]} (${TOOL_KEYS[tool].toUpperCase()})`}
          onClick={() => onTool(tool)}
        >
          <Shape path={SHAPES[tool]} />
        </button>
      ))}
    </div>
  );
};

/** What the brush in hand paints. */
export const Brush = (): JSX.Element | null => {
  const { state, editor, words } = useEditor();
  if (state.tool === "grade") {
    return (
      <div class="editor-brush">
        <Grades
          label={words.tools.grade}
          value={state.brush.grade}
          onValue={(grade) => editor.set({ brush: { ...state.brush, grade } })}
        />
      </div>
    );
  }
  if (state.tool !== "mark") return null;
  return (
    <fieldset class="editor-brush" aria-label={words.tools.mark}>
      {SEAT_TAGS.map((tag) => (
        <button
          key={tag}
          type="button"
          class="editor-chip"
          aria-pressed={state.brush.tag === tag}
          onClick={() => editor.set({ brush: { ...state.brush, tag } })}
        >
          {words.tags[tag]}
        </button>
      ))}
    </fieldset>
  );
};

const BarButton = ({
  label,
  path,
  disabled,
  onClick,
}: {
  label: string;
  path: string;
  disabled?: boolean;
  onClick: () => void;
}): JSX.Element => (
  <button type="button" class="editor-tool" aria-label={label} title={label} disabled={disabled} onClick={onClick}>
    <Shape path={path} />
  </button>
);

const VIEWS: readonly EditorView[] = ["plan", "ranks", "list"];

export const Bar = ({ kept }: { readonly kept: string }): JSX.Element => {
  const { state, editor, words, open, settings, sheet } = useEditor();
  const { bar } = words;
  return (
    <header class="editor-bar">
      <a class="icon-button" href={settings.back_url}>
        <Icon name="back" label={words.back} />
      </a>
      <div class="editor-what">
        <h1 class="editor-title">{words.title(settings.venue_name)}</h1>
        <p class="editor-kept" role="status">
          {kept}
        </p>
      </div>
      <div class="editor-bar-tools">
        <BarButton
          label={bar.undo}
          path="M4 8h8a4 4 0 0 1 0 8H8M7 4.500 3.500 8 7 11.500"
          disabled={state.history.past.length === 0}
          onClick={() => editor.undo()}
        />
        <BarButton
          label={bar.redo}
          path="M16 8H8a4 4 0 0 0 0 8h4M13 4.500 16.500 8 13 11.500"
          disabled={state.history.future.length === 0}
          onClick={() => editor.redo()}
        />
        <BarButton label={bar.nearer} path="M10 4v12M4 10h12" onClick={() => sheet.current?.zoomBy(1.6)} />
        <BarButton label={bar.farther} path="M4 10h12" onClick={() => sheet.current?.zoomBy(1 / 1.6)} />
        <BarButton
          label={bar.whole}
          path="M3.500 7.500v-4h4M12.500 3.500h4v4M16.500 12.500v4h-4M7.500 16.500h-4v-4"
          onClick={() => sheet.current?.showAll()}
        />
      </div>
      <fieldset class="editor-views" aria-label={bar.plan}>
        {VIEWS.map((view) => (
          <button
            key={view}
            type="button"
            class="editor-view"
            aria-pressed={state.view === view}
            onClick={() => editor.set({ view })}
          >
            {bar[view]}
          </button>
        ))}
      </fieldset>
      <Find />
      <More />
      <Button kind="primary" onClick={() => open("publish")}>
        {bar.publish}
      </Button>
    </header>
  );
};

const NOT_ASKED = { text: "", missing: false };

const Find = (): JSX.Element => {
  const { editor, words, sheet } = useEditor();
  const [said, setSaid] = useState(NOT_ASKED);
  const input = useRef<HTMLInputElement>(null);
  const find = (): void => {
    const found = findByLabel(editor.draft, input.current?.value ?? "");
    setSaid({ text: words.bar.found(found.length), missing: found.length === 0 });
    const [first] = found;
    if (first === undefined) return;
    editor.set({ chosen: { seats: new Set(found.map(({ seat }) => seat.id)), zones: new Set() }, panel: "inspect" });
    sheet.current?.showPoint(first.seat);
  };
  return (
    <search class="editor-find">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          find();
        }}
      >
        <label class="unseen" for="editor-find">
          {words.bar.find}
        </label>
        <input
          id="editor-find"
          class="control"
          type="search"
          ref={input}
          placeholder={words.bar.findHint}
          autoComplete="off"
          maxLength={80}
          onInput={() => setSaid(NOT_ASKED)}
        />
        <span class={said.missing ? "editor-find-said" : "unseen"} role="status">
          {said.text}
        </span>
      </form>
    </search>
  );
};

const MoreItem = ({ onClick, children }: { onClick: () => void; children: ComponentChildren }): JSX.Element => (
  <li>
    <button type="button" class="editor-more-item" onClick={onClick}>
      {children}
    </button>
  </li>
);

const More = (): JSX.Element => {
  const { words, open, settings, state, editor, setTrace } = useEditor();
  const { bar } = words;
  const details = useRef<HTMLDetailsElement>(null);
  const picture = useRef<HTMLInputElement>(null);
  const shut = (run: () => void) => () => {
    if (details.current !== null) details.current.open = false;
    run();
  };
  const exportUrl = `/v1/api/manage/venues/${encodeURIComponent(settings.venue_id)}/layout?format=pretix`;
  return (
    <details class="editor-more" ref={details}>
      <summary class="editor-tool" aria-label={bar.more} title={bar.more}>
        <Shape path="M4 10h.01M10 10h.01M16 10h.01" />
      </summary>
      <div class="editor-more-sheet">
        <ul>
          <MoreItem onClick={shut(() => open("bring"))}>{bar.importPlan}</MoreItem>
          <li>
            <a class="editor-more-item" href={exportUrl} download={`${settings.venue_id}.json`}>
              {bar.exportPlan}
            </a>
          </li>
          <MoreItem onClick={() => picture.current?.click()}>{bar.trace}</MoreItem>
          {state.trace === null ? null : <MoreItem onClick={shut(() => setTrace(null))}>{bar.traceOff}</MoreItem>}
          <MoreItem onClick={shut(() => open("keys"))}>{bar.help}</MoreItem>
        </ul>
        <input
          ref={picture}
          type="file"
          accept="image/*"
          hidden
          aria-label={bar.trace}
          onChange={({ currentTarget }) => setTrace(currentTarget.files?.[0] ?? null)}
        />
        {state.trace === null ? null : (
          <div class="editor-trace">
            <label>
              {bar.traceLight}
              <input
                type="range"
                min="5"
                max="90"
                value={state.trace.opacity * 100}
                onInput={({ currentTarget }) =>
                  editor.set({ trace: state.trace && { ...state.trace, opacity: Number(currentTarget.value) / 100 } })
                }
              />
            </label>
            <label>
              {bar.traceWidth}
              <input
                type="range"
                min="100"
                max="6000"
                step="10"
                value={state.trace.width}
                onInput={({ currentTarget }) =>
                  editor.set({ trace: state.trace && { ...state.trace, width: Number(currentTarget.value) } })
                }
              />
            </label>
          </div>
        )}
      </div>
    </details>
  );
};
