"""E-mail (.eml): the release in its best part, without history and signature."""

from __future__ import annotations

import email as mail
import re
from collections.abc import Iterator
from dataclasses import replace
from email.errors import MessageError
from email.message import Message
from email.policy import compat32
from email.utils import parseaddr, parsedate_to_datetime

from presscast import plugins
from presscast.errors import ReleaseError
from presscast.model import Document, Metadata, Source
from presscast.text.decoding import decode, is_binary

MEDIA_TYPE = "message/rfc822"
_HEADER = re.compile(rb"([A-Za-z][A-Za-z0-9-]{1,60}):[ \t]?(.*)")
_ONLY_IN_MAIL = frozenset(
    {
        b"mime-version",
        b"message-id",
        b"received",
        b"return-path",
        b"delivered-to",
        b"dkim-signature",
    }
    | {b"content-type", b"content-transfer-encoding", b"x-mailer", b"reply-to", b"list-unsubscribe"}
)
_USUAL = frozenset({b"from", b"to", b"subject", b"date", b"cc", b"bcc", b"sender"})
_SEE_ATTACHED = re.compile(
    r"\battach|\benclosed|adjunt|anexo|pi[èe]ce jointe|ci-joint|anhang|anbei|anlage|allegat",
    re.IGNORECASE,
)
_HISTORY = re.compile(
    r"^(?:-{2,} ?(?:Original Message|Original-Nachricht|Ursprüngliche Nachricht|Mensaje original"
    r"|Message d'origine|Messaggio originale|Mensagem original) ?-{2,}"
    r"|(?:On|El|Le|Am|Il|Em) [^\n]{5,160}(?:\n[^\n]{1,80})?"
    r"(?:wrote|escribió|a écrit|schrieb[^\n]{0,80}|ha scritto|escreveu) ?:)[ \t]*$",
    re.MULTILINE,
)
_FORWARDED = re.compile(
    r"^(?:-{2,} ?(?:Forwarded message|Weitergeleitete Nachricht|Mensaje reenviado"
    r"|Message transféré|Messaggio inoltrato|Mensagem encaminhada) ?-{2,}"
    r"|Begin forwarded message:)[ \t]*\n(?:[ \t]*\n)?"
    r"(?:(?:> ?)?(?:\*)?[A-Z][\w-]{1,12}:(?:\*)? [^\n]*\n(?:[ \t]+[^\n]+\n)*)*",
    re.MULTILINE,
)
_SIGNATURE = re.compile(r"^-- ?$|^Sent from my \w+[^\n]{0,40}$", re.MULTILINE)
_REPLY = re.compile(r"^(?:(?:re|fwd?|aw|wg|rv|tr|r|i)\s*(?:\[\d+\])?:\s*)+", re.IGNORECASE)
_HISTORY_XPATH = (
    "//blockquote[@type='cite'] | //*[contains(concat(' ', @class, ' '), ' gmail_quote ')]"
    " | //*[contains(concat(' ', @class, ' '), ' gmail_signature ')]"
    " | //*[contains(concat(' ', @class, ' '), ' moz-cite-prefix ')]"
    " | //*[contains(concat(' ', @class, ' '), ' moz-signature ')]"
    " | //*[@id='divRplyFwdMsg'] | //*[@id='divRplyFwdMsg']/following-sibling::*"
    " | //*[@id='appendonsend']"
)
_NESTED_MESSAGES = 3
# What the standard library raises on headers and bodies that no mail program wrote.
_DAMAGE = (MessageError, LookupError, ValueError, TypeError, AttributeError, RecursionError)


