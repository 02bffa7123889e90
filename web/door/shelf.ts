// What a door keeps on its device, in the browser's own database: a few things by name, and every scan as a row of its own,
// so that the thousandth costs no more than the first.
import type { OwnScan } from "./own-scans.ts";

const NAME = "fairline-door";
const THINGS = "things";
const SCANS = "scans";

export type Shelf = {
  readonly kept: <T>(name: string) => Promise<T | null>;
  readonly keep: (name: string, thing: unknown) => Promise<void>;
  /** In the order they were made. */
  readonly scansOf: (pass: string) => Promise<OwnScan[]>;
  readonly keepScans: (pass: string, scans: readonly OwnScan[]) => Promise<void>;
  readonly forgetScans: (pass: string, nonces: readonly string[]) => Promise<void>;
};

let opened: Promise<IDBDatabase> | null = null;

function open(): Promise<IDBDatabase> {
  opened ??= new Promise((done, fail) => {
    const asking = indexedDB.open(NAME, 1);
    asking.onupgradeneeded = () => {
      asking.result.createObjectStore(THINGS);
      asking.result.createObjectStore(SCANS);
    };
    asking.onsuccess = () => {
      asking.result.onclose = forget;
      done(asking.result);
    };
    asking.onerror = () => fail(asking.error);
  });
  return opened;
}

const forget = (): void => {
  opened = null;
};

/** A phone takes the database away from a page that was in the background: whoever comes next opens it anew. */
async function within<T>(store: string, mode: IDBTransactionMode, work: (at: IDBObjectStore) => IDBRequest<T> | null) {
  try {
    const db = await open();
    return await turnIn(db, { store, mode }, work);
  } catch (error) {
    forget();
    throw error;
  }
}

function turnIn<T>(
  db: IDBDatabase,
  { store, mode }: { readonly store: string; readonly mode: IDBTransactionMode },
  work: (at: IDBObjectStore) => IDBRequest<T> | null,
): Promise<T | undefined> {
  return new Promise((done, fail) => {
    const turn = db.transaction(store, mode);
    const asked = work(turn.objectStore(store));
    turn.oncomplete = () => done(asked?.result);
    turn.onerror = () => fail(turn.error);
    turn.onabort = () => fail(turn.error);
    turn.commit?.();
  });
}

const placeOf = (pass: string, nonce: string): string[] => [pass, nonce];

export const deviceShelf: Shelf = {
  // Written by this file alone, under the same name.
  kept: async <T>(name: string) => ((await within(THINGS, "readonly", (at) => at.get(name))) as T | undefined) ?? null,
  keep: async (name, thing) => void (await within(THINGS, "readwrite", (at) => at.put(thing, name))),
  scansOf: async (pass) => {
    const range = IDBKeyRange.bound([pass], [pass, []]);
    const scans = ((await within(SCANS, "readonly", (at) => at.getAll(range))) ?? []) as OwnScan[];
    return scans.sort((one, other) => one.at_ms - other.at_ms);
  },
  keepScans: async (pass, scans) => {
    await within(SCANS, "readwrite", (at) => {
      for (const scan of scans) at.put(scan, placeOf(pass, scan.nonce));
      return null;
    });
  },
  forgetScans: async (pass, nonces) => {
    await within(SCANS, "readwrite", (at) => {
      for (const nonce of nonces) at.delete(placeOf(pass, nonce));
      return null;
    });
  },
};
