"""The first day of a plan over all its versions: so far each version has begun by itself."""

from django.db import migrations, models

FILL = "UPDATE plans_studyplan SET began_on = starts_on"


class Migration(migrations.Migration):
    dependencies = [("plans", "0002_never_edited")]

    operations = [
        migrations.AddField("studyplan", "began_on", models.DateField(null=True)),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
