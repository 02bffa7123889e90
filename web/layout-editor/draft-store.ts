// The draft kept in this browser, one for each venue, so that closing the tab loses nothing. It is not sent anywhere:
// another device sees only what was published.
import type { Draft } from "../../domain/layout-editing/draft.ts";

export type KeptDraft = {
  readonly venue_id: string;
  /** The published layout that the draft was begun from. */
  readonly layout_version: string;
  readonly saved_at_ms: number;
  readonly draft: Draft;
};

const NAME = "fairline-layouts";
const STORE = "drafts-1";

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "venue_id" });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function within<T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T>): Promise<T | null> {
  try {
    const database = await open();
    return await new Promise<T>((resolve, reject) => {
      const request = work(database.transaction(STORE, mode).objectStore(STORE));
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    }).finally(() => database.close());
  } catch {
    // Storage switched off or full: the page says that nothing is kept.
    return null;
  }
}

export const readDraft = async (venue_id: string): Promise<KeptDraft | null> => {
  const kept = await within("readonly", (store) => store.get(venue_id) as IDBRequest<KeptDraft | undefined>);
  return kept !== null && kept !== undefined && Array.isArray(kept.draft?.sections) ? kept : null;
};

/** False where this browser keeps nothing. */
export const keepDraft = async (kept: KeptDraft): Promise<boolean> =>
  (await within("readwrite", (store) => store.put(kept))) !== null;

export const forgetDraft = async (venue_id: string): Promise<void> => {
  await within("readwrite", (store) => store.delete(venue_id));
};
