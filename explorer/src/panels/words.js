/** `1 row`, `2 rows`. */
export const counted = (count, what) => `${count} ${what}${count === 1 ? "" : "s"}`;

/** `1.25 ms`; nothing where it was not measured. */
export const milliseconds = (value) => (value === null || value === undefined ? "" : `${value.toFixed(2)} ms`);
