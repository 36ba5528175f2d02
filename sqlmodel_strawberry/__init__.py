"""A GraphQL API on a SQLModel schema: tables and their Public, Create and Update models in, Strawberry types out."""

from sqlmodel_strawberry.building.build_schema import build_schema
from sqlmodel_strawberry.building.lookups import load_row
from sqlmodel_strawberry.context import Context, Info
from sqlmodel_strawberry.cost.amounts import Cost
from sqlmodel_strawberry.cost.budget import Allowance, Budget
from sqlmodel_strawberry.database.engine import Database
from sqlmodel_strawberry.database.session import Session
from sqlmodel_strawberry.database.write_transactions import Transaction, WriteSession
from sqlmodel_strawberry.documents.trusted import TrustedDocuments, TrustedDocumentsError
from sqlmodel_strawberry.exceptions import DeclarationError, ErrorCode, RefusedRequestError, RequestError, UserErrors
from sqlmodel_strawberry.explaining.explain import explain
from sqlmodel_strawberry.explaining.explanation import Explanation
from sqlmodel_strawberry.explorer.options import Example, Explorer, LogIn
from sqlmodel_strawberry.http.app import GraphQLApp
from sqlmodel_strawberry.limits import Limits
from sqlmodel_strawberry.observing.records import Observer, OperationRecord, Outcome, StatementRecord, Step, StepRecord
from sqlmodel_strawberry.operations.execution import Request, Result
from sqlmodel_strawberry.policies import Action, Policy, Rule, anyone, nobody, signed_in
from sqlmodel_strawberry.resources.declaration import Key, field, mutation, resource
from sqlmodel_strawberry.schema import Schema
from sqlmodel_strawberry.statements.visibility import may_read

__all__ = [
    "Action",
    "Allowance",
    "Budget",
    "Context",
    "Cost",
    "Database",
    "DeclarationError",
    "ErrorCode",
    "Example",
    "Explanation",
    "Explorer",
    "GraphQLApp",
    "Info",
    "Key",
    "Limits",
    "LogIn",
    "Observer",
    "OperationRecord",
    "Outcome",
    "Policy",
    "RefusedRequestError",
    "Request",
    "RequestError",
    "Result",
    "Rule",
    "Schema",
    "Session",
    "StatementRecord",
    "Step",
    "StepRecord",
    "Transaction",
    "TrustedDocuments",
    "TrustedDocumentsError",
    "UserErrors",
    "WriteSession",
    "anyone",
    "build_schema",
    "explain",
    "field",
    "load_row",
    "may_read",
    "mutation",
    "nobody",
    "resource",
    "signed_in",
]
