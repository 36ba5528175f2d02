function Icon({ children }) {
  return (
    <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" strokeLinejoin="round">
      {children}
    </svg>
  );
}

export const PlanIcon = () => (
  <Icon>
    <path d="M4 5h6M4 12h6M4 19h6" />
    <path d="M14 5h6M14 12h4M14 19h2" />
  </Icon>
);

export const MapIcon = () => (
  <Icon>
    <rect x="3" y="4" width="7" height="6" rx="1" />
    <rect x="14" y="4" width="7" height="6" rx="1" />
    <rect x="14" y="15" width="7" height="6" rx="1" />
    <path d="M10 7h4M6.5 10v8H14" />
  </Icon>
);

export const LogInIcon = () => (
  <Icon>
    <circle cx="8" cy="15" r="4" />
    <path d="m11 12 9-9M16 7l3 3" />
  </Icon>
);

export const ExamplesIcon = () => (
  <Icon>
    <path d="M6 3h9l4 4v14H6z" />
    <path d="M10 12h5M10 16h5" />
  </Icon>
);
