import { useEffect, useRef } from 'react';

interface Props {
  hasMore: boolean;
  isFetching: boolean;
  onMore: () => void;
}

/** Asks for the next page once the end of the list comes into view. */
export function More({ hasMore, isFetching, onMore }: Props) {
  const end = useRef<HTMLButtonElement>(null);

  useEffect(() => {
    if (!hasMore || isFetching || !end.current) return;
    const observer = new IntersectionObserver(([entry]) => entry.isIntersecting && onMore(), { rootMargin: '300px' });
    observer.observe(end.current);
    return () => observer.disconnect();
  }, [hasMore, isFetching, onMore]);

  if (!hasMore) return <p className="end">That is all.</p>;
  return (
    <button ref={end} className="more" disabled={isFetching} onClick={onMore}>
      {isFetching ? 'Loading…' : 'More'}
    </button>
  );
}
