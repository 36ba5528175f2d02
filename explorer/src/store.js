import { useSyncExternalStore } from "react";

/** A value that components follow; with a `key` it outlives the page, where what was kept `isValid` still. */
export function createStore(initial, key, isValid = () => true) {
  const listeners = new Set();
  const kept = key ? read(key) : null;
  let value = kept !== null && isValid(kept) ? kept : initial;
  const store = {
    get: () => value,
    set(next) {
      value = next;
      if (key) localStorage.setItem(key, JSON.stringify(next));
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    use: () => useSyncExternalStore(store.subscribe, store.get),
  };
  return store;
}

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}
