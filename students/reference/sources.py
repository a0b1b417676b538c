"""Sources as people read them: rows name a document in short, people want its title."""

from students.models import SourceDocument


def name_sources(source: str) -> str:
    """A row's source with each document's short name replaced by its title, in one query."""
    for short, title in SourceDocument.objects.values_list("cited_as", "name"):
        source = source.replace(short, f"“{title}”")
    return source
