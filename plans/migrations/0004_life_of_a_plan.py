"""What becomes of a plan's days, and versions that go on from another or are undone."""

import django.db.models.deletion
from django.db import migrations, models

FREEZE = """
DROP TRIGGER study_plan_never_edited ON plans_studyplan;
CREATE TRIGGER study_plan_never_edited
    BEFORE UPDATE OF student_id, version, as_of, began_on, starts_on, exam_on, is_feasible,
                     "case", result
    ON plans_studyplan FOR EACH ROW EXECUTE FUNCTION refuse_edited_plan();
"""

THAW = """
DROP TRIGGER study_plan_never_edited ON plans_studyplan;
CREATE TRIGGER study_plan_never_edited
    BEFORE UPDATE OF student_id, version, as_of, starts_on, exam_on, is_feasible, "case", result
    ON plans_studyplan FOR EACH ROW EXECUTE FUNCTION refuse_edited_plan();
"""

# A block is logged from a plan of the same student: always.
TOGETHER = """
ALTER TABLE plans_studyplan ADD CONSTRAINT study_plan_and_student UNIQUE (id, student_id);
ALTER TABLE plans_blocklog ADD CONSTRAINT block_log_of_their_own_plan
    FOREIGN KEY (plan_id, student_id) REFERENCES plans_studyplan (id, student_id)
    DEFERRABLE INITIALLY DEFERRED;
"""

APART = """
ALTER TABLE plans_blocklog DROP CONSTRAINT block_log_of_their_own_plan;
ALTER TABLE plans_studyplan DROP CONSTRAINT study_plan_and_student;
"""


class Migration(migrations.Migration):
    dependencies = [("plans", "0003_began_on"), ("students", "0008_hold_truths")]

    operations = [
        migrations.AlterField("studyplan", "began_on", models.DateField()),
        migrations.AddField(
            "studyplan",
            "undone_at",
            models.DateTimeField(null=True, help_text="When the student went back from it."),
        ),
        migrations.CreateModel(
            name='BlockLog',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField()),
                ('position', models.PositiveSmallIntegerField(help_text="The block's place in its day, from 0.")),
                ('activity', models.CharField(max_length=40)),
                ('area', models.CharField(max_length=60, null=True)),
                ('minutes_planned', models.PositiveSmallIntegerField()),
                ('minutes', models.PositiveSmallIntegerField(help_text='The minutes given to it.')),
                ('state', models.CharField(choices=[('done', 'Done'), ('partly', 'Partly'), ('skipped', 'Skipped')], max_length=10)),
                ('why_not', models.CharField(blank=True, max_length=200)),
                ('logged_at', models.DateTimeField(auto_now=True)),
            ],
            options={
                'ordering': ['student', 'on', 'position'],
            },
        ),
        migrations.CreateModel(
            name='HalvedDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField()),
                ('halved_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'ordering': ['student', 'on'],
            },
        ),
        migrations.AddConstraint(
            model_name='studyplan',
            constraint=models.CheckConstraint(condition=models.Q(('began_on__lte', models.F('starts_on'))), name='study_plan_begins_first'),
        ),
        migrations.AddConstraint(
            model_name='studyplan',
            constraint=models.CheckConstraint(condition=models.Q(('undone_at__isnull', True), ('is_current', False), _connector='OR'), name='study_plan_undone_is_not_current'),
        ),
        migrations.AddField(
            model_name='blocklog',
            name='plan',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='block_logs', to='plans.studyplan'),
        ),
        migrations.AddField(
            model_name='blocklog',
            name='student',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='block_logs', to='students.student'),
        ),
        migrations.AddField(
            model_name='halvedday',
            name='student',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='halved_days', to='students.student'),
        ),
        migrations.AddConstraint(
            model_name='blocklog',
            constraint=models.UniqueConstraint(fields=('student', 'on', 'position'), name='block_log_once', violation_error_message='This block is logged already.'),
        ),
        migrations.AddConstraint(
            model_name='blocklog',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('minutes', models.F('minutes_planned')), ('state', 'done')), models.Q(('minutes__gt', 0), ('minutes__lt', models.F('minutes_planned')), ('state', 'partly')), models.Q(('minutes', 0), ('state', 'skipped')), _connector='OR'), name='block_log_minutes_fit_its_state', violation_error_message='Done is all the minutes, partly some, skipped none.'),
        ),
        migrations.AddConstraint(
            model_name='blocklog',
            constraint=models.CheckConstraint(condition=models.Q(('minutes_planned__gt', 0)), name='block_log_of_some_minutes'),
        ),
        migrations.AddConstraint(
            model_name='halvedday',
            constraint=models.UniqueConstraint(fields=('student', 'on'), name='halved_day_once'),
        ),
        migrations.RunSQL(FREEZE, THAW),
        migrations.RunSQL(TOGETHER, APART),
    ]
