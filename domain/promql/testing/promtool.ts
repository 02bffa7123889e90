// Prometheus' own tool, where the machine has it: what it says of a file of rules and of series.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export const hasPromtool = ((): boolean => {
  try {
    execFileSync("promtool", ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
})();

/** Its words where it objects, empty where it does not. Files are named as given, in a folder of their own. */
export function promtool(command: readonly string[], files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), "promtool-"));
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    execFileSync("promtool", [...command, ...Object.keys(files).slice(0, 1)], { cwd: folder, stdio: "pipe" });
    return "";
  } catch (error) {
    const { stdout = "", stderr = "" } = error as { stdout?: Buffer; stderr?: Buffer };
    return `${stdout}${stderr}` || String(error);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
