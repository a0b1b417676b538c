"""What the constraints of later migrations need of PostgreSQL."""

from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations


class Migration(migrations.Migration):
    initial = True

    operations = [BtreeGistExtension()]
