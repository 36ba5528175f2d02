"""Everything that can be set, from the environment or a file `.env`."""

from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from app.setting_types import DatabaseUrl, Hosts, Keys, Names, Origins, Rate, RateOrNone, StorageUrl
from app.token_keys import parse_keys

Switch = Literal["auto", "on", "off"]


class Settings(BaseSettings):
    """Each setting is an environment variable of the same name, in capitals."""

    model_config = SettingsConfigDict(
        env_file=".env", extra="ignore", frozen=True, validate_default=True, hide_input_in_errors=True
    )

    environment: Literal["development", "production"] = Field(
        default="development", description="In production nothing starts that is only good for trying things out."
    )

    database_url: DatabaseUrl = Field(
        default="sqlite+aiosqlite:///./app.db",
        repr=False,
        description="The database: sqlite+aiosqlite:///path or postgresql+asyncpg://user:password@host/name.",
    )
    pool_size: int = Field(default=5, ge=1, description="Connections that each worker keeps open.")
    max_overflow: int = Field(default=10, ge=0, description="Connections that each worker may open beyond those.")
    pool_timeout: float = Field(default=8, gt=0, description="Seconds to wait for a connection, free or new.")
    pool_recycle: float = Field(default=1800, gt=0, description="Seconds after which a connection is replaced.")
    pool_pre_ping: bool = Field(default=False, description="Whether to test each connection before it is used.")
    prepared_statements: bool = Field(
        default=True, description="Whether connections keep statements, which behind PgBouncer they must not."
    )
    statement_timeout: float = Field(default=10, gt=0, description="Seconds that one statement may take (PostgreSQL).")
    lock_timeout: float = Field(default=5, gt=0, description="Seconds to wait for another writer's lock.")
    operation_timeout: float = Field(default=10, gt=0, description="Seconds that one operation may take.")
    row_level_security: bool = Field(
        default=False, description="Whether PostgreSQL is told who asks, for policies of its own on rows."
    )
    slow_statement: float | None = Field(
        default=0.5, gt=0, description="Seconds after which a statement is logged as slow; empty logs none."
    )

    host: str = Field(default="127.0.0.1", description="The address to listen on.")
    port: int = Field(default=8000, ge=0, le=65535, description="The port to listen on; 0 takes any free one.")
    forwarded_allow_ips: Names = Field(
        default=(),
        description="Proxies whose X-Forwarded-For says who the client is: networks too, with commas between.",
    )
    workers: int = Field(default=1, ge=1, description="Processes that serve.")
    backlog: int = Field(default=2048, ge=1, description="Connections that wait to be accepted.")
    max_connections: int = Field(
        default=1000, ge=1, description="Connections that each worker serves; requests beyond them are a 503."
    )
    keep_alive: int = Field(default=5, ge=1, description="Seconds for which an idle connection is kept open.")
    header_timeout: float = Field(default=10, gt=0, description="Seconds in which the headers of a request arrive.")
    max_header_bytes: int = Field(default=64 * 1024, ge=1, description="Bytes in the headers of a request.")
    write_timeout: float = Field(
        default=60, gt=0, description="Seconds for which a client may take in nothing of what it is sent."
    )
    freeze_after: float | None = Field(
        default=None,
        ge=0,
        description="Seconds after the start when what is in memory is taken out of garbage collection, and put into "
        "large pages where Linux can (6.1); empty: never.",
    )
    drain_seconds: float = Field(
        default=5,
        ge=0,
        description="Seconds from SIGTERM, when /ready begins to fail, to the end of new connections.",
    )
    shutdown_timeout: int = Field(
        default=15, ge=1, description="Seconds that requests have to end after that, before they are cancelled."
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        default="INFO", description="What is worth logging."
    )
    log_format: Literal["auto", "console", "json"] = Field(
        default="auto", description="How it is written: auto is console on a terminal and JSON elsewhere."
    )

    log_variables: bool = Field(
        default=False, description="Whether lines of operations have their variables, secrets redacted."
    )
    metrics_token: SecretStr | None = Field(
        default=None, min_length=16, description="What GET /metrics asks for as a bearer token; empty has no such page."
    )
    otel_exporter_otlp_endpoint: str | None = Field(
        default=None, repr=False, description="The OpenTelemetry collector that spans are sent to; empty makes none."
    )
    otel_service_name: str = Field(default="sqlmodel-strawberry", description="What spans say they come from.")

    explorer: Switch = Field(
        default="auto", description="Whether browsers get a page to try operations on: auto is in development only."
    )

    introspection: Switch = Field(
        default="auto",
        description="Whether documents may ask for the schema, and errors suggest names of it: "
        "auto is to everybody in development, and to who is logged in in production.",
    )
    trusted_documents: Literal["off", "prefer", "only"] = Field(
        default="off",
        description="Whether clients send ids of documents: prefer takes others too, only does not.",
    )
    trusted_documents_manifest: Path | None = Field(
        default=None, description="The file with the trusted documents, which the build of the clients writes."
    )
    automatic_persisted_queries: bool = Field(
        default=False,
        description="Whether clients may send the hash of a document sent before (Apollo's APQ).",
    )

    access_token_keys: Keys | None = Field(
        default=None,
        description="The keys of access tokens, as name:secret, separated by commas; the first signs, all verify.",
    )
    access_token_minutes: int = Field(default=15, ge=1, le=24 * 60, description="Minutes that an access token lasts.")
    token_issuer: str = Field(default="sqlmodel-strawberry", min_length=1, description="Who issues access tokens.")
    token_audience: str = Field(
        default="sqlmodel-strawberry", min_length=1, description="Who access tokens are meant for."
    )
    login_days: int = Field(default=30, ge=1, le=365, description="Days that a login lasts, however often refreshed.")
    max_logins: int = Field(default=20, ge=1, description="Logins of one user; a new one ends the oldest.")
    login_attempts: Rate = Field(
        default="10/5minutes", description="Attempts to log in to one account from one address."
    )
    login_attempts_of_account: Rate = Field(
        default="100/hour", description="The same from all addresses together that it did not log in from lately."
    )
    login_attempts_from_address: Rate = Field(
        default="100/5minutes", description="The same from one address to all accounts."
    )
    registrations_from_address: Rate = Field(default="20/hour", description="Accounts to open from one address.")
    password_threads: int = Field(default=2, ge=1, description="Passwords that each worker hashes at the same time.")
    max_passwords: int = Field(default=5, ge=1, description="Passwords that one request may bring.")
    rate_limit_storage: StorageUrl = Field(
        default="async+memory://",
        repr=False,
        description="Where rates are counted: each worker for itself, or async+redis://host for all together.",
    )

    cost_limit_per_viewer: RateOrNone = Field(
        default="30000/minute",
        description="Cost of what one viewer asks for, which can be saved up; empty limits nothing.",
    )
    cost_limit_per_address: RateOrNone = Field(
        default="60000/minute", description="The same of all requests from one address."
    )

    default_page_size: int = Field(default=20, ge=1, description="Rows in a page for which no size is asked.")
    max_page_size: int = Field(default=100, ge=1, description="Rows in a page at most.")
    max_offset: int = Field(default=10_000, ge=0, description="Rows that a page may skip; cursors go on from there.")
    max_rows: int = Field(default=20_000, ge=1, description="Rows that one operation may show and write.")
    max_statements: int = Field(default=50, ge=1, description="SQL statements that one operation may run.")
    max_depth: int = Field(default=6, ge=1, description="Relations that a document may follow, one inside another.")
    max_tokens: int = Field(default=1_000, ge=1, description="Tokens in a document.")
    max_document_bytes: int = Field(default=16 * 1024, ge=1, description="Bytes in a document.")
    max_fields: int = Field(
        default=1_000, ge=1, description="Fields in an operation, those of a fragment as often as it is spread."
    )
    max_root_fields: int = Field(
        default=20, ge=1, description="Fields of Query or Mutation themselves in an operation."
    )
    max_aliases: int = Field(default=30, ge=0, description="Aliases in an operation.")
    max_directives: int = Field(default=50, ge=0, description="Directives in an operation.")
    max_list_inputs: int = Field(default=1_000, ge=1, description="Values in one list of a document or a variable.")
    max_input_values: int = Field(default=10_000, ge=1, description="Values in all variables of a request.")
    max_body_bytes: int = Field(default=256 * 1024, ge=1, description="Bytes in the body of a request.")
    body_timeout: float = Field(default=10, gt=0, description="Seconds in which the body of a request must arrive.")
    max_batch: int = Field(default=0, ge=0, description="Operations in one request; 0 refuses lists of them.")
    draft_status_codes: bool = Field(
        default=False, description="Whether to answer with 422 and 294, as newer drafts of GraphQL over HTTP want."
    )
    compress_bytes: int | None = Field(
        default=1024, ge=1, description="Bytes from which on answers are compressed; empty compresses none."
    )
    cors_origins: Origins = Field(
        default=(),
        description="Origins whose pages may read answers, such as https://app.example, with commas between.",
    )
    allowed_hosts: Hosts = Field(
        default=(),
        description="Hosts that requests may name, such as api.example, with commas between; empty allows all. "
        "Unset in development, a server at 127.0.0.1 answers for localhost alone.",
    )
    idempotency_hours: int = Field(
        default=24, ge=1, description="Hours for which a mutation is remembered by its Idempotency-Key."
    )

    @property
    def has_own_database(self) -> bool:
        """Whether DATABASE_URL was set: such a database gets no rows unasked."""
        return "database_url" in self.model_fields_set

    @property
    def is_production(self) -> bool:
        """Whether strangers are out there."""
        return self.environment == "production"

    def is_on(self, switch: Switch) -> bool:
        """Whether something is on that is not for production, unless said."""
        return switch == "on" or (switch == "auto" and not self.is_production)

    @property
    def token_keys(self) -> dict[str, bytes]:
        """The secrets of access tokens by their names, the one that signs first; empty where none is set."""
        given = self.access_token_keys.get_secret_value() if self.access_token_keys else ""
        return parse_keys(given)

    @field_validator("trusted_documents_manifest")
    @classmethod
    def name_the_manifest(cls, value: Path | None, info: ValidationInfo) -> Path | None:
        """Without one, no document would be trusted."""
        if value is None and info.data.get("trusted_documents", "off") != "off":
            raise ValueError("TRUSTED_DOCUMENTS needs the file that lists them")
        return value

    @field_validator("automatic_persisted_queries")
    @classmethod
    def exclude_the_arbitrary(cls, value: bool, info: ValidationInfo) -> bool:
        if value and info.data.get("trusted_documents") == "only":
            raise ValueError("these are arbitrary documents, which TRUSTED_DOCUMENTS=only refuses")
        return value

    @field_validator(
        "slow_statement",
        "freeze_after",
        "compress_bytes",
        "trusted_documents_manifest",
        "metrics_token",
        "otel_exporter_otlp_endpoint",
        mode="before",
    )
    @classmethod
    def empty_is_none(cls, value: object) -> object:
        return None if value == "" else value
