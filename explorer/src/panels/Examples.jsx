import { useGraphiQL, useGraphiQLActions } from "@graphiql/react";
import { ExamplesIcon } from "../icons.jsx";
import { options } from "../options.js";

/** As GraphiQL takes them for its tabs. */
export const tabs = options.examples.map(({ document, variables }) => ({
  query: document,
  variables: Object.keys(variables).length ? JSON.stringify(variables, null, 2) : "",
}));

const nameOf = (document) => document.match(/^\s*(?:query|mutation)\s+(\w+)/m)?.[1] ?? "Example";
const remarkOf = (document) => document.match(/^#\s*(.*)/)?.[1];

function Examples() {
  const { addTab } = useGraphiQLActions();
  const queryEditor = useGraphiQL((state) => state.queryEditor);
  const variableEditor = useGraphiQL((state) => state.variableEditor);

  function open(tab) {
    addTab();
    queryEditor.setValue(tab.query);
    variableEditor.setValue(tab.variables);
  }

  return (
    <section className="panel">
      <h2>Examples</h2>
      <ul className="examples">
        {tabs.map((tab) => (
          <li key={tab.query}>
            <button type="button" onClick={() => open(tab)}>
              <strong>{nameOf(tab.query)}</strong>
              <span>{remarkOf(tab.query)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

export const examplesPlugin = { title: "Examples", icon: ExamplesIcon, content: Examples };
