import { useGraphiQLActions } from "@graphiql/react";
import { lastRun, planDetail } from "../fetching.js";
import { PlanIcon } from "../icons.jsx";
import { Batch } from "./Batch.jsx";
import { counted, milliseconds } from "./words.js";

const DETAILS = [
  ["statements", "Statements", "Their text, rows and time"],
  ["parameters", "Parameters", "Also what they are sent with"],
  ["explain", "EXPLAIN", "Also how the database runs them, which tells parameters, too"],
];

function Detail() {
  const detail = planDetail.use();
  const { run } = useGraphiQLActions();

  function choose(value) {
    planDetail.set(value);
    // What writes is not done again.
    if (lastRun.get()?.plan?.type === "query") run();
  }

  return (
    <div className="choices" role="group" aria-label="What the plan tells">
      {DETAILS.map(([value, label, title]) => (
        <button key={value} type="button" title={title} aria-pressed={value === detail} onClick={() => choose(value)}>
          {label}
        </button>
      ))}
    </div>
  );
}

function Figure({ label, children }) {
  return (
    <div className="figure">
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Summary({ plan }) {
  const { estimated, actual } = plan.cost;
  const runner = actual === null ? "nobody: refused" : plan.fallback === null ? "its plan" : "graphql-core";
  const statements = plan.batches.flatMap((batch) => batch.statements);
  const inDatabase = statements.reduce((sum, each) => sum + (each.milliseconds ?? 0), 0);
  return (
    <dl className="figures">
      <Figure label="Run by">{runner}</Figure>
      <Figure label="Depth">{plan.depth}</Figure>
      <Figure label="Cost">
        {actual ? actual.cost : "–"} <small>of at most {estimated?.cost ?? "–"}</small>
      </Figure>
      <Figure label="Rows">
        {actual ? actual.rows : "–"} <small>of at most {estimated?.rows ?? "–"}</small>
      </Figure>
      <Figure label="Statements">
        {actual ? actual.statements : "–"} <small>of at most {estimated?.statements ?? "–"}</small>
      </Figure>
      <Figure label="Time">
        {milliseconds(plan.milliseconds)} <small>{milliseconds(inDatabase)} in the database</small>
      </Figure>
    </dl>
  );
}

function Levels({ plan }) {
  const levels = Map.groupBy(plan.batches, (batch) => batch.level);
  const others = plan.fallback === null ? "hand-written fields" : "all fields";
  const slowest = Math.max(...plan.batches.flatMap((batch) => batch.statements.map((each) => each.milliseconds ?? 0)));
  return [...levels].map(([level, batches]) => (
    <section key={level} className="level" style={{ "--level": level - 1 }}>
      <h3>
        Level {level} <small>{counted(batches.flatMap((batch) => batch.statements).length, "statement")}</small>
      </h3>
      {batches.map((batch, index) => (
        <Batch key={index} batch={batch} others={others} slowest={slowest} />
      ))}
    </section>
  ));
}

function Plan() {
  const run = lastRun.use();
  const plan = run?.plan;
  return (
    <section className="panel plan">
      <h2>Plan</h2>
      <Detail />
      {!run && <p>Run an operation to see which statements it takes, level by level.</p>}
      {run && !plan && <p>The operation was refused before it had a plan.</p>}
      {plan && (
        <>
          <Summary plan={plan} />
          {plan.fallback && <p className="fallback">{plan.fallback}</p>}
          <Levels plan={plan} />
        </>
      )}
    </section>
  );
}

export const planPlugin = { title: "Plan", icon: PlanIcon, content: Plan };
