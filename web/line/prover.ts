// Does a proof's work in a worker of its own, part by part, so that the page goes on counting down meanwhile.
import { solvePart } from "../../domain/checks/proof.ts";

export type ProofWork = { readonly text: string; readonly bits: number; readonly parts: number };
/** Null: luck failed altogether, and another challenge is asked for. */
export type ProofPart = { readonly part: number; readonly nonce: number | null };

addEventListener("message", ({ data }: MessageEvent<ProofWork>) => {
  for (let part = 0; part < data.parts; part++) {
    const found: ProofPart = { part, nonce: solvePart(data.text, part, data.bits) };
    postMessage(found);
  }
});
