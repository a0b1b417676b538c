"""A school names the policy of the students who join."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('advising', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='school',
            name='policy_code',
            field=models.SlugField(blank=True, help_text='The code of the policy that governs a student who joins.', max_length=60, verbose_name='policy of new students'),
        ),
    ]
