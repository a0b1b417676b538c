"""What the constraints and searches of later migrations need of PostgreSQL."""

from django.contrib.postgres.operations import BtreeGistExtension, TrigramExtension
from django.db import migrations


class Migration(migrations.Migration):
    initial = True

    operations = [BtreeGistExtension(), TrigramExtension()]
