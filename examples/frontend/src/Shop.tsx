import { useCallback, useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { Errors, useUserErrors } from './fields';
import { graphql, unmask, type FragmentType } from './gql';
import { More } from './More';
import { Search } from './Search';

const ProductCard = graphql(`
  fragment ProductCard on Product {
    id
    name
    description
    price
    category {
      id
      name
    }
  }
`);

const ProductsQuery = graphql(`
  query Products($search: String, $after: String) {
    viewer {
      id
    }
    products(first: 24, after: $after, search: $search, orderBy: [{ name: ASC }]) {
      edges {
        node {
          id
          ...ProductCard
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

const PlaceOrder = graphql(`
  mutation PlaceOrder($input: PlaceOrderInput!) {
    placeOrder(input: $input) {
      order {
        id
        total
        status
      }
      userErrors {
        __typename
        message
        path
      }
    }
  }
`);

export function Shop() {
  const [search, setSearch] = useState<string | null>(null);
  const [after, setAfter] = useState<string | null>(null);
  const [{ data, error, fetching }] = useQuery({ query: ProductsQuery, variables: { search, after } });
  const products = data?.products;

  const find = useCallback((text: string) => {
    setSearch(text || null);
    setAfter(null);
  }, []);
  const more = useCallback(() => setAfter(products?.pageInfo.endCursor ?? null), [products?.pageInfo.endCursor]);

  return (
    <>
      <section className="tools">
        <Search label="Search products" onSearch={find} />
        <span className="count">{products?.totalCount ?? '…'} products</span>
      </section>
      {error && <Errors errors={[{ message: error.message, path: [] }]} />}
      <ul className="grid">
        {products?.edges.map(({ node }) => <Product key={node.id} product={node} userId={data?.viewer?.id ?? null} />)}
      </ul>
      <More hasMore={products?.pageInfo.hasNextPage ?? false} isFetching={fetching} onMore={more} />
    </>
  );
}

interface ProductProps {
  product: FragmentType<typeof ProductCard>;
  userId: string | null;
}

function Product({ product: masked, userId }: ProductProps) {
  const product = unmask(ProductCard, masked);
  const [quantity, setQuantity] = useState(1);
  const [{ data, fetching }, place] = useMutation(PlaceOrder);
  const errors = useUserErrors();
  const order = data?.placeOrder.order;

  async function buy() {
    if (userId === null) return;
    const items = [{ productId: product.id, quantity }];
    const { data, error } = await place({ input: { userId, items } });
    errors.take(data?.placeOrder.userErrors, error);
  }

  return (
    <li className="card product">
      <h2>{product.name}</h2>
      <p className="category">{product.category?.name}</p>
      <p>{product.description}</p>
      <div className="row">
        <strong>{product.price} €</strong>
        <input
          type="number"
          aria-label={`How many of ${product.name}`}
          aria-invalid={errors.at('items', '0', 'quantity').length > 0}
          value={quantity}
          onChange={(event) => setQuantity(event.target.valueAsNumber || 0)}
        />
        <button disabled={fetching || userId === null} title={userId === null ? 'Log in to order' : undefined} onClick={buy}>
          Order
        </button>
      </div>
      {errors.elsewhere()}
      {order && (
        <p role="status">
          Ordered for {order.total} €: {order.status.toLowerCase()}.
        </p>
      )}
    </li>
  );
}
