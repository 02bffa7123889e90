// The acts that are measured in the layout editor, and under which name its page does them.
export const EDITOR_ACTS = ["paint", "move", "undo"] as const;

declare global {
  /** Does one of the acts; its frames end with the promise. */
  var actOnMap: ((name: string) => Promise<void>) | undefined;
}
