"""Who may do what with this application's rows."""

from sqlmodel_strawberry import Policy, anyone

# Until viewers are known, nobody can be told from anybody.
OPEN = Policy(create=anyone, update=anyone, delete=anyone)
