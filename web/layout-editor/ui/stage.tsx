// The canvas on the page: it takes pointers and keys, and is told about the draft by the editor.
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { Point } from "../../../schema/layout.ts";
import { PALETTE_NAMES } from "../../seat-map/paint/palette.ts";
import { Sheet } from "../sheet.ts";
import { useEditor } from "./use-editor.ts";

export const Stage = ({ onPlaced, hidden }: { onPlaced: (point: Point) => void; hidden: boolean }): JSX.Element => {
  const { editor, words, sheet } = useEditor();
  const host = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const placed = useRef(onPlaced);
  placed.current = onPlaced;
  useEffect(() => {
    if (host.current === null || canvas.current === null) return;
    const made = new Sheet({
      canvas: canvas.current,
      host: host.current,
      editor,
      stage_names: words.stage.kinds,
      placed: (point) => placed.current(point),
    });
    sheet.current = made;
    return () => {
      made.destroy();
      sheet.current = null;
    };
  }, [editor]);
  return (
    <div class="editor-canvas" hidden={hidden}>
      {/* biome-ignore lint/a11y/useSemanticElements: no element means a plan that keys move */}
      <div
        class="map-host"
        ref={host}
        role="group"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: keys draw on it
        tabIndex={0}
        aria-label={words.canvas}
        aria-describedby="editor-canvas-help"
        data-editor-canvas
        onBlur={() => sheet.current?.showCrosshair(false)}
      >
        {/* biome-ignore lint/a11y/noAriaHiddenOnFocusable: a canvas takes no focus; the list says what it shows */}
        <canvas class="map-canvas" data-plan ref={canvas} aria-hidden="true" />
        <div hidden>
          {PALETTE_NAMES.map((name) => (
            <i key={name} class={`ink-${name}`} />
          ))}
        </div>
      </div>
      <p class="unseen" id="editor-canvas-help">
        {words.canvasHelp}
      </p>
    </div>
  );
};
