// A list that grows by pages, a row that is fetched again by its id, and a mutation: what React components would ask for.
import { graphql } from 'relay-runtime';

export const HeroesQuery = graphql`
  query heroesQuery($first: Int!) {
    ...heroes_list @arguments(first: $first)
  }
`;

export const HeroesList = graphql`
  fragment heroes_list on Query
  @argumentDefinitions(first: { type: "Int!" }, after: { type: "String" })
  @refetchable(queryName: "heroesPageQuery") {
    heroes(first: $first, after: $after, orderBy: [{ name: ASC }]) @connection(key: "heroes_heroes") {
      edges {
        node {
          id
          ...heroes_row
        }
      }
    }
  }
`;

export const HeroRow = graphql`
  fragment heroes_row on Hero @refetchable(queryName: "heroAgainQuery") {
    name
    age
    team {
      name
    }
  }
`;

export const CreateHero = graphql`
  mutation heroesCreateMutation($input: CreateHeroInput!, $connections: [ID!]!) {
    createHero(input: $input) {
      hero @prependNode(connections: $connections, edgeTypeName: "HeroEdge") {
        id
        ...heroes_row
      }
      userErrors {
        __typename
        code
        message
        path
      }
    }
  }
`;
