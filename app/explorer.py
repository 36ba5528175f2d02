"""What this application's explorer shows: operations to try, and how to log in."""

from pathlib import Path

from sqlmodel_strawberry import Example, Explorer, LogIn

EXAMPLES = Path(__file__).parent / "examples"

LOG_IN = """mutation LogIn($username: String!, $password: String!) {
  logIn(input: { username: $username, password: $password }) {
    accessToken
    userErrors {
      message
    }
  }
}
"""

EXPLORER = Explorer(
    title="sqlmodel-strawberry",
    examples=Example.read(EXAMPLES),
    log_in=LogIn(LOG_IN, token="logIn.accessToken", variables={"username": "admin"}),
)
