"""A block of no content area, such as a practice exam, may be spoken of like any other."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("plans", "0004_life_of_a_plan")]

    operations = [
        migrations.AlterField(
            "blocklog", "area", models.CharField(blank=True, max_length=60, null=True)
        ),
    ]
