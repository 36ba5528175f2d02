import { useEffect, useState } from 'react';

const PAUSE = 200;

/** A search box that tells of what was typed once nothing more is. */
export function Search({ label, onSearch }: { label: string; onSearch: (text: string) => void }) {
  const [text, setText] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => onSearch(text.trim()), PAUSE);
    return () => clearTimeout(timer);
  }, [text, onSearch]);
  return <input type="search" aria-label={label} placeholder={label} value={text} onChange={(event) => setText(event.target.value)} />;
}
