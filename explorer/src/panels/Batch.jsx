import { counted, milliseconds } from "./words.js";

/** What is fetched, or written, together: for which fields, and by which statements. */
export function Batch({ batch, others, slowest }) {
  return (
    <article className="batch">
      {batch.fields.length === 0 && <p className="of">{others}</p>}
      {batch.fields.map(({ path, coordinate, shows }) => (
        <p className="of" key={`${shows} ${path}`} title={coordinate}>
          <em>{shows}</em> {path}
        </p>
      ))}
      {batch.statements.length === 0 && <p className="none">No statement: everything was known.</p>}
      {batch.statements.map((statement, index) => (
        <Statement key={index} statement={statement} slowest={slowest} />
      ))}
    </article>
  );
}

function Statement({ statement, slowest }) {
  const { sql, keys, rows, parameters, explain } = statement;
  const figures = [
    keys === null ? null : counted(keys, "key"),
    rows === null ? null : counted(rows, "row"),
    milliseconds(statement.milliseconds),
  ];
  return (
    <div className="statement">
      <div className="bar" style={{ "--share": slowest ? (statement.milliseconds ?? 0) / slowest : 0 }} />
      <p className="measured">{figures.filter(Boolean).join(" · ")}</p>
      <details>
        <summary>
          <code>{sql.replace(/\s+/g, " ")}</code>
        </summary>
        <pre>{sql}</pre>
        {parameters && <Parameters parameters={parameters} />}
        {explain && <pre className="explain">{explain.join("\n")}</pre>}
      </details>
    </div>
  );
}

function Parameters({ parameters }) {
  if (parameters.length === 0) return null;
  return (
    <ol className="parameters">
      {parameters.map((value, index) => (
        <li key={index}>
          <code>{JSON.stringify(value)}</code>
        </li>
      ))}
    </ol>
  );
}
