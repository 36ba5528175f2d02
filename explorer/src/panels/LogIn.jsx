import { parse } from "graphql";
import { useState } from "react";
import { LogInIcon } from "../icons.jsx";
import { credentials, logIn } from "../logIn.js";
import { options } from "../options.js";

function fields() {
  const [operation] = parse(options.logIn.document).definitions;
  return operation.variableDefinitions.map(({ variable }) => variable.name.value);
}

const isSecret = (name) => /password|secret|token/i.test(name);

function LogIn() {
  const [variables, setVariables] = useState(options.logIn.variables);
  const [problem, setProblem] = useState(null);
  const [waits, setWaits] = useState(false);
  const value = credentials.use();

  async function submit(event) {
    event.preventDefault();
    setWaits(true);
    try {
      setProblem(await logIn(variables));
    } catch (error) {
      setProblem(String(error));
    } finally {
      setWaits(false);
    }
  }

  return (
    <section className="panel">
      <h2>Log in</h2>
      <p>Fills the header {options.logIn.header} of this tab and of those that are opened later.</p>
      <form onSubmit={submit}>
        {fields().map((name) => (
          <label key={name}>
            {name}
            <input
              name={name}
              type={isSecret(name) ? "password" : "text"}
              autoComplete="off"
              required
              value={variables[name] ?? ""}
              onChange={({ target }) => setVariables({ ...variables, [name]: target.value })}
            />
          </label>
        ))}
        <button type="submit" className="graphiql-button graphiql-button-success" disabled={waits}>
          Log in
        </button>
      </form>
      {problem && <p role="alert">{problem}</p>}
      {value && !problem && <p role="status">Logged in.</p>}
    </section>
  );
}

export const logInPlugin = { title: "Log in", icon: LogInIcon, content: LogIn };
