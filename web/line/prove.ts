// A proof's work given to a worker, and its parts put together.
import { writeProof } from "../../domain/checks/proof.ts";
import type { CheckPorts } from "./join-check.ts";
import type { ProofPart, ProofWork } from "./prover.ts";
import prover_url from "./prover.ts?worker&url";

/** Some twenty times what the slowest phone takes: then something else is wrong, and the code by mail is offered. */
const WITHIN_MS = 20_000;

export const prove: CheckPorts["prove"] = ({ text, bits, parts }, told) =>
  new Promise((resolve) => {
    const worker = new Worker(prover_url, { type: "module" });
    const nonces: number[] = [];
    const end = (token: string | null): void => {
      clearTimeout(late);
      worker.terminate();
      resolve(token);
    };
    const late = setTimeout(() => end(null), WITHIN_MS);
    worker.onerror = () => end(null);
    worker.onmessage = ({ data: { nonce } }: MessageEvent<ProofPart>) => {
      if (nonce === null) return end(null);
      nonces.push(nonce);
      told({ done: nonces.length, of: parts });
      if (nonces.length === parts) end(writeProof(text, nonces));
    };
    const work: ProofWork = { text, bits, parts };
    worker.postMessage(work);
  });
