import { useGraphiQL, useGraphiQLActions } from "@graphiql/react";
import { useEffect } from "react";
import { answerOf, post } from "./fetching.js";
import { hasHeader, withHeader } from "./headers.js";
import { options } from "./options.js";
import { createStore } from "./store.js";

/** The value of the header of whoever is logged in. It is not kept longer than the page. */
export const credentials = createStore(null);

/** Runs the operation that logs in. Returns what is wrong, in words; nothing where it is done. */
export async function logIn(variables) {
  const answer = await answerOf(await post({ query: options.logIn.document, variables }));
  const token = options.logIn.token.split(".").reduce((value, key) => value?.[key], answer.data);
  if (token) {
    credentials.set(options.logIn.prefix + token);
    return null;
  }
  return messagesOf(answer).join(" ") || "The answer has no token.";
}

function messagesOf(value) {
  if (Array.isArray(value)) return value.flatMap(messagesOf);
  if (!value || typeof value !== "object") return [];
  return [...(typeof value.message === "string" ? [value.message] : []), ...Object.values(value).flatMap(messagesOf)];
}

/** Puts the header into the tab that is open, and into each that is opened and has none. */
export function useHeaderOfLogIn() {
  const value = credentials.use();
  const { introspect } = useGraphiQLActions();
  const editor = useGraphiQL((state) => state.headerEditor);
  const tab = useGraphiQL((state) => state.tabs[state.activeTabIndex]?.id);
  useEffect(() => {
    if (editor && value) editor.setValue(withHeader(editor.getValue(), options.logIn.header, value));
    if (value) introspect(); // who is logged in may see more of the schema
  }, [editor, value, introspect]);
  useEffect(() => {
    if (editor && value && !hasHeader(editor.getValue(), options.logIn.header)) {
      editor.setValue(withHeader(editor.getValue(), options.logIn.header, value));
    }
  }, [editor, tab, value]);
}
