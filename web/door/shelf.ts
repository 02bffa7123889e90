// What a door keeps on its device: a few things by name, in the browser's own database.
const NAME = "fairline-door";
const STORE = "things";

function open(): Promise<IDBDatabase> {
  return new Promise((done, fail) => {
    const asking = indexedDB.open(NAME, 1);
    asking.onupgradeneeded = () => asking.result.createObjectStore(STORE);
    asking.onsuccess = () => done(asking.result);
    asking.onerror = () => fail(asking.error);
  });
}

export async function kept<T>(name: string): Promise<T | null> {
  const db = await open();
  return new Promise((done, fail) => {
    const asking = db.transaction(STORE).objectStore(STORE).get(name);
    // Written by this file alone, under the same name.
    asking.onsuccess = () => done((asking.result as T | undefined) ?? null);
    asking.onerror = () => fail(asking.error);
  });
}

export async function keep(name: string, thing: unknown): Promise<void> {
  const db = await open();
  return new Promise((done, fail) => {
    const writing = db.transaction(STORE, "readwrite");
    writing.objectStore(STORE).put(thing, name);
    writing.oncomplete = () => done();
    writing.onerror = () => fail(writing.error);
  });
}
