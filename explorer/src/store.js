import { useSyncExternalStore } from "react";

/** A value that components follow; with a `key` it outlives the page. */
export function createStore(initial, key) {
  const listeners = new Set();
  let value = key ? (read(key) ?? initial) : initial;
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
