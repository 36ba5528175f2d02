const WITH_HEADERS = ["graphiql:queries", "graphiql:favorites", "graphiql:tabState"];

/** What GraphiQL keeps in the browser, without the headers of requests: tokens are in them, and go with the page. */
export const storage = {
  getItem: (key) => localStorage.getItem(key),
  setItem: (key, value) => localStorage.setItem(key, WITH_HEADERS.includes(key) ? withoutHeaders(value) : value),
  removeItem: (key) => localStorage.removeItem(key),
  clear: () => localStorage.clear(),
  get length() {
    return localStorage.length;
  },
};

/** Of operations, or tabs, in JSON: their variables are texts, which stay as they are. */
function withoutHeaders(value) {
  return JSON.stringify(JSON.parse(value), (key, each) => (key === "headers" ? undefined : each));
}
