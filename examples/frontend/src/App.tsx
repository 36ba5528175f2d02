// The frame: which page is shown, and who is logged in. A new viewer gets a new client, since theirs is another cache.
import { useEffect, useMemo, useState } from 'react';
import { Provider } from 'urql';
import { connect } from './api';
import { Heroes } from './Heroes';
import { LogIn } from './LogIn';
import { Shop } from './Shop';

const PAGES = { heroes: { title: 'Heroes', Page: Heroes }, shop: { title: 'Shop', Page: Shop } };
type PageName = keyof typeof PAGES;

function pageOf(hash: string): PageName {
  const name = hash.replace('#', '');
  return name in PAGES ? (name as PageName) : 'heroes';
}

export function App() {
  const [page, setPage] = useState(() => pageOf(location.hash));
  const [token, setToken] = useState<string | null>(null);
  const client = useMemo(() => connect(token), [token]);
  const { Page } = PAGES[page];

  useEffect(() => {
    const follow = () => setPage(pageOf(location.hash));
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);

  return (
    <Provider value={client}>
      <header>
        <nav>
          {Object.entries(PAGES).map(([name, { title }]) => (
            <a key={name} href={`#${name}`} aria-current={name === page ? 'page' : undefined}>
              {title}
            </a>
          ))}
        </nav>
        <LogIn onToken={setToken} isLoggedIn={token !== null} />
      </header>
      <main>
        <Page />
      </main>
    </Provider>
  );
}
