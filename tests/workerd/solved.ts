// What a show asks of a fan before joining, and the work done for it as the page does it.
import { solvePart, writeProof } from "../../domain/checks/proof.ts";
import { ask, type Person } from "./kit.ts";

type Check = { asks: string; challenge: { kind: string; text: string; bits: number; parts: number }; by_mail: boolean };

export const checkOf = async (show_id: string, { token }: Person): Promise<Check> =>
  (await ask(`/v1/api/shows/${show_id}/queue/check`, { token })).body;

export async function solved(show_id: string, fan: Person): Promise<{ kind: string; token: string }> {
  const { challenge } = await checkOf(show_id, fan);
  const nonces = Array.from({ length: challenge.parts }, (_, part) => solvePart(challenge.text, part, challenge.bits));
  return { kind: "proof", token: writeProof(challenge.text, nonces.map(Number)) };
}
