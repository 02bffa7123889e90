// What a queue is for, by how its name ends: each deployment has queues of its own (`fairline-mail`,
// `fairline-staging-mail`), and those of what nobody could work off end in `-dead`.
export type QueueKind = "mail" | "payments" | "dead";

export function queueKind(name: string): QueueKind | null {
  if (/-(mail|payments)-dead$/.test(name)) return "dead";
  if (name.endsWith("-mail")) return "mail";
  return name.endsWith("-payments") ? "payments" : null;
}

/** Whose messages a queue of dead ones holds. */
export const deadKind = (name: string): "mail" | "payments" => (name.endsWith("-mail-dead") ? "mail" : "payments");