class EmailReader:
    """Reads one message."""

    name = "email"

    def score(self, source: Source) -> float:
        """Return how surely the bytes begin with the headers of a message."""
        if is_binary(source.data):
            return 0.0
        names, sender_has_address = _header_names(source.data[:32_768])
        machine, usual = names & _ONLY_IN_MAIL, names & _USUAL
        if machine and len(machine | usual) >= 2:
            return 0.97
        # A memo also starts with FROM and DATE lines; a message's sender has an address.
        if sender_has_address and b"date" in names:
            return 0.8
        named = source.media_type == MEDIA_TYPE or source.location.lower().endswith(".eml")
        return 0.6 if named and usual else 0.0

    def read(self, source: Source) -> Document:
        """Return the release in a message; subject, date and sender become metadata.

        Raises ReleaseError where no part of it holds a release.
        """
        try:
            return self._read(source, depth=0)
        except _DAMAGE as error:
            raise ReleaseError(
                f"{source.location}: is not a whole message ({type(error).__name__})",
                hint="save the message again as .eml, or paste the release into a .txt file",
            ) from error

    def _read(self, source: Source, depth: int) -> Document:
        message = mail.message_from_bytes(_without_mbox_line(source.data), policy=compat32)
        metadata = _metadata(message)
        body = _body(message, source)
        attachments = list(_attachments(message, source))
        asks = body is None or (len(body.text) < 600 and _SEE_ATTACHED.search(body.text))
        if asks:
            attached = self._read_attachments(attachments, depth)
            if attached is not None:
                return _with(attached, metadata)
        if body is None:
            raise ReleaseError(
                f"{source.location}: no text found in the message",
                hint="save its attachment and publish that"
                if attachments
                else "if the message is encrypted or a picture, paste the release into a .txt file",
            )
        offered = ", ".join(attachment.location.rpartition("/")[2] for attachment in attachments)
        notes = (
            (f"not read: attached {offered}; if that is the release, save and publish it",)
            if offered
            else ()
        )
        return _with(replace(body, notes=(*body.notes, *notes)), metadata)

    def _read_attachments(self, attachments: list[Source], depth: int) -> Document | None:
        """Return the first attachment that holds a release, or None."""
        readers = [plugins.reader(n) for n in plugins.names("readers") if n != self.name]
        for attachment in attachments:
            try:
                if attachment.media_type == MEDIA_TYPE:
                    if depth >= _NESTED_MESSAGES:
                        continue
                    document = self._read(attachment, depth + 1)
                else:
                    best = max(readers, key=lambda reader: reader.score(attachment))
                    document = best.read(attachment)
            except ReleaseError:
                continue
            name = attachment.location.rpartition("/")[2]
            return replace(document, notes=(*document.notes, f"read from the attachment {name}"))
        return None


def _without_mbox_line(data: bytes) -> bytes:
    data = data.lstrip(b"\xef\xbb\xbf\r\n \t")
    return data.partition(b"\n")[2] if data.startswith(b"From ") else data


def _header_names(head: bytes) -> tuple[set[bytes], bool]:
    """Return the header names before the first empty line, and whether From has an address."""
    names: set[bytes] = set()
    sender_has_address = False
    for number, line in enumerate(_without_mbox_line(head).splitlines()):
        if not line.strip():
            break
        match = _HEADER.match(line)
        if match:
            names.add(match[1].lower())
            sender_has_address |= match[1].lower() == b"from" and b"@" in match[2]
        elif number == 0 or not line[:1].isspace():
            return set(), False
    return names, sender_has_address


def _header(message: Message, name: str) -> str:
    from email.header import decode_header, make_header

    raw = message.get(name)
    if raw is None:
        return ""
    try:
        return " ".join(str(make_header(decode_header(str(raw)))).split())
    except _DAMAGE:
        return " ".join(str(raw).split())


def _metadata(message: Message) -> Metadata:
    name, address = parseaddr(_header(message, "From"))
    try:
        published = parsedate_to_datetime(_header(message, "Date")).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        published = ""
    language = _header(message, "Content-Language").split(",")[0].strip()
    return Metadata(
        title=_REPLY.sub("", _header(message, "Subject")) or None,
        published=published or None,
        publisher=name or address.partition("@")[2] or None,
        language=language if re.fullmatch(r"[A-Za-z]{2,3}(-\w{2,8})*", language) else None,
    )


def _with(document: Document, metadata: Metadata) -> Document:
    """Return the document with what the message states where the document itself is silent."""
    own = document.metadata
    merged = replace(
        own,
        title=metadata.title or own.title,
        published=own.published or metadata.published,
        publisher=own.publisher or metadata.publisher,
        language=own.language or metadata.language,
    )
    return replace(document, metadata=merged, media_type=MEDIA_TYPE)


def _leaves(message: Message) -> Iterator[Message]:
    """Yield the parts that are no containers; what is in an attached message is its own."""
    stack = [message]
    while stack:
        part = stack.pop()
        payload = part.get_payload()
        if isinstance(payload, list) and part.get_content_type() != MEDIA_TYPE:
            stack.extend(reversed([inner for inner in payload if isinstance(inner, Message)]))
        else:
            yield part


def _is_attachment(part: Message) -> bool:
    return part.get_content_disposition() == "attachment" or bool(part.get_filename())


