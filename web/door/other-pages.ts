// Other pages of the same door on the same device: what one does, all know at once, also without a network.
import type { OwnScan } from "./own-scans.ts";

export type Others = {
  readonly tell: (scans: readonly OwnScan[]) => void;
  readonly hear: (heard: (scans: readonly OwnScan[]) => void) => void;
};

/** Nobody else on this device learns a door's link by it: pages of one origin only, under the link's own name. */
export function otherPages(pass: string): Others {
  const channel = new BroadcastChannel(`fairline-door ${pass}`);
  return {
    tell: (scans) => channel.postMessage(scans),
    hear: (heard) => {
      channel.onmessage = ({ data }: MessageEvent<readonly OwnScan[]>) => heard(data);
    },
  };
}
