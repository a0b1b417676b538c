"""Policies keep what no rule computes; a deadline names its fail by number, as staff type it."""

import django.contrib.postgres.constraints
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.comparison
from django.db import migrations, models

NUMBERED = """
UPDATE students_policydeadline AS deadline SET fail_number = clause.number
FROM students_failclause AS clause WHERE clause.id = deadline.clause_id;
SET CONSTRAINTS ALL IMMEDIATE;
"""
CLAUSED = """
UPDATE students_policydeadline AS deadline SET clause_id = clause.id
FROM students_failclause AS clause
WHERE (clause.policy_id, clause.number) = (deadline.policy_id, deadline.fail_number);
SET CONSTRAINTS ALL IMMEDIATE;
"""

# A deadline of a fail has a clause of that fail in the same policy.
TOGETHER = """
ALTER TABLE students_policydeadline ADD CONSTRAINT deadline_of_a_clause
    FOREIGN KEY (policy_id, fail_number) REFERENCES students_failclause (policy_id, number)
    DEFERRABLE INITIALLY DEFERRED;
"""
# Notes are read with the policies they belong to.
RENEWED = """
CREATE TRIGGER reference_changed
    AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON students_policynote
    FOR EACH STATEMENT EXECUTE FUNCTION students_renew_reference_version();
"""
APART = "ALTER TABLE students_policydeadline DROP CONSTRAINT deadline_of_a_clause;"


class Migration(migrations.Migration):

    dependencies = [
        ('advising', '0001_initial'),
        ('students', '0005_reference_version'),
    ]

    operations = [
        migrations.CreateModel(
            name='PolicyNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('fail_number', models.PositiveSmallIntegerField(blank=True, help_text='Empty: not about one fail.', null=True, validators=[django.core.validators.MinValueValidator(1)], verbose_name='for fail number')),
                ('topic', models.CharField(choices=[('first_sitting', 'Before the first sitting'), ('clerkships', 'Before clerkships'), ('gate', 'Practice exams'), ('fail', 'After a fail'), ('time_limit', 'Time limit'), ('study', 'Time to study'), ('leave', 'Leave'), ('delay', 'Delay and extension'), ('approval', 'Who decides'), ('aid', 'Financial aid'), ('required_for', 'What a pass is needed for'), ('assumed', 'Assumed here: the source does not say'), ('other', 'Also')], max_length=20, verbose_name='about')),
                ('text', models.TextField(verbose_name='what it says')),
            ],
            options={
                'ordering': [models.OrderBy(models.F('fail_number'), nulls_first=True), 'pk'],
            },
        ),
        migrations.AlterModelOptions(
            name='policydeadline',
            options={'ordering': ['fail_number', 'number', 'pk']},
        ),
        migrations.RemoveField(
            model_name='policy',
            name='notes',
        ),
        migrations.AddField(
            model_name='policy',
            name='edited_at',
            field=models.DateTimeField(blank=True, editable=False, help_text='Set when staff change the policy; updates of the system then leave it alone.', null=True, verbose_name='changed here at'),
        ),
        migrations.AddField(
            model_name='policy',
            name='is_truncated',
            field=models.BooleanField(default=False, help_text='Only the beginning of the source was read: there may be more in it.', verbose_name='only partly seen'),
        ),
        migrations.AddField(
            model_name='policy',
            name='policy_date',
            field=models.CharField(blank=True, help_text='As the source gives it.', max_length=300, verbose_name='date of the source'),
        ),
        migrations.AddField(
            model_name='policydeadline',
            name='fail_number',
            field=models.PositiveSmallIntegerField(blank=True, help_text='Empty: it holds whatever the attempt.', null=True, verbose_name='for fail number'),
        ),
        migrations.RunSQL(NUMBERED, CLAUSED),
        migrations.RemoveField(
            model_name='policydeadline',
            name='clause',
        ),
        migrations.RunSQL(TOGETHER, APART),
        migrations.AddConstraint(
            model_name='policy',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('code', '='), (django.db.models.functions.comparison.Coalesce('school_id', models.Value(0)), '<>')], name='policy_code_of_one_owner', violation_error_message="Another school's policy has this code. Choose another."),
        ),
        migrations.AddField(
            model_name='policynote',
            name='policy',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notes', to='students.policy'),
        ),
        migrations.AddConstraint(
            model_name='policynote',
            constraint=models.CheckConstraint(condition=models.Q(('fail_number__isnull', True), ('fail_number__gte', 1), _connector='OR'), name='policy_note_fail_from_one', violation_error_message='Fails are counted from 1.'),
        ),
        migrations.AddConstraint(
            model_name='policynote',
            constraint=models.CheckConstraint(condition=models.Q(('topic__in', ['first_sitting', 'clerkships', 'gate', 'fail', 'time_limit', 'study', 'leave', 'delay', 'approval', 'aid', 'required_for', 'assumed', 'other'])), name='policy_note_topic_known', violation_error_message='Choose one of the topics.'),
        ),
        migrations.AlterField(
            model_name='policy',
            name='effective_from',
            field=models.DateField(blank=True, help_text='Empty: it has always held.', null=True, verbose_name='first day in force'),
        ),
        migrations.AlterField(
            model_name='policy',
            name='effective_to',
            field=models.DateField(blank=True, help_text='Empty: it still holds.', null=True, verbose_name='last day in force'),
        ),
        migrations.AlterField(
            model_name='policy',
            name='max_attempts',
            field=models.PositiveSmallIntegerField(blank=True, help_text="Empty means the exam's own limit only.", null=True, validators=[django.core.validators.MinValueValidator(1)], verbose_name='sittings in all'),
        ),
        migrations.AlterField(
            model_name='policy',
            name='testing_on_leave',
            field=models.CharField(choices=[('allowed', 'Allowed'), ('forbidden', 'Forbidden')], default='allowed', max_length=10, verbose_name='sitting the exam on leave'),
        ),
        migrations.RunSQL(RENEWED, "DROP TRIGGER reference_changed ON students_policynote;"),
    ]
