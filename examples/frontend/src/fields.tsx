// Inputs that show what is wrong with them: `userErrors` say by their paths where each belongs.
import { useId, useState, type ReactNode } from 'react';
import type { CombinedError } from 'urql';

export interface UserError {
  message: string;
  path: readonly string[];
}

/** The errors of the last mutation. `at('hero', 'name')` are those of `input.hero.name`. */
export function useUserErrors() {
  const [errors, setErrors] = useState<readonly UserError[]>([]);
  const at = (...path: string[]) => errors.filter((error) => error.path.slice(1).join('.') === path.join('.'));
  return {
    at,
    take(found: readonly UserError[] | undefined, failure?: CombinedError) {
      const failed = failure?.graphQLErrors.map(({ message }) => message) ?? [];
      if (failure?.networkError) failed.push(failure.networkError.message);
      setErrors([...(found ?? []), ...failed.map((message) => ({ message, path: [] }))]);
      return !found?.length && !failed.length;
    },
    /** What belongs to none of the fields that are named. */
    elsewhere(...fields: string[]): ReactNode {
      const others = errors.filter((error) => !fields.includes(error.path.slice(1).join('.')));
      return <Errors errors={others} />;
    },
  };
}

interface FieldProps {
  errors: readonly UserError[];
  label: string;
  onChange: (value: string) => void;
  type?: string;
  value: string;
}

export function Field({ errors, label, onChange, type = 'text', value }: FieldProps) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type={type}
        value={value}
        aria-invalid={errors.length > 0}
        aria-describedby={errors.length ? `${id}-errors` : undefined}
        onChange={(event) => onChange(event.target.value)}
      />
      <Errors id={`${id}-errors`} errors={errors} />
    </div>
  );
}

export function Errors({ errors, id }: { errors: readonly UserError[]; id?: string }) {
  if (!errors.length) return null;
  return (
    <p id={id} role="alert" className="errors">
      {errors.map((error) => error.message).join(' ')}
    </p>
  );
}
