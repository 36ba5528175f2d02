"""What services refuse. Each is one code that clients can act on.

ServiceError
├── EmailTaken
├── UsernameTaken
├── UserNotFound
├── UserInactive
├── HeroNotFound
├── TeamNotFound
├── AlreadyInTeam
├── EmptyOrder
├── OrderTooLarge
├── DuplicateProduct
├── ProductNotFound
├── ProductInactive
├── OrderNotFound
├── OrderNotCancellable
├── AmountNotPositive
├── TransferToSelf
├── InsufficientCredits
├── CreditsLimitReached
├── PostNotFound
├── AlreadyPublished
├── InvalidCredentials
├── CurrentPasswordWrong
└── InvalidRefreshToken

TooManyAttempts     later it may be tried again
TooManyPasswords    too much for one request
"""

from typing import ClassVar


class ServiceError(Exception):
    """An expected refusal: `code` for programs, `message` for people, `path` to the input that it is about.

    What is raised may say more exactly where: `ProductInactive("items", 2, "product_id")`.
    """

    code: ClassVar[str]
    message: ClassVar[str]
    path: tuple[str, ...]

    def __init__(self, *path: str | int) -> None:
        super().__init__(self.message)
        if path:
            self.path = tuple(map(str, path))


class EmailTaken(ServiceError):
    code = "EMAIL_TAKEN"
    message = "There is an account with this address already."
    path = ("account", "email")


class UsernameTaken(ServiceError):
    code = "USERNAME_TAKEN"
    message = "There is an account with this username already."
    path = ("account", "username")


class UserNotFound(ServiceError):
    code = "USER_NOT_FOUND"
    message = "There is no such user."
    path = ("user_id",)


class UserInactive(ServiceError):
    code = "USER_INACTIVE"
    message = "This account may not be used."
    path = ("user_id",)


class HeroNotFound(ServiceError):
    code = "HERO_NOT_FOUND"
    message = "There is no such hero."
    path = ("hero_id",)


class TeamNotFound(ServiceError):
    code = "TEAM_NOT_FOUND"
    message = "There is no such team."
    path = ("team_id",)


class AlreadyInTeam(ServiceError):
    code = "ALREADY_IN_TEAM"
    message = "The hero is in this team already."
    path = ("team_id",)


class EmptyOrder(ServiceError):
    code = "EMPTY_ORDER"
    message = "An order has at least one product."
    path = ("items",)


class OrderTooLarge(ServiceError):
    code = "ORDER_TOO_LARGE"
    message = "This is too much for one order: make several of it."
    path = ("items",)


class DuplicateProduct(ServiceError):
    code = "DUPLICATE_PRODUCT"
    message = "This product is in the order already: change its quantity there."
    path = ("items",)


class ProductNotFound(ServiceError):
    code = "PRODUCT_NOT_FOUND"
    message = "There is no such product."
    path = ("items",)


class ProductInactive(ServiceError):
    code = "PRODUCT_INACTIVE"
    message = "This product is not for sale."
    path = ("items",)


class OrderNotFound(ServiceError):
    code = "ORDER_NOT_FOUND"
    message = "There is no such order."
    path = ("order_id",)


class OrderNotCancellable(ServiceError):
    code = "ORDER_NOT_CANCELLABLE"
    message = "Only an order that has not been shipped can be cancelled."
    path = ("order_id",)


class AmountNotPositive(ServiceError):
    code = "AMOUNT_NOT_POSITIVE"
    message = "An amount is more than zero."
    path = ("amount",)


class TransferToSelf(ServiceError):
    code = "TRANSFER_TO_SELF"
    message = "Credits go from one user to another."
    path = ("to_user_id",)


class InsufficientCredits(ServiceError):
    code = "INSUFFICIENT_CREDITS"
    message = "The user has fewer credits than this."
    path = ("amount",)


class CreditsLimitReached(ServiceError):
    code = "CREDITS_LIMIT_REACHED"
    message = "The other user cannot hold so many credits."
    path = ("amount",)


class PostNotFound(ServiceError):
    code = "POST_NOT_FOUND"
    message = "There is no such post."
    path = ("post_id",)


class AlreadyPublished(ServiceError):
    code = "ALREADY_PUBLISHED"
    message = "The post is published already."
    path = ("post_id",)


class InvalidCredentials(ServiceError):
    """Whatever is wrong: an unknown name, a wrong password and an inactive account are one answer."""

    code = "INVALID_CREDENTIALS"
    message = "There is no active account with this name and password."
    path = ("password",)


class CurrentPasswordWrong(ServiceError):
    code = "CURRENT_PASSWORD_WRONG"
    message = "This is not your password."
    path = ("current_password",)


class InvalidRefreshToken(ServiceError):
    code = "INVALID_REFRESH_TOKEN"
    message = "This refresh token is not good any more: log in again."
    path = ("refresh_token",)


class TooManyAttempts(Exception):
    """Nothing was done. `retry_after` are the seconds until it may be tried again."""

    def __init__(self, retry_after: int) -> None:
        super().__init__(f"There were too many attempts: try again in {retry_after} s.")
        self.retry_after = retry_after


class TooManyPasswords(Exception):
    """One request brought more passwords than it may."""

    def __init__(self, most: int) -> None:
        super().__init__(f"One request takes {most} passwords at most: send the others in another one.")
