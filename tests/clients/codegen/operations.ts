// What a frontend would have beside its components.
import { graphql } from './generated/index';

export const LogIn = graphql(`
  mutation LogIn($input: LogInInput!) {
    logIn(input: $input) {
      accessToken
      user {
        id
      }
    }
  }
`);

export const Shelf = graphql(`
  query Shelf($first: Int!, $most: Decimal) {
    products(first: $first, filter: { price: { lte: $most } }, orderBy: [{ price: DESC }]) {
      nodes {
        ...Ware
      }
      totalCount
    }
  }
`);

export const Ware = graphql(`
  fragment Ware on Product {
    id
    name
    price
  }
`);

export const Order = graphql(`
  mutation Order($input: PlaceOrderInput!) {
    placeOrder(input: $input) {
      order {
        id
        status
        total
      }
      userErrors {
        __typename
        code
        message
        path
      }
    }
  }
`);
