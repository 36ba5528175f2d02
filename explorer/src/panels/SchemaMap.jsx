import { DOC_EXPLORER_PLUGIN, useDocExplorerActions } from "@graphiql/plugin-doc-explorer";
import { useGraphiQL, useGraphiQLActions } from "@graphiql/react";
import { useEffect, useRef, useState } from "react";
import { parseHeaders } from "../headers.js";
import { MapIcon } from "../icons.jsx";
import { options } from "../options.js";

const STEP = 1.3;

async function fetchMap(headers) {
  const response = await fetch(`${options.files}/schema.svg`, { headers });
  return response.ok ? { svg: await response.text() } : { problem: "Log in to see the schema." };
}

function SchemaMap() {
  const [{ svg, problem }, setMap] = useState({});
  const [scale, setScale] = useState(2);
  const frame = useRef(null);
  const headerEditor = useGraphiQL((state) => state.headerEditor);
  const schema = useGraphiQL((state) => state.schema);
  const { setVisiblePlugin } = useGraphiQLActions();
  const { push, reset } = useDocExplorerActions();

  useEffect(() => {
    const headers = parseHeaders(headerEditor?.getValue() ?? "") ?? {};
    fetchMap(headers).then(setMap, (error) => setMap({ problem: String(error) }));
  }, [headerEditor, schema]);

  function fillScreen() {
    setScale(1);
    frame.current.requestFullscreen();
  }

  function showType({ target }) {
    const type = schema?.getType(target.closest("[data-type]")?.dataset.type);
    if (!type) return;
    if (document.fullscreenElement) document.exitFullscreen();
    reset();
    push({ name: type.name, def: type });
    setVisiblePlugin(DOC_EXPLORER_PLUGIN);
  }

  return (
    <section className="panel map-panel" ref={frame}>
      <h2>Schema map</h2>
      <p className="tools">
        <button type="button" aria-label="Smaller" onClick={() => setScale(scale / STEP)}>
          −
        </button>
        <button type="button" onClick={() => setScale(1)}>
          Fit
        </button>
        <button type="button" aria-label="Larger" onClick={() => setScale(scale * STEP)}>
          +
        </button>
        <button type="button" onClick={fillScreen}>
          Full screen
        </button>
      </p>
      {problem && <p role="alert">{problem}</p>}
      <div className="map-frame" onClick={showType}>
        {/* Our own server's picture of the schema. */}
        {svg && <div style={{ width: `${scale * 100}%` }} dangerouslySetInnerHTML={{ __html: svg }} />}
      </div>
    </section>
  );
}

export const mapPlugin = { title: "Schema map", icon: MapIcon, content: SchemaMap };
