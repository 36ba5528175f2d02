import { useCallback, useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { Errors, useUserErrors } from './fields';
import { graphql, unmask, type FragmentType } from './gql';
import { More } from './More';
import { NewHero } from './NewHero';
import { Search } from './Search';

const HeroRow = graphql(`
  fragment HeroRow on Hero {
    id
    name
    age
    team {
      id
      name
      headquarters
    }
  }
`);

const HeroesQuery = graphql(`
  query Heroes($search: String!, $after: String) {
    heroes(first: 20, after: $after, filter: { name: { icontains: $search } }, orderBy: [{ name: ASC }]) {
      edges {
        node {
          id
          ...HeroRow
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
    }
  }
`);

const Rename = graphql(`
  mutation Rename($input: UpdateHeroInput!) {
    updateHero(input: $input) {
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

export function Heroes() {
  const [search, setSearch] = useState('');
  const [after, setAfter] = useState<string | null>(null);
  const [{ data, error, fetching }] = useQuery({ query: HeroesQuery, variables: { search, after } });
  const heroes = data?.heroes;

  const find = useCallback((text: string) => {
    setSearch(text);
    setAfter(null);
  }, []);
  const more = useCallback(() => setAfter(heroes?.pageInfo.endCursor ?? null), [heroes?.pageInfo.endCursor]);

  return (
    <>
      <section className="tools">
        <Search label="Search heroes" onSearch={find} />
        <span className="count">{heroes?.totalCount ?? '…'} heroes</span>
      </section>
      <NewHero />
      {error && <Errors errors={[{ message: error.message, path: [] }]} />}
      <ul className="list">
        {heroes?.edges.map(({ node }) => <Hero key={node.id} hero={node} />)}
      </ul>
      <More hasMore={heroes?.pageInfo.hasNextPage ?? false} isFetching={fetching} onMore={more} />
    </>
  );
}

function Hero({ hero: masked }: { hero: FragmentType<typeof HeroRow> }) {
  const hero = unmask(HeroRow, masked);
  const [draft, setDraft] = useState<string | null>(null);
  const [, rename] = useMutation(Rename);
  const errors = useUserErrors();

  async function save(name: string) {
    setDraft(null);
    if (name === hero.name) return;
    const { data, error } = await rename({ input: { id: hero.id, patch: { name } } });
    errors.take(data?.updateHero.userErrors, error);
  }

  return (
    <li className="hero">
      {draft === null ? (
        <button className="name" title="Rename" onClick={() => setDraft(hero.name)}>
          {hero.name}
        </button>
      ) : (
        <input
          autoFocus
          aria-label="New name"
          value={draft}
          onChange={(event) => setDraft(event.target.value)}
          onBlur={() => setDraft(null)}
          onKeyDown={(event) => event.key === 'Enter' && save(draft)}
        />
      )}
      <span className="team">{hero.team ? `${hero.team.name}, ${hero.team.headquarters}` : 'on their own'}</span>
      <span className="age">{hero.age ?? '–'}</span>
      {errors.elsewhere()}
    </li>
  );
}
