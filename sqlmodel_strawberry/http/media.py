"""Media types, parsed and compared as a whole (RFC 9110, sections 8.3.1 and 12.5.1)."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

GRAPHQL_JSON = "application/graphql-response+json"
JSON = "application/json"
HTML = "text/html"

_TOKEN = r"[!#$%&'*+.^_`|~0-9A-Za-z-]++"
_QUOTED = r'"(?:[^"\\]|\\.)*+"'
_PARAMETER = re.compile(rf"[ \t]*+;[ \t]*+(?:({_TOKEN})=({_TOKEN}|{_QUOTED}))?")
_MEDIA_TYPE = re.compile(rf"[ \t]*+({_TOKEN}/{_TOKEN})((?:{_PARAMETER.pattern})*+)[ \t]*+(?=,|$)")
# A quote that nothing closes takes the rest with it: looking for its end again and again would be quadratic.
_ELEMENT = re.compile(rf'(?:[^,"]++|{_QUOTED}|".*)*+', re.DOTALL)
_QUALITY = re.compile(r"(?:0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?|\.[0-9]{1,3})")

EXACT = 2


class MediaType(NamedTuple):
    """`type` and the names of parameters are in lower case."""

    type: str
    parameters: list[tuple[str, str]]

    @property
    def is_utf8(self) -> bool:
        """Whether what it says of the charset, if anything, is UTF-8."""
        return all(value.lower() in ("utf-8", "utf8") for name, value in self.parameters if name == "charset")


class Range(NamedTuple):
    """An element of Accept: a media type or a wildcard, and how much it is wanted, from 0 to 1."""

    media: MediaType
    quality: float

    def specificity(self, type_: str) -> int | None:
        """How closely it names a media type of ours, None where it does not."""
        if self.media.type == "*/*":
            return 0
        if self.media.type == f"{type_.partition('/')[0]}/*":
            return 1
        # Ours have no parameter but the charset: another one asks for something else.
        plain = self.media.is_utf8 and all(name == "charset" for name, _ in self.media.parameters)
        return EXACT + bool(self.media.parameters) if plain and self.media.type == type_ else None


def parse(header: str) -> Iterator[MediaType]:
    """The media types of a list in a header. Elements that are none are left out."""
    position = 0
    while position <= len(header):
        if match := _MEDIA_TYPE.match(header, position):
            parameters = [
                (name.lower(), re.sub(r"\\(.)", r"\1", value[1:-1]) if value.startswith('"') else value)
                for name, value in _PARAMETER.findall(match[2])
                if name
            ]
            yield MediaType(match[1].lower(), parameters)
        end = match or _ELEMENT.match(header, position)
        assert end is not None
        position = end.end() + 1


def is_json(header: bytes) -> bool:
    """Whether this value of Content-Type is one, and JSON in UTF-8. (What was sent twice is joined by a comma.)"""
    text = header.decode("latin-1")
    if "," in text or not _MEDIA_TYPE.fullmatch(text):
        return False
    media = next(parse(text))
    return media.type == JSON and media.is_utf8


def best(header: bytes, offers: tuple[str, ...]) -> str | None:
    """The media type that a client likes best among `offers`, by its Accept; None where it accepts none.

    Of those it likes equally the first; but JSON where it names none, since it may know nothing of GraphQL.
    """
    if not header:
        return JSON
    ranges = list(_ranges(header.decode("latin-1")))
    chosen, highest = None, (0.0, 0, False)
    for offer in offers:
        quality, specificity = _wish(offer, ranges)
        wish = (quality, specificity, offer == JSON and specificity < EXACT)
        if quality > 0 and wish > highest:
            chosen, highest = offer, wish
    return chosen


def _ranges(accept: str) -> Iterator[Range]:
    for media in parse(accept):
        parameters = []
        quality = "1"
        for name, value in media.parameters:
            if name == "q":
                quality = value
                break  # what follows it is no parameter of the media type
            parameters.append((name, value))
        if _QUALITY.fullmatch(quality):
            yield Range(MediaType(media.type, parameters), float(quality))


def _wish(offer: str, ranges: Iterable[Range]) -> tuple[float, int]:
    """How much a client wants a media type, by the range that names it most closely."""
    closest, quality = -1, 0.0
    for each in ranges:
        specificity = each.specificity(offer)
        if specificity is not None and specificity > closest:
            closest, quality = specificity, each.quality
    return quality, closest
