"""Sources as people read them: rows name a document in short, people want its title."""

from __future__ import annotations

from collections.abc import Mapping

from students.models import SourceDocument


def document_titles() -> dict[str, str]:
    """The title of each document by its short name, for whoever names many sources."""
    return dict(SourceDocument.objects.values_list("cited_as", "name"))


def name_sources(source: str, titles: Mapping[str, str] | None = None) -> str:
    """A source with each document's short name replaced by its title, in one query or none."""
    for short, title in (document_titles() if titles is None else titles).items():
        source = source.replace(short, f"“{title}”")
    return source