def _body(message: Message, source: Source) -> Document | None:
    """Return the better of the HTML and the plain parts, or None where neither has words."""
    plain: list[str] = []
    pages: list[str] = []
    for part in _leaves(message):
        kind = part.get_content_type()
        if _is_attachment(part) or kind not in {"text/plain", "text/html"}:
            continue
        text = _text(part)
        if kind == "text/html":
            pages.append(text)
        else:
            plain.append(_unwrapped(text, part))
    as_plain = _plain_document("\n\n".join(plain), source.location)
    as_page = _page_document("\n".join(pages), source.location)
    if as_page is None or as_plain is None:
        return as_page or as_plain
    # Some mailers send an empty page, or one that only says where to read the release.
    return as_page if len(as_page.text) * 10 >= len(as_plain.text) * 6 else as_plain


def _text(part: Message) -> str:
    data = part.get_payload(decode=True)
    charset = part.get_content_charset()
    decoded = decode(data, charset) if isinstance(data, bytes) and data else None
    return decoded.text if decoded else ""


def _unwrapped(text: str, part: Message) -> str:
    """Return text with the soft line breaks of format=flowed (RFC 3676) taken back."""
    if str(part.get_param("format") or "").lower() != "flowed":
        return text
    joint = "" if str(part.get_param("delsp") or "").lower() == "yes" else " "
    return re.sub(r"(?<!^--) \n(?=[^\n>])", joint, text, flags=re.MULTILINE)


def _plain_document(text: str, location: str) -> Document | None:
    notes: list[str] = []
    forwarded = _FORWARDED.search(text)
    if forwarded and len(text[: forwarded.start()].strip()) < 400:
        notes.append("read the forwarded message, without the words before it")
        text = re.sub(r"^> ?", "", text[forwarded.end() :], flags=re.MULTILINE)
    history = _HISTORY.search(text)
    if history and text[: history.start()].strip():
        text = text[: history.start()]
        notes.append("left out: the earlier messages that were quoted")
    unquoted = re.sub(r"^>[^\n]*\n?", "", text, flags=re.MULTILINE)
    if unquoted != text and unquoted.strip():
        text = unquoted
        notes.append("left out: the earlier messages that were quoted")
    signature = max(_SIGNATURE.finditer(text), key=lambda found: found.start(), default=None)
    if signature and len(text) - signature.end() < 1000 and text[: signature.start()].strip():
        text = text[: signature.start()]
        notes.append("left out: the signature")
    if not text.strip():
        return None
    document = plugins.reader("text").read(Source(location, "text/plain", text.encode()))
    return replace(document, notes=(*document.notes, *dict.fromkeys(notes)))


def _page_document(page: str, location: str) -> Document | None:
    if not page.strip():
        return None
    from lxml.html import tostring

    from presscast.text.webpage.tree import parse, silence, words

    notes: tuple[str, ...] = ()
    root = parse(page)
    if root is None:
        return None
    quoted = root.xpath(_HISTORY_XPATH)
    own_words = len(words(root)) - sum(len(words(element)) for element in quoted)
    if quoted and own_words > 200:
        for element in quoted:
            silence(element)
        notes = ("left out: the earlier messages that were quoted, or the signature",)
    data = tostring(root, encoding="utf-8")
    try:
        document = plugins.reader("html").read(Source(location, "text/html; charset=utf-8", data))
    except ReleaseError:
        return None
    metadata = replace(document.metadata, title=None, url=None)
    return replace(document, metadata=metadata, notes=(*document.notes, *notes))


def _attachments(message: Message, source: Source) -> Iterator[Source]:
    """Yield what is attached and may be a release: documents and messages, no pictures."""
    for part in _leaves(message):
        kind = part.get_content_type()
        payload = part.get_payload()
        if kind == MEDIA_TYPE and isinstance(payload, list) and payload:
            inner = payload[0]
            if isinstance(inner, Message):
                yield Source(f"{source.location}/message.eml", MEDIA_TYPE, inner.as_bytes())
            continue
        name = part.get_filename() or ""
        if not _is_attachment(part) or kind.startswith(("image/", "audio/", "video/")):
            continue
        if not re.search(r"\.(docx|pdf|html?|txt|md)$", name, re.IGNORECASE):
            continue
        data = part.get_payload(decode=True)
        if isinstance(data, bytes) and data:
            yield Source(f"{source.location}/{name}", kind, data)


def create() -> EmailReader:
    """Return the reader."""
    return EmailReader()
