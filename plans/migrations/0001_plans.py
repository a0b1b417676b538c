"""Plans as versions, and what became of their days."""

from django.conf import settings
from django.db import migrations, models

from advising.migrating import CreateModels

# What a plan says cannot change, only whether it is the current one.
FREEZE = """
CREATE FUNCTION refuse_edited_plan() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'A plan is never edited: make a new version.' USING ERRCODE = '23514';
END $$;
CREATE TRIGGER study_plan_never_edited
    BEFORE UPDATE OF student_id, version, as_of, began_on, starts_on, exam_on, is_feasible,
                     "case", result
    ON plans_studyplan FOR EACH ROW EXECUTE FUNCTION refuse_edited_plan();
"""

THAW = """
DROP TRIGGER study_plan_never_edited ON plans_studyplan;
DROP FUNCTION refuse_edited_plan();
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

    initial = True

    replaces = [
        ('plans', '0001_initial'),
        ('plans', '0002_never_edited'),
        ('plans', '0003_began_on'),
        ('plans', '0004_life_of_a_plan'),
        ('plans', '0005_block_of_no_area'),
    ]

    dependencies = [
        ('students', '0001_tables'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateModels(
            migrations.CreateModel(
                name='StudyPlan',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('version', models.PositiveIntegerField()),
                    ('is_current', models.BooleanField(default=True)),
                    ('as_of', models.DateField()),
                    ('starts_on', models.DateField()),
                    ('exam_on', models.DateField()),
                    ('is_feasible', models.BooleanField(null=True)),
                    ('case', models.JSONField()),
                    ('result', models.JSONField()),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('created_by', models.ForeignKey(null=True, on_delete=models.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('student', models.ForeignKey(on_delete=models.CASCADE, related_name='plans', to='students.student')),
                    ('began_on', models.DateField()),
                    ('undone_at', models.DateTimeField(help_text='When the student went back from it.', null=True)),
                ],
                options={
                    'ordering': ['student', '-version'],
                    'constraints': [
                        models.UniqueConstraint(fields=('student', 'version'), name='study_plan_version_once'),
                        models.UniqueConstraint(condition=models.Q(('is_current', True)), fields=('student',), name='study_plan_one_current'),
                        models.CheckConstraint(condition=models.Q(('version__gte', 1)), name='study_plan_from_one'),
                        models.CheckConstraint(condition=models.Q(('exam_on__gte', models.F('starts_on'))), name='study_plan_ends_with_exam'),
                        models.CheckConstraint(condition=models.Q(('began_on__lte', models.F('starts_on'))), name='study_plan_begins_first'),
                        models.CheckConstraint(condition=models.Q(('undone_at__isnull', True), ('is_current', False), _connector='OR'), name='study_plan_undone_is_not_current'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='PlanProposal',
                fields=[
                    ('plan', models.OneToOneField(on_delete=models.CASCADE, primary_key=True, related_name='proposal', serialize=False, to='plans.studyplan')),
                    ('message', models.TextField(blank=True, max_length=2000)),
                    ('proposed_at', models.DateTimeField(auto_now_add=True)),
                ],
            ),
            migrations.CreateModel(
                name='BlockLog',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('on', models.DateField()),
                    ('position', models.PositiveSmallIntegerField(help_text="The block's place in its day, from 0.")),
                    ('activity', models.CharField(max_length=40)),
                    ('area', models.CharField(blank=True, max_length=60, null=True)),
                    ('minutes_planned', models.PositiveSmallIntegerField()),
                    ('minutes', models.PositiveSmallIntegerField(help_text='The minutes given to it.')),
                    ('state', models.CharField(choices=[('done', 'Done'), ('partly', 'Partly'), ('skipped', 'Skipped')], max_length=10)),
                    ('why_not', models.CharField(blank=True, max_length=200)),
                    ('logged_at', models.DateTimeField(auto_now=True)),
                    ('plan', models.ForeignKey(on_delete=models.CASCADE, related_name='block_logs', to='plans.studyplan')),
                    ('student', models.ForeignKey(on_delete=models.CASCADE, related_name='block_logs', to='students.student')),
                ],
                options={
                    'ordering': ['student', 'on', 'position'],
                    'constraints': [
                        models.UniqueConstraint(fields=('student', 'on', 'position'), name='block_log_once', violation_error_message='This block is logged already.'),
                        models.CheckConstraint(condition=models.Q(models.Q(('minutes', models.F('minutes_planned')), ('state', 'done')), models.Q(('minutes__gt', 0), ('minutes__lt', models.F('minutes_planned')), ('state', 'partly')), models.Q(('minutes', 0), ('state', 'skipped')), _connector='OR'), name='block_log_minutes_fit_its_state', violation_error_message='Done is all the minutes, partly some, skipped none.'),
                        models.CheckConstraint(condition=models.Q(('minutes_planned__gt', 0)), name='block_log_of_some_minutes'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='HalvedDay',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('on', models.DateField()),
                    ('halved_at', models.DateTimeField(auto_now_add=True)),
                    ('student', models.ForeignKey(on_delete=models.CASCADE, related_name='halved_days', to='students.student')),
                ],
                options={
                    'ordering': ['student', 'on'],
                    'constraints': [
                        models.UniqueConstraint(fields=('student', 'on'), name='halved_day_once'),
                    ],
                },
            ),
        ),
        migrations.RunSQL(FREEZE, THAW),
        migrations.RunSQL(TOGETHER, APART),
    ]
