import { useState, type FormEvent } from 'react';
import { useMutation } from 'urql';
import { Field, useUserErrors } from './fields';
import { graphql } from './gql';

const CreateHero = graphql(`
  mutation CreateHero($input: CreateHeroInput!) {
    createHero(input: $input) {
      hero {
        id
        name
      }
      userErrors {
        __typename
        message
        path
      }
    }
  }
`);

const EMPTY = { name: '', secretName: '', age: '' };

export function NewHero() {
  const [hero, setHero] = useState(EMPTY);
  const [made, setMade] = useState('');
  const [{ fetching }, create] = useMutation(CreateHero);
  const errors = useUserErrors();

  async function submit(event: FormEvent) {
    event.preventDefault();
    const age = hero.age === '' ? null : Number(hero.age);
    const { data, error } = await create({ input: { hero: { name: hero.name, secretName: hero.secretName, age } } });
    if (!errors.take(data?.createHero.userErrors, error)) return setMade('');
    setMade(`${data?.createHero.hero?.name} is there.`);
    setHero(EMPTY);
  }

  const field = (name: keyof typeof EMPTY, label: string, type?: string) => (
    <Field
      label={label}
      type={type}
      value={hero[name]}
      errors={errors.at('hero', name)}
      onChange={(value) => setHero({ ...hero, [name]: value })}
    />
  );
  return (
    <details className="card">
      <summary>New hero</summary>
      <form className="row" onSubmit={submit} aria-label="New hero">
        {field('name', 'Name')}
        {field('secretName', 'Secret name')}
        {field('age', 'Age', 'number')}
        <button disabled={fetching}>Create</button>
      </form>
      {errors.elsewhere('hero.name', 'hero.secretName', 'hero.age')}
      {made && <p role="status">{made}</p>}
    </details>
  );
}
