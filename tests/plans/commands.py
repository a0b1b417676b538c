"""Running a case-file command as a shell would."""

import io
import json

from django.core.management import call_command


def run(*args, **options):
    """What a command prints, and its exit status."""
    out = io.StringIO()
    try:
        call_command(*args, stdout=out, **options)
    except SystemExit as exit_:
        return out.getvalue(), exit_.code
    return out.getvalue(), 0


def written(tmp_path, *documents):
    path = tmp_path / "cases"
    path.write_text("\n".join(json.dumps(document) for document in documents) + "\n")
    return str(path)
