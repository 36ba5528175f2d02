/** The request headers in an editor's text; null where that is no JSON object. */
export function parseHeaders(text) {
  try {
    const headers = JSON.parse(text.trim() || "{}");
    return headers && typeof headers === "object" && !Array.isArray(headers) ? headers : null;
  } catch {
    return null;
  }
}

/** The same text with another header, which takes the place of one of the same name; without it where it is null. */
export function withHeader(text, name, value) {
  const headers = parseHeaders(text);
  if (!headers) return text;
  const others = Object.entries(headers).filter(([each]) => each.toLowerCase() !== name.toLowerCase());
  const entries = value === null ? others : [...others, [name, value]];
  return entries.length ? JSON.stringify(Object.fromEntries(entries), null, 2) : "";
}

export function hasHeader(text, name) {
  const headers = parseHeaders(text);
  return !headers || Object.keys(headers).some((each) => each.toLowerCase() === name.toLowerCase());
}
