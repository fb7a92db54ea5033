"""From a document to the rows that an archive keeps of it: what align looks claims up by is worked out here."""

import hashlib
from pathlib import Path

from msgspec import Struct

from factcheck.align.profile import family, wide_terms
from factcheck.align.seek import TELLING_DIGITS, bounds
from factcheck.archive.packing import Origin, Packed, Trait, by_sentence, pack
from factcheck.indexing.reading import Manner, Reading, extracted, read_document, unreadable
from factcheck.model.claim import Claim
from factcheck.model.document import Document, PublishedBasis
from factcheck.model.errors import InputError
from factcheck.model.report import Skipped
from factcheck.read.dating import choose_override
from factcheck.read.decoding import Decoded
from factcheck.read.extracted import Extracted
from factcheck.read.metadata import Metadata, sidecar
from factcheck.read.reading import document_from, document_of
from factcheck.read.sources import SIDECAR_SUFFIX, Source, read_bytes
from factcheck.rulebook.load import Rulebook


class Kept(Struct, frozen=True, kw_only=True):
    """A document as an archive has it, without its layout."""

    document: Document
    origin: Origin


class Wanted(Struct, frozen=True, kw_only=True):
    """A document to be archived: where it is, its path from the archive's folder, and the state it was known in."""

    source: Source
    path: str
    known: str | None


def pack_document(wanted: Wanted, manner: Manner, rulebook: Rulebook) -> Packed | Skipped | None:
    """The rows of a document, `None` where it is as it was known, or why one that was found cannot be read."""
    try:
        return _pack_changed(wanted, manner, rulebook)
    except InputError as error:
        return unreadable(wanted.source, error)


def _pack_changed(wanted: Wanted, manner: Manner, rulebook: Rulebook) -> Packed | None:
    # What is archived is what its state was taken of, whatever happens to the file meanwhile.
    content = read_bytes(wanted.source)
    # Standard input is in no archive that would know it.
    state = state_of(content, wanted.source, manner) if wanted.source.path else ""
    if state == wanted.known:
        return None
    reading = read_document(wanted.source, manner, rulebook, content)
    beside = sidecar(wanted.source.path, rulebook.layout) if wanted.source.path else Metadata()
    date = choose_override(manner.dates, wanted.source.name)
    origin = Origin(path=wanted.path, state=state, title=beside.title, published=date or beside.published)
    return _packed(reading, origin, rulebook)


def pack_again(kept: Kept, manner: Manner, rulebook: Rulebook) -> Packed:
    """The rows of a document that is archived, read again from the text that the archive has of it."""
    origin, known = kept.origin, kept.document
    beside = Metadata(title=origin.title, published=origin.published)
    if known.passages:
        document = document_from(
            _extracted(known), name=known.name, layout=rulebook.layout, digest=known.digest, beside=beside
        )
    else:
        document = document_of(
            Decoded(text=known.text, encoding=known.encoding, guessed=known.guessed_encoding),
            name=known.name,
            layout=rulebook.layout,
            digest=known.digest,
            beside=beside,
        )
    return _packed(extracted(document, rulebook), origin, rulebook)


def pack_reading(reading: Reading, rulebook: Rulebook) -> Packed:
    """The rows of a document that was read for this run alone, where nobody asks whether it has changed since."""
    return _packed(reading, Origin(path=reading.document.name, state="", title=None, published=None), rulebook)


def _extracted(known: Document) -> Extracted:
    """What had been extracted from the file of a document; title and date stay what they were made out to be."""
    dated = known.published.basis is PublishedBasis.METADATA
    return Extracted(
        text=known.text,
        passages=known.passages,
        title=known.title,
        published=known.published if dated else None,
        encoding=known.encoding,
        guessed_encoding=known.guessed_encoding,
    )


def _packed(reading: Reading, origin: Origin, rulebook: Rulebook) -> Packed:
    claims = reading.standing
    # A sentence has the terms of its last claim, as in one run over all documents.
    terms = wide_terms(claims, [members[-1] for members in by_sentence(claims)], rulebook)
    return pack(reading.document, origin, claims, list(map(_trait, claims)), terms)


def state_of(content: bytes, source: Source, manner: Manner) -> str:
    """A hash, in hex, of everything that a document is read from: its bytes, those beside it, the user's words."""
    state = hashlib.sha256()
    for part in (content, _beside(source.path), _said(source, manner)):
        state.update(len(part).to_bytes(8, "big") + part)
    return state.hexdigest()


def _beside(path: Path | None) -> bytes:
    sidecar = path and path.with_name(path.name + SIDECAR_SUFFIX)
    return sidecar.read_bytes() if sidecar and sidecar.is_file() else b""


def _said(source: Source, manner: Manner) -> bytes:
    date = choose_override(manner.dates, source.name)
    return f"{manner.encoding}\n{date.start if date else ''}\n{date.end if date else ''}".encode()


def _trait(claim: Claim) -> Trait:
    low, high = bounds(claim)
    telling = claim.quantity.digits >= TELLING_DIGITS
    return Trait(axis=family(claim), unit=claim.quantity.unit, low=low, high=high, telling=telling)
