import { lastRun } from "./fetching.js";
import { useHeaderOfLogIn } from "./logIn.js";

/** How the last operation went, besides its answer. */
export function Footer() {
  useHeaderOfLogIn();
  const run = lastRun.use();
  if (!run) return null;
  const said = [
    `HTTP ${run.status}`,
    `${Math.round(run.milliseconds)} ms`,
    run.plan?.cost?.actual && `cost ${run.plan.cost.actual.cost}`,
    run.budget && `${run.budget.remaining} of ${run.budget.limit} left`,
  ];
  return <div className="last-run">{said.filter(Boolean).join(" · ")}</div>;
}
