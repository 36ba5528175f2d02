import "./workers.js";
import "graphiql/style.css";
import "@graphiql/plugin-explorer/style.css";
import "./style.css";
import { explorerPlugin } from "@graphiql/plugin-explorer";
import { GraphiQL, HISTORY_PLUGIN } from "graphiql";
import { createRoot } from "react-dom/client";
import { fetcher } from "./fetching.js";
import { Footer } from "./Footer.jsx";
import { options } from "./options.js";
import { examplesPlugin, tabs } from "./panels/Examples.jsx";
import { logInPlugin } from "./panels/LogIn.jsx";
import { mapPlugin } from "./panels/SchemaMap.jsx";
import { planPlugin } from "./panels/Plan.jsx";
import { storage } from "./storage.js";

const plugins = [
  explorerPlugin({ showAttribution: false }),
  HISTORY_PLUGIN,
  ...(tabs.length ? [examplesPlugin] : []),
  ...(options.logIn ? [logInPlugin] : []),
  ...(options.plans ? [planPlugin] : []),
  mapPlugin,
];

createRoot(document.getElementById("explorer")).render(
  <GraphiQL
    fetcher={fetcher}
    plugins={plugins}
    defaultTabs={tabs.length ? tabs : undefined}
    storage={storage}
    shouldPersistHeaders={false}
  >
    <GraphiQL.Logo>{options.title}</GraphiQL.Logo>
    <GraphiQL.Footer>
      <Footer />
    </GraphiQL.Footer>
  </GraphiQL>,
);
