// Which test files begin first: those that take longest, so that both processors have work until the end.
import { BaseSequencer, type TestSpecification } from "vitest/node";

const SLOW = [
  "domain/simulation/told-waits.test.ts",
  "durable-objects/seat-ledger/returns.property.test.ts",
  "durable-objects/chaos/chaos.test.ts",
  "domain/forecast/forecast.test.ts",
  "domain/crowd/crowd.test.ts",
  "durable-objects/lookout/object.test.ts",
  "durable-objects/seat-ledger/purchases.property.test.ts",
  "workers/buying/payments/money.property.test.ts",
  "durable-objects/waiting-line/line.property.test.ts",
  "durable-objects/turns.property.test.ts",
  "domain/simulation/simulation.test.ts",
  "tests/machine/cancel-crash.test.ts",
  "tests/machine/ops.test.ts",
  "tests/machine/backup.test.ts",
  "tests/machine/start.test.ts",
  "tests/machine/degraded.test.ts",
  "tests/machine/purchase-crash.test.ts",
  "tests/machine/runbook.test.ts",
  "tests/workerd/practice.test.ts",
  "tests/workerd/rehearsals.test.ts",
  "tests/workerd/together/console.test.ts",
  "tests/workerd/together/buying.test.ts",
  "tests/workerd/together/sale.test.ts",
  "tests/workerd/together/platform.test.ts",
  "tests/workerd/jobs.test.ts",
  "tests/workerd/practice-halls.test.ts",
  "tests/workerd/alerts.test.ts",
];

function turnOf({ moduleId }: TestSpecification): number {
  const turn = SLOW.findIndex((file) => moduleId.endsWith(`/${file}`));
  return turn === -1 ? SLOW.length : turn;
}

export class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.sort((a, b) => turnOf(a) - turnOf(b));
  }
}
