import { useState, type FormEvent } from 'react';
import { useMutation, useQuery } from 'urql';
import { Field, useUserErrors } from './fields';
import { graphql } from './gql';

const LogInMutation = graphql(`
  mutation LogIn($input: LogInInput!) {
    logIn(input: $input) {
      accessToken
      userErrors {
        __typename
        message
        path
      }
    }
  }
`);

const Viewer = graphql(`
  query Viewer {
    viewer {
      id
      username
    }
  }
`);

interface Props {
  isLoggedIn: boolean;
  onToken: (token: string | null) => void;
}

export function LogIn({ isLoggedIn, onToken }: Props) {
  const [{ data }] = useQuery({ query: Viewer, pause: !isLoggedIn });
  const [{ fetching }, logIn] = useMutation(LogInMutation);
  const [input, setInput] = useState({ username: 'demo', password: 'demo-password' });
  const errors = useUserErrors();

  async function submit(event: FormEvent) {
    event.preventDefault();
    const { data, error } = await logIn({ input });
    errors.take(data?.logIn.userErrors, error);
    if (data?.logIn.accessToken) onToken(data.logIn.accessToken);
  }

  if (isLoggedIn) {
    return (
      <p className="viewer">
        {data?.viewer?.username} <button onClick={() => onToken(null)}>Log out</button>
      </p>
    );
  }
  const set = (name: keyof typeof input) => (value: string) => setInput({ ...input, [name]: value });
  return (
    <form className="row" onSubmit={submit} aria-label="Log in">
      <Field label="Username" value={input.username} onChange={set('username')} errors={errors.at('username')} />
      <Field label="Password" value={input.password} onChange={set('password')} errors={errors.at('password')} type="password" />
      <button disabled={fetching}>Log in</button>
      {errors.elsewhere('username', 'password')}
    </form>
  );
}
