// What a fan's object is given by the deployment around it.
import type { Numbered } from "../../domain/inbox/hearing.ts";
import type { SocketBudget } from "../kit/socket-budget.ts";
import type { AudiencePorts } from "./audience.ts";

export type FanPorts<Row extends Numbered> = Pick<AudiencePorts<Row>, "read" | "frameOf" | "failed"> & {
  readonly sockets: SocketBudget;
  /** Says where stores of messages look that this fan has something open. */
  readonly listOpen: (user_id: string, until_ms: number) => Promise<void>;
};
