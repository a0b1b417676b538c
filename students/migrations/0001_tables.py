"""Every table of the record and of the reference data, with its constraints and indexes."""

import uuid

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.operations import BtreeGistExtension
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import migrations, models
from django.db.models.functions import MD5, Coalesce
from django.utils import timezone

import students.models.assessments
import students.models.availability
from advising.migrating import CreateModels

DAYS = models.Func('effective_from', 'effective_to', models.Value('[]'), function='daterange', output_field=DateRangeField())


def fact():
    """The columns of every dated fact."""
    return [
        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
        ('source', models.CharField(help_text="Where the fact comes from: a web address, or the document's name.", max_length=500)),
        ('source_note', models.TextField(blank=True, help_text='What to know about the source: its wording, its gaps, its doubts.')),
        ('note', models.TextField(blank=True, help_text='What to know about the fact itself.')),
        ('confidence', models.CharField(choices=[('H', 'High'), ('M', 'Medium'), ('L', 'Low')], help_text='High: the official page, or two independent sources. Medium: one secondary source quoting the official one. Low: opinion, commercial or modelled. If sources disagree, choose the lower and say why in the source note.', max_length=1)),
        ('verified_on', models.DateField(help_text='The day somebody last compared this row with its source.')),
        ('effective_from', models.DateField(blank=True, help_text='Empty: it has always held.', null=True, verbose_name='first day in force')),
        ('effective_to', models.DateField(blank=True, help_text='Empty: it still holds. To retire a fact, end it here rather than delete it.', null=True, verbose_name='last day in force')),
        ('edited_at', models.DateTimeField(blank=True, editable=False, help_text='Set when staff change the row; updates of the system then leave it alone.', null=True, verbose_name='changed here at')),
    ]


def term():
    return [
        *fact(),
        ('code', models.SlugField(help_text='The fixed word for it in case files and imports, such as cbssa.', max_length=60, unique=True)),
        ('name', models.CharField(help_text='What people read.', max_length=200)),
    ]


def edition():
    return [
        *fact(),
        ('key', models.CharField(help_text='A fixed name for this row, such as step1-2022. Imports find the row by it.', max_length=100, unique=True, validators=[RegexValidator('^[a-z0-9_.-]+$', 'Use small letters, digits, dots, hyphens and underscores, such as step1-2022.')], verbose_name='row name')),
    ]


def fact_constraints(model):
    return [
        models.CheckConstraint(condition=models.Q(('effective_from__isnull', True), ('effective_to__isnull', True), ('effective_to__gte', models.F('effective_from')), _connector='OR'), name=f'{model}_dates_in_order', violation_error_message='The last day cannot be before the first day.'),
        models.CheckConstraint(condition=models.Q(('confidence__in', ['H', 'M', 'L'])), name=f'{model}_confidence_known', violation_error_message='Confidence is high (H), medium (M) or low (L).'),
        models.CheckConstraint(condition=models.Q(('source', ''), _negated=True), name=f'{model}_has_source', violation_error_message='Say where the fact comes from.'),
    ]


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('students', '0001_extensions'),
        ('students', '0002_record'),
        ('students', '0006_policy_library'),
        ('students', '0007_holds'),
        ('students', '0009_exam_tracks_and_distances'),
        ('students', '0010_withdrawn_attempts'),
        ('students', '0011_plan_logged_on'),
        ('students', '0012_small_group_rule'),
        ('students', '0013_planned_retake_of_a_fail'),
        ('students', '0014_crisis_line_numbers'),
        ('students', '0016_early_lift_taken_back'),
        ('students', '0017_intake_submitted_at_any_time'),
        ('students', '0018_rule_of_missed_topics'),
    ]

    dependencies = [
        ('advising', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        BtreeGistExtension(),  # some constraints keep days apart within one exam, one school
        CreateModels(
            # students.models.reference.exams
            migrations.CreateModel(
                name='Scale',
                fields=[
                    *term(),
                    ('low', models.DecimalField(decimal_places=1, max_digits=6, verbose_name='lowest score')),
                    ('high', models.DecimalField(decimal_places=1, max_digits=6, verbose_name='highest score')),
                ],
                options={
                    'verbose_name': 'score scale',
                    'ordering': ['code'],
                    'constraints': [
                        *fact_constraints('scale'),
                        models.CheckConstraint(condition=models.Q(('high__gt', models.F('low'))), name='scale_low_high', violation_error_message='The highest score must be above the lowest.'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='Exam',
                fields=[
                    *term(),
                    ('reporting', models.CharField(choices=[('pass_fail', 'pass or fail'), ('numeric', 'a number')], help_text='What is reported.', max_length=20)),
                    ('reporting_since', models.DateField(blank=True, help_text='First sitting day reported this way.', null=True)),
                    ('tracks', ArrayField(base_field=models.CharField(choices=[('MD', 'MD (LCME school)'), ('DO', 'DO (COCA school)'), ('IMG', 'International (IMG)')], max_length=3), blank=True, default=list, help_text='The tracks with commas, such as MD, DO, IMG. Empty: nobody is asked about it.', size=None, verbose_name='who sits it')),
                ],
                options={
                    'ordering': ['code'],
                    'constraints': [
                        *fact_constraints('exam'),
                        models.CheckConstraint(condition=models.Q(('reporting__in', ['pass_fail', 'numeric'])), name='exam_reporting_known', violation_error_message='An exam reports pass or fail, or a number.'),
                        models.CheckConstraint(condition=models.Q(('tracks__contained_by', ['MD', 'DO', 'IMG'])), name='exam_tracks_known', violation_error_message='Use MD, DO and IMG, with commas between them.'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='PassingStandard',
                fields=[
                    *edition(),
                    ('value', models.PositiveSmallIntegerField(help_text='The lowest score that passes.', validators=[MinValueValidator(1), MaxValueValidator(999)], verbose_name='passing score')),
                    ('exam', models.ForeignKey(on_delete=models.PROTECT, related_name='standards', to='students.exam')),
                    ('scale', models.ForeignKey(on_delete=models.PROTECT, related_name='+', to='students.scale')),
                ],
                options={
                    'ordering': ['exam__code', 'scale__code', models.OrderBy(models.F('effective_from'), nulls_first=True)],
                    'constraints': [
                        *fact_constraints('passingstandard'),
                        models.CheckConstraint(condition=models.Q(('value__gte', 1), ('value__lte', 999)), name='passingstandard_value_within', violation_error_message='A passing score is between 1 and 999.'),
                        ExclusionConstraint(expressions=[('exam', '='), ('scale', '='), (DAYS, '&&')], name='passingstandard_one_in_force', violation_error_message='Another passing standard of this exam and scale holds on some of these days. End it first.'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='ExamFormat',
                fields=[
                    *edition(),
                    ('blocks', models.PositiveSmallIntegerField(validators=[MinValueValidator(1)])),
                    ('block_minutes', models.PositiveSmallIntegerField(validators=[MinValueValidator(1)])),
                    ('items_per_block', models.PositiveSmallIntegerField(help_text='At most this many questions in a block.', validators=[MinValueValidator(1)])),
                    ('items_max', models.PositiveSmallIntegerField(validators=[MinValueValidator(1)], verbose_name='questions at most')),
                    ('break_minutes', models.PositiveSmallIntegerField(help_text='Break time in all.')),
                    ('tutorial_minutes', models.PositiveSmallIntegerField()),
                    ('hours', models.DecimalField(decimal_places=1, max_digits=3, verbose_name='hours in all')),
                    ('exam', models.ForeignKey(on_delete=models.PROTECT, related_name='formats', to='students.exam')),
                ],
                options={
                    'ordering': ['exam__code', models.OrderBy(models.F('effective_from'), nulls_first=True)],
                    'constraints': [
                        *fact_constraints('examformat'),
                        models.CheckConstraint(condition=models.Q(('blocks__gte', 1), ('blocks__lte', 99)), name='examformat_blocks_within', violation_error_message='An exam day has between 1 and 99 blocks.'),
                        models.CheckConstraint(condition=models.Q(('block_minutes__gte', 1), ('block_minutes__lte', 600)), name='examformat_block_minutes_within', violation_error_message='A block lasts between 1 and 600 minutes.'),
                        models.CheckConstraint(condition=models.Q(('items_per_block__gte', 1), ('items_per_block__lte', 200)), name='examformat_items_per_block_within', violation_error_message='A block has between 1 and 200 questions.'),
                        models.CheckConstraint(condition=models.Q(('hours__gte', 0.5), ('hours__lte', 24)), name='examformat_hours_within', violation_error_message='An exam day lasts between half an hour and 24 hours.'),
                        models.CheckConstraint(condition=models.Q(('items_max__lte', models.Func('blocks', 'items_per_block', arg_joiner=' * ', output_field=models.DecimalField(), template='(%(expressions)s)'))), name='examformat_items_fit_blocks', violation_error_message='The blocks do not hold that many questions.'),
                        models.CheckConstraint(condition=models.Q(('hours__gte', models.Func(models.Func('blocks', 'block_minutes', arg_joiner=' * ', output_field=models.DecimalField(), template='(%(expressions)s)'), 'break_minutes', 'tutorial_minutes', arg_joiner=' + ', output_field=models.DecimalField(), template='(%(expressions)s) / 60.0'))), name='examformat_minutes_fit_hours', violation_error_message='Blocks, breaks and tutorial are longer than the exam day.'),
                        ExclusionConstraint(expressions=[('exam', '='), (DAYS, '&&')], name='examformat_one_in_force', violation_error_message='Another format of this exam holds on some of these days. End it first.'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='Fee',
                fields=[
                    *edition(),
                    ('what', models.CharField(max_length=200)),
                    ('usd', models.DecimalField(blank=True, decimal_places=2, help_text='Empty: there is a fee, but its amount is not known.', max_digits=8, null=True, validators=[MinValueValidator(0)], verbose_name='US dollars')),
                    ('year', models.PositiveSmallIntegerField(blank=True, help_text='Of the price list.', null=True)),
                    ('exam', models.ForeignKey(on_delete=models.PROTECT, related_name='fees', to='students.exam')),
                ],
                options={
                    'ordering': ['what', '-year'],
                    'constraints': [
                        *fact_constraints('fee'),
                        models.CheckConstraint(condition=models.Q(('usd__gte', 0), ('usd__lte', 100000)), name='fee_usd_within', violation_error_message='A fee is not negative.'),
                        models.CheckConstraint(condition=models.Q(('year__gte', 1992), ('year__lte', 2100)), name='fee_year_within', violation_error_message='Enter the year with four digits.'),
                        models.UniqueConstraint(fields=('exam', 'what', 'year'), name='fee_once_a_year', nulls_distinct=False, violation_error_message='This fee of that year is already listed.'),
                    ],
                },
            ),
            # students.models.reference.attempts
            migrations.CreateModel(
                name='AttemptRule',
                fields=[
                    *edition(),
                    ('code', models.SlugField(help_text="The rule's fixed word, as results name it.", max_length=60)),
                    ('kind', models.CharField(choices=[('max_attempts', 'sittings in all'), ('window', 'sittings in any so many months'), ('spacing', 'distance of one sitting from earlier ones'), ('eligibility', 'length of the eligibility period'), ('time_limit', 'years to pass everything'), ('no_retake', 'a passed exam is not sat again')], max_length=20)),
                    ('limit', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='sittings allowed')),
                    ('counts_incomplete', models.BooleanField(blank=True, null=True, verbose_name='a sitting begun and not finished counts')),
                    ('months', models.PositiveSmallIntegerField(blank=True, null=True)),
                    ('attempt', models.PositiveSmallIntegerField(blank=True, help_text='4: the rule is about the fourth.', null=True, verbose_name='which sitting')),
                    ('months_after_first', models.PositiveSmallIntegerField(blank=True, null=True)),
                    ('months_after_latest', models.PositiveSmallIntegerField(blank=True, null=True)),
                    ('extensions', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='extensions possible')),
                    ('extension_months', models.PositiveSmallIntegerField(blank=True, null=True)),
                    ('years', models.PositiveSmallIntegerField(blank=True, null=True)),
                    ('standing', models.CharField(blank=True, help_text='What sort of rule, where it does not bind.', max_length=200)),
                    ('exam', models.ForeignKey(on_delete=models.PROTECT, related_name='attempt_rules', to='students.exam')),
                ],
                options={
                    'ordering': ['exam__code', 'code', models.OrderBy(models.F('effective_from'), nulls_first=True)],
                    'constraints': [
                        *fact_constraints('attemptrule'),
                        models.CheckConstraint(condition=models.Q(('limit__gte', 1), ('limit__lte', 50)), name='attemptrule_limit_within', violation_error_message='A limit is between 1 and 50 sittings.'),
                        models.CheckConstraint(condition=models.Q(models.Q(('kind', 'max_attempts'), ('limit__isnull', False)), models.Q(('kind', 'window'), ('limit__isnull', False), ('months__isnull', False)), models.Q(('attempt__isnull', False), ('kind', 'spacing'), ('months_after_first__isnull', False), ('months_after_latest__isnull', False)), models.Q(('kind', 'eligibility'), ('months__isnull', False)), models.Q(('kind', 'time_limit'), ('years__isnull', False)), ('kind', 'no_retake'), _connector='OR'), name='attemptrule_kind_has_its_numbers', violation_error_message='Fill in the numbers of this kind: sittings in all needs the sittings allowed; a window needs sittings and months; a distance needs which sitting and both months; an eligibility period needs months; a time limit needs years.'),
                        ExclusionConstraint(expressions=[('exam', '='), ('code', '='), (DAYS, '&&')], name='attemptrule_one_in_force', violation_error_message='Another version of this rule holds on some of these days. End it first.'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='StateBoardLimit',
                fields=[
                    *edition(),
                    ('state', models.CharField(max_length=2, validators=[RegexValidator('^[A-Z]{2}$', 'Use the two capital letters, such as AK.')])),
                    ('name', models.CharField(max_length=60, verbose_name='state or territory')),
                    ('is_known', models.BooleanField(default=True, help_text="Not ticked: nobody has found this board's rule yet.", verbose_name='known')),
                    ('limit', models.PositiveSmallIntegerField(blank=True, help_text='Empty and known: this board sets no limit of its own.', null=True, verbose_name='sittings accepted')),
                    ('verify', models.BooleanField(default=True, help_text='These limits change unannounced.', verbose_name='show “verify with the board”')),
                    ('exam', models.ForeignKey(on_delete=models.PROTECT, related_name='state_limits', to='students.exam')),
                ],
                options={
                    'ordering': ['state', models.OrderBy(models.F('effective_from'), nulls_first=True)],
                    'constraints': [
                        *fact_constraints('stateboardlimit'),
                        models.CheckConstraint(condition=models.Q(('limit__gte', 1), ('limit__lte', 50)), name='stateboardlimit_limit_within', violation_error_message='A limit is between 1 and 50 sittings.'),
                        models.CheckConstraint(condition=models.Q(('is_known', True), ('limit__isnull', True), _connector='OR'), name='stateboardlimit_unknown_has_no_limit', violation_error_message='A limit is either known or left empty.'),
                        ExclusionConstraint(expressions=[('exam', '='), ('state', '='), (DAYS, '&&')], name='stateboardlimit_one_in_force', violation_error_message='Another limit of this state holds on some of these days. End it first.'),
                    ],
                },
            ),
            # students.models.reference.instruments
            migrations.CreateModel(
                name='Instrument',
                fields=[
                    *term(),
                    ('predictive', models.CharField(choices=[('yes', 'yes'), ('partly', 'partly: shown, but never counted for readiness'), ('no', 'no')], help_text='Whether a score says something about the real exam.', max_length=10)),
                    ('items', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='questions')),
                    ('sections', models.PositiveSmallIntegerField(blank=True, null=True)),
                    ('section_minutes', models.PositiveSmallIntegerField(blank=True, null=True)),
                    ('price_usd', models.DecimalField(blank=True, decimal_places=2, max_digits=7, null=True, verbose_name='price in US dollars')),
                    ('likely_range', models.DecimalField(blank=True, decimal_places=1, help_text='Half-width: a score of 60 with 4 here is read as 56 to 64.', max_digits=4, null=True)),
                    ('scale', models.ForeignKey(on_delete=models.PROTECT, related_name='instruments', to='students.scale')),
                ],
                options={
                    'verbose_name': 'practice exam',
                    'ordering': ['code'],
                    'constraints': [
                        *fact_constraints('instrument'),
                        models.CheckConstraint(condition=models.Q(('predictive__in', ['yes', 'partly', 'no'])), name='instrument_predictive_known', violation_error_message='Choose yes, partly or no.'),
                        models.CheckConstraint(condition=models.Q(('items__gte', 1), ('items__lte', 1000)), name='instrument_items_within', violation_error_message='A practice exam has between 1 and 1000 questions.'),
                        models.CheckConstraint(condition=models.Q(('sections__gte', 1), ('sections__lte', 50)), name='instrument_sections_within', violation_error_message='A practice exam has between 1 and 50 sections.'),
                        models.CheckConstraint(condition=models.Q(('section_minutes__gte', 1), ('section_minutes__lte', 600)), name='instrument_section_minutes_within', violation_error_message='A section lasts between 1 and 600 minutes.'),
                        models.CheckConstraint(condition=models.Q(('price_usd__gte', 0), ('price_usd__lte', 10000)), name='instrument_price_usd_within', violation_error_message='A price is not negative.'),
                        models.CheckConstraint(condition=models.Q(('likely_range__gte', 0), ('likely_range__lte', 100)), name='instrument_likely_range_within', violation_error_message='The half-width is between 0 and 100 points.'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='ExamForm',
                fields=[
                    *edition(),
                    ('form', models.CharField(help_text='As printed on the report, such as 28.', max_length=20)),
                    ('released_on', models.DateField(blank=True, help_text='First day on sale. Empty: not known.', null=True)),
                    ('retired_on', models.DateField(blank=True, help_text='First day no longer on sale. Empty: still on sale.', null=True)),
                    ('instrument', models.ForeignKey(on_delete=models.PROTECT, related_name='forms', to='students.instrument')),
                ],
                options={
                    'verbose_name': 'practice exam form',
                    'ordering': ['instrument__code', 'form'],
                    'constraints': [
                        *fact_constraints('examform'),
                        models.CheckConstraint(condition=models.Q(('retired_on__gt', models.F('released_on'))), name='examform_released_on_retired_on', violation_error_message='A form is retired after its release.'),
                        models.UniqueConstraint(fields=('instrument', 'form'), name='examform_once', violation_error_message='This form is already listed.'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='DefaultGate',
                fields=[
                    *edition(),
                    ('minimum', models.DecimalField(decimal_places=1, max_digits=6, verbose_name='lowest score that meets it')),
                    ('distinct_forms', models.PositiveSmallIntegerField(default=1, help_text='On how many different forms the score must be reached.', validators=[MinValueValidator(1)])),
                    ('max_age_days', models.PositiveSmallIntegerField(blank=True, null=True, validators=[MinValueValidator(1)], verbose_name='days a score counts')),
                    ('instruments', models.ManyToManyField(help_text='A score of any of these counts.', related_name='gates', to='students.instrument')),
                    ('scale', models.ForeignKey(on_delete=models.PROTECT, related_name='+', to='students.scale')),
                ],
                options={
                    'ordering': ['key'],
                    'constraints': [
                        *fact_constraints('defaultgate'),
                        models.CheckConstraint(condition=models.Q(('distinct_forms__gte', 1), ('distinct_forms__lte', 20)), name='defaultgate_distinct_forms_within', violation_error_message='A gate asks for between 1 and 20 forms.'),
                        models.CheckConstraint(condition=models.Q(('max_age_days__gte', 1), ('max_age_days__lte', 3650)), name='defaultgate_max_age_days_within', violation_error_message='A score counts for at least a day.'),
                        models.CheckConstraint(condition=models.Q(('minimum__gte', 0), ('minimum__lte', 999)), name='defaultgate_minimum_within', violation_error_message='The lowest score is between 0 and 999.'),
                        ExclusionConstraint(expressions=[(DAYS, '&&')], name='defaultgate_one_in_force', violation_error_message='Another gate holds on some of these days. End it first.'),
                    ],
                },
            ),
            # students.models.reference.outline
            migrations.CreateModel(
                name='ContentArea',
                fields=[
                    *term(),
                    ('is_big_ticket', models.BooleanField(default=False, help_text="An adviser's list says to study it first.", verbose_name='big ticket')),
                    ('big_ticket_source', models.CharField(blank=True, max_length=200)),
                    ('big_ticket_confidence', models.CharField(blank=True, choices=[('H', 'High'), ('M', 'Medium'), ('L', 'Low')], max_length=1)),
                ],
                options={
                    'ordering': ['code'],
                    'constraints': [
                        *fact_constraints('contentarea'),
                        models.CheckConstraint(condition=models.Q(('is_big_ticket', False), models.Q(models.Q(('big_ticket_source', ''), _negated=True), ('big_ticket_confidence__in', ['H', 'M', 'L'])), _connector='OR'), name='contentarea_big_ticket_has_source', violation_error_message='Say who calls it big ticket, and how sure that is.'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='Discipline',
                fields=[
                    *term(),
                    ('is_big_ticket', models.BooleanField(default=False, help_text="An adviser's list says to study it first.", verbose_name='big ticket')),
                    ('big_ticket_source', models.CharField(blank=True, max_length=200)),
                    ('big_ticket_confidence', models.CharField(blank=True, choices=[('H', 'High'), ('M', 'Medium'), ('L', 'Low')], max_length=1)),
                ],
                options={
                    'ordering': ['code'],
                    'constraints': [
                        *fact_constraints('discipline'),
                        models.CheckConstraint(condition=models.Q(('is_big_ticket', False), models.Q(models.Q(('big_ticket_source', ''), _negated=True), ('big_ticket_confidence__in', ['H', 'M', 'L'])), _connector='OR'), name='discipline_big_ticket_has_source', violation_error_message='Say who calls it big ticket, and how sure that is.'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='AreaShare',
                fields=[
                    *edition(),
                    ('low', models.DecimalField(decimal_places=1, max_digits=4, validators=[MinValueValidator(0), MaxValueValidator(100)], verbose_name='lowest percent')),
                    ('high', models.DecimalField(decimal_places=1, max_digits=4, validators=[MinValueValidator(0), MaxValueValidator(100)], verbose_name='highest percent')),
                    ('area', models.ForeignKey(on_delete=models.PROTECT, related_name='shares', to='students.contentarea')),
                    ('exam', models.ForeignKey(on_delete=models.PROTECT, related_name='%(class)ss', to='students.exam')),
                ],
                options={
                    'verbose_name': 'share of a content area',
                    'verbose_name_plural': 'shares of content areas',
                    'ordering': ['exam__code', 'area__code', 'key'],
                    'constraints': [
                        *fact_constraints('areashare'),
                        models.CheckConstraint(condition=models.Q(('low__gte', 0), ('low__lte', 100)), name='areashare_low_within', violation_error_message='A percent is between 0 and 100.'),
                        models.CheckConstraint(condition=models.Q(('high__gte', 0), ('high__lte', 100)), name='areashare_high_within', violation_error_message='A percent is between 0 and 100.'),
                        models.CheckConstraint(condition=models.Q(('high__gte', models.F('low'))), name='areashare_low_high', violation_error_message='The highest percent is below the lowest.'),
                        ExclusionConstraint(expressions=[('exam', '='), ('area', '='), (DAYS, '&&')], name='areashare_one_in_force', violation_error_message='Another share of this subject holds on some of these days. End it first.'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='DisciplineShare',
                fields=[
                    *edition(),
                    ('low', models.DecimalField(decimal_places=1, max_digits=4, validators=[MinValueValidator(0), MaxValueValidator(100)], verbose_name='lowest percent')),
                    ('high', models.DecimalField(decimal_places=1, max_digits=4, validators=[MinValueValidator(0), MaxValueValidator(100)], verbose_name='highest percent')),
                    ('discipline', models.ForeignKey(on_delete=models.PROTECT, related_name='shares', to='students.discipline')),
                    ('exam', models.ForeignKey(on_delete=models.PROTECT, related_name='%(class)ss', to='students.exam')),
                ],
                options={
                    'verbose_name': 'share of a discipline',
                    'verbose_name_plural': 'shares of disciplines',
                    'ordering': ['exam__code', 'discipline__code', 'key'],
                    'constraints': [
                        *fact_constraints('disciplineshare'),
                        models.CheckConstraint(condition=models.Q(('low__gte', 0), ('low__lte', 100)), name='disciplineshare_low_within', violation_error_message='A percent is between 0 and 100.'),
                        models.CheckConstraint(condition=models.Q(('high__gte', 0), ('high__lte', 100)), name='disciplineshare_high_within', violation_error_message='A percent is between 0 and 100.'),
                        models.CheckConstraint(condition=models.Q(('high__gte', models.F('low'))), name='disciplineshare_low_high', violation_error_message='The highest percent is below the lowest.'),
                        ExclusionConstraint(expressions=[('exam', '='), ('discipline', '='), (DAYS, '&&')], name='disciplineshare_one_in_force', violation_error_message='Another share of this subject holds on some of these days. End it first.'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='Resource',
                fields=[
                    *term(),
                    ('kind', models.CharField(choices=[('qbank', 'question bank'), ('video', 'video course'), ('book', 'Book'), ('flashcards', 'flash cards')], max_length=20)),
                    ('is_core', models.BooleanField(default=False, help_text='Kept when a plan must set resources aside.', verbose_name='core')),
                    ('disciplines', models.ManyToManyField(blank=True, help_text='The disciplines it covers. None: all of them.', related_name='resources', to='students.discipline')),
                ],
                options={
                    'verbose_name': 'study resource',
                    'ordering': ['code'],
                    'constraints': [
                        *fact_constraints('resource'),
                        models.CheckConstraint(condition=models.Q(('kind__in', ['qbank', 'video', 'book', 'flashcards'])), name='resource_kind_known', violation_error_message='Choose one of the kinds.'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='ResourceLimit',
                fields=[
                    *edition(),
                    ('max_primary', models.PositiveSmallIntegerField(validators=[MinValueValidator(1)], verbose_name='primary resources at most')),
                ],
                options={
                    'verbose_name': 'limit of resources',
                    'verbose_name_plural': 'limits of resources',
                    'ordering': ['key'],
                    'constraints': [
                        *fact_constraints('resourcelimit'),
                        models.CheckConstraint(condition=models.Q(('max_primary__gte', 1), ('max_primary__lte', 50)), name='resourcelimit_max_primary_within', violation_error_message='A plan needs at least one resource.'),
                        ExclusionConstraint(expressions=[(DAYS, '&&')], name='resourcelimit_one_in_force', violation_error_message='Another limit holds on some of these days. End it first.'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='TopicRule',
                fields=[
                    *edition(),
                    ('misses', models.PositiveSmallIntegerField(help_text='Questions missed on one topic. A topic missed less often gets no hour.', verbose_name='misses that earn an hour')),
                ],
                options={
                    'ordering': ['key'],
                    'constraints': [
                        *fact_constraints('topicrule'),
                        models.CheckConstraint(condition=models.Q(('misses__gte', 1), ('misses__lte', 1000)), name='topicrule_misses_within', violation_error_message='Between 1 and 1000 questions.'),
                        ExclusionConstraint(expressions=[(DAYS, '&&')], name='topicrule_one_in_force', violation_error_message='Another rule holds on some of these days. End it first.'),
                    ],
                },
            ),
            # students.models.reference.readiness
            migrations.CreateModel(
                name='ReadinessBand',
                fields=[
                    *edition(),
                    ('low', models.DecimalField(decimal_places=1, max_digits=6, verbose_name='lower edge')),
                    ('high', models.DecimalField(decimal_places=1, max_digits=6, verbose_name='upper edge')),
                    ('scale', models.ForeignKey(on_delete=models.PROTECT, related_name='bands', to='students.scale')),
                ],
                options={
                    'verbose_name': 'low-pass band',
                    'ordering': ['key'],
                    'constraints': [
                        *fact_constraints('readinessband'),
                        models.CheckConstraint(condition=models.Q(('high__gte', models.F('low'))), name='readinessband_low_high', violation_error_message='The upper edge is below the lower edge.'),
                        ExclusionConstraint(expressions=[('scale', '='), (DAYS, '&&')], name='readinessband_one_in_force', violation_error_message='Another band of this scale holds on some of these days. End it first.'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='ReadinessScenario',
                fields=[
                    *term(),
                    ('rule', models.CharField(help_text='In words: low and high are the likely range, a and b the low-pass band.', max_length=100)),
                    ('meaning', models.TextField(help_text='What it means, as the student reads it.')),
                    ('position', models.PositiveSmallIntegerField(help_text='From the furthest away to the nearest.')),
                ],
                options={
                    'ordering': ['position', 'code'],
                    'constraints': [
                        *fact_constraints('readinessscenario'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='ReadinessSettings',
                fields=[
                    *edition(),
                    ('recent_days', models.PositiveSmallIntegerField(help_text='A score older than this many days no longer describes the student.')),
                    ('distinct_forms', models.PositiveSmallIntegerField(help_text='How many different forms reassure.')),
                    ('likely_range', models.DecimalField(decimal_places=1, help_text='Half-width used when a report prints no range of its own.', max_digits=4)),
                ],
                options={
                    'verbose_name_plural': 'readiness settings',
                    'ordering': ['key'],
                    'constraints': [
                        *fact_constraints('readinesssettings'),
                        models.CheckConstraint(condition=models.Q(('recent_days__gte', 1), ('recent_days__lte', 365)), name='readinesssettings_recent_days_within', violation_error_message='A score stays recent for 1 to 365 days.'),
                        models.CheckConstraint(condition=models.Q(('distinct_forms__gte', 1), ('distinct_forms__lte', 20)), name='readinesssettings_distinct_forms_within', violation_error_message='Between 1 and 20 forms.'),
                        models.CheckConstraint(condition=models.Q(('likely_range__gte', 0), ('likely_range__lte', 100)), name='readinesssettings_likely_range_within', violation_error_message='The half-width is between 0 and 100 points.'),
                        ExclusionConstraint(expressions=[(DAYS, '&&')], name='readinesssettings_one_in_force', violation_error_message='Another version holds on some of these days. End it first.'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='ReadinessPoint',
                fields=[
                    *edition(),
                    ('score', models.DecimalField(decimal_places=1, max_digits=6)),
                    ('p_pass', models.DecimalField(decimal_places=3, max_digits=4, verbose_name='probability of passing')),
                    ('scale', models.ForeignKey(on_delete=models.PROTECT, related_name='+', to='students.scale')),
                ],
                options={
                    'verbose_name': 'published probability',
                    'verbose_name_plural': 'published probabilities',
                    'ordering': ['key'],
                    'constraints': [
                        *fact_constraints('readinesspoint'),
                        models.CheckConstraint(condition=models.Q(('p_pass__gte', 0), ('p_pass__lte', 1)), name='readinesspoint_p_pass_within', violation_error_message='A probability is between 0 and 1.'),
                        ExclusionConstraint(expressions=[('scale', '='), ('score', '='), (DAYS, '&&')], name='readinesspoint_one_in_force', violation_error_message='Another point at this score holds on some of these days. End it first.'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='ForecastCurve',
                fields=[
                    *edition(),
                    ('form', models.CharField(max_length=200, verbose_name='formula')),
                    ('cut', models.DecimalField(decimal_places=2, help_text='The score at which the probability is one half.', max_digits=5)),
                    ('spread', models.DecimalField(decimal_places=2, help_text='Standard deviation, in points of the scale.', max_digits=5)),
                ],
                options={
                    'verbose_name': 'probability curve',
                    'ordering': ['key'],
                    'constraints': [
                        *fact_constraints('forecastcurve'),
                        models.CheckConstraint(condition=models.Q(('cut__gte', 0), ('cut__lte', 100)), name='forecastcurve_cut_within', violation_error_message='The cut is between 0 and 100 EPC.'),
                        models.CheckConstraint(condition=models.Q(('spread__gte', 0.1), ('spread__lte', 50)), name='forecastcurve_spread_within', violation_error_message='The spread is between 0.1 and 50 EPC.'),
                        ExclusionConstraint(expressions=[(DAYS, '&&')], name='forecastcurve_one_in_force', violation_error_message='Another version holds on some of these days. End it first.'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='LearningModel',
                fields=[
                    *edition(),
                    ('ceiling', models.DecimalField(decimal_places=3, help_text='The share nobody is assumed to pass, 0 to 1.', max_digits=4)),
                    ('scale_hours', models.DecimalField(decimal_places=1, help_text='T: more hours mean slower learning.', max_digits=7)),
                    ('calibrated_on', models.TextField(help_text='What the hours were set to agree with.')),
                    ('ready_epc', models.DecimalField(decimal_places=1, max_digits=4, verbose_name='level that counts as ready')),
                    ('item_prior', models.DecimalField(decimal_places=1, help_text="Questions of prior belief in an area's level.", max_digits=5)),
                    ('report_level_shift', models.DecimalField(decimal_places=3, help_text='What lower or higher on the fail report moves.', max_digits=4)),
                    ('level_sd_from_score', models.DecimalField(decimal_places=1, max_digits=4, verbose_name='spread of a level from a score')),
                    ('level_sd_from_prior', models.DecimalField(decimal_places=1, max_digits=4, verbose_name='spread of a level without a score')),
                ],
                options={
                    'ordering': ['key'],
                    'constraints': [
                        *fact_constraints('learningmodel'),
                        models.CheckConstraint(condition=models.Q(('ceiling__gte', 0.5), ('ceiling__lte', 1)), name='learningmodel_ceiling_within', violation_error_message='The ceiling is a share between 0.5 and 1.'),
                        models.CheckConstraint(condition=models.Q(('scale_hours__gte', 1), ('scale_hours__lte', 100000)), name='learningmodel_scale_hours_within', violation_error_message='The hours must be positive.'),
                        models.CheckConstraint(condition=models.Q(('ready_epc__gte', 0), ('ready_epc__lte', 100)), name='learningmodel_ready_epc_within', violation_error_message='An EPC level is between 0 and 100.'),
                        models.CheckConstraint(condition=models.Q(('item_prior__gte', 0), ('item_prior__lte', 1000)), name='learningmodel_item_prior_within', violation_error_message='The prior is not negative.'),
                        models.CheckConstraint(condition=models.Q(('report_level_shift__gte', 0), ('report_level_shift__lte', 0.5)), name='learningmodel_report_level_shift_within', violation_error_message='The shift is a share between 0 and 0.5.'),
                        models.CheckConstraint(condition=models.Q(('level_sd_from_score__gte', 0.1), ('level_sd_from_score__lte', 50)), name='learningmodel_level_sd_from_score_within', violation_error_message='The spread is between 0.1 and 50 EPC.'),
                        models.CheckConstraint(condition=models.Q(('level_sd_from_prior__gte', 0.1), ('level_sd_from_prior__lte', 50)), name='learningmodel_level_sd_from_prior_within', violation_error_message='The spread is between 0.1 and 50 EPC.'),
                        ExclusionConstraint(expressions=[(DAYS, '&&')], name='learningmodel_one_in_force', violation_error_message='Another version holds on some of these days. End it first.'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='LevelPrior',
                fields=[
                    *edition(),
                    ('form', models.CharField(max_length=200, verbose_name='formula')),
                    ('pass_level', models.DecimalField(decimal_places=1, max_digits=4, verbose_name='EPC at the passing standard')),
                    ('points_per_epc', models.DecimalField(decimal_places=2, max_digits=4, verbose_name='three-digit points an EPC point')),
                    ('without_distance', models.DecimalField(decimal_places=1, max_digits=4, verbose_name='EPC when the distance is unknown')),
                    ('use', models.CharField(help_text='What it may be used for.', max_length=200)),
                ],
                options={
                    'verbose_name': 'assumed starting level',
                    'ordering': ['key'],
                    'constraints': [
                        *fact_constraints('levelprior'),
                        models.CheckConstraint(condition=models.Q(('pass_level__gte', 0), ('pass_level__lte', 100)), name='levelprior_pass_level_within', violation_error_message='An EPC level is between 0 and 100.'),
                        models.CheckConstraint(condition=models.Q(('points_per_epc__gte', 0.1), ('points_per_epc__lte', 20)), name='levelprior_points_per_epc_within', violation_error_message='Between 0.1 and 20 points an EPC point.'),
                        models.CheckConstraint(condition=models.Q(('without_distance__gte', 0), ('without_distance__lte', 100)), name='levelprior_without_distance_within', violation_error_message='An EPC level is between 0 and 100.'),
                        ExclusionConstraint(expressions=[(DAYS, '&&')], name='levelprior_one_in_force', violation_error_message='Another version holds on some of these days. End it first.'),
                    ],
                },
            ),
            # students.models.reference.releases
            migrations.CreateModel(
                name='ScoreRelease',
                fields=[
                    *edition(),
                    ('weekday', models.PositiveSmallIntegerField(choices=[(0, 'Monday'), (1, 'Tuesday'), (2, 'Wednesday'), (3, 'Thursday'), (4, 'Friday'), (5, 'Saturday'), (6, 'Sunday')])),
                    ('typical_days', models.PositiveSmallIntegerField(help_text='Scores are usually out on the first such weekday this many days later.')),
                    ('allow_days', models.PositiveSmallIntegerField(help_text='Count on this many when a deadline depends on the score.', verbose_name='days to allow')),
                ],
                options={
                    'verbose_name': 'score release rule',
                    'ordering': ['key'],
                    'constraints': [
                        *fact_constraints('scorerelease'),
                        models.CheckConstraint(condition=models.Q(('weekday__gte', 0), ('weekday__lte', 6)), name='scorerelease_weekday_within', violation_error_message='Choose a day of the week.'),
                        models.CheckConstraint(condition=models.Q(('typical_days__gte', 0), ('typical_days__lte', 365)), name='scorerelease_typical_days_within', violation_error_message='Between 0 and 365 days.'),
                        models.CheckConstraint(condition=models.Q(('allow_days__gte', 0), ('allow_days__lte', 365)), name='scorerelease_allow_days_within', violation_error_message='Between 0 and 365 days.'),
                        models.CheckConstraint(condition=models.Q(('allow_days__gte', models.F('typical_days'))), name='scorerelease_allow_at_least_typical', violation_error_message='Allow at least as many days as is typical.'),
                        ExclusionConstraint(expressions=[(DAYS, '&&')], name='scorerelease_one_in_force', violation_error_message='Another release rule holds on some of these days. End it first.'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='QuietHoliday',
                fields=[
                    *edition(),
                    ('code', models.SlugField(max_length=60)),
                    ('name', models.CharField(max_length=200)),
                    ('month', models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(12)])),
                    ('day', models.PositiveSmallIntegerField(blank=True, help_text='Of a fixed holiday.', null=True)),
                    ('nth', models.PositiveSmallIntegerField(blank=True, help_text='4: the fourth such weekday of the month.', null=True, verbose_name='which one')),
                    ('weekday', models.PositiveSmallIntegerField(blank=True, choices=[(0, 'Monday'), (1, 'Tuesday'), (2, 'Wednesday'), (3, 'Thursday'), (4, 'Friday'), (5, 'Saturday'), (6, 'Sunday')], null=True)),
                    ('days', models.PositiveSmallIntegerField(default=7, help_text='How many days after the holiday nothing comes out.', verbose_name='quiet days')),
                ],
                options={
                    'ordering': ['month', 'day', 'nth'],
                    'constraints': [
                        *fact_constraints('quietholiday'),
                        models.CheckConstraint(condition=models.Q(('month__gte', 1), ('month__lte', 12)), name='quietholiday_month_within', violation_error_message='A month is between 1 and 12.'),
                        models.CheckConstraint(condition=models.Q(('day__gte', 1), ('day__lte', 31)), name='quietholiday_day_within', violation_error_message='A day is between 1 and 31.'),
                        models.CheckConstraint(condition=models.Q(('nth__gte', 1), ('nth__lte', 5)), name='quietholiday_nth_within', violation_error_message='A month has at most five of a weekday.'),
                        models.CheckConstraint(condition=models.Q(('weekday__gte', 0), ('weekday__lte', 6)), name='quietholiday_weekday_within', violation_error_message='Choose a day of the week.'),
                        models.CheckConstraint(condition=models.Q(('days__gte', 1), ('days__lte', 60)), name='quietholiday_days_within', violation_error_message='Between 1 and 60 quiet days.'),
                        models.CheckConstraint(condition=models.Q(models.Q(('day__isnull', False), ('nth__isnull', True), ('weekday__isnull', True)), models.Q(('day__isnull', True), ('nth__isnull', False), ('weekday__isnull', False)), _connector='OR'), name='quietholiday_fixed_or_nth', violation_error_message='Give either the day of the month, or which weekday of the month.'),
                        ExclusionConstraint(expressions=[('code', '='), (DAYS, '&&')], name='quietholiday_one_in_force', violation_error_message='Another version of this holiday holds on some of these days. End it first.'),
                    ],
                },
            ),
            # students.models.reference.statements
            migrations.CreateModel(
                name='CalendarDate',
                fields=[
                    *edition(),
                    ('code', models.SlugField(help_text='The fixed word for it, such as match_day.', max_length=60)),
                    ('name', models.CharField(max_length=200)),
                    ('season', models.PositiveSmallIntegerField(help_text='The year the residency begins.')),
                    ('on', models.DateField(verbose_name='date')),
                    ('time', models.CharField(blank=True, help_text='With its time zone, such as 21:00 America/New_York.', max_length=60)),
                ],
                options={
                    'verbose_name': 'application date',
                    'ordering': ['-season', 'on'],
                    'constraints': [
                        *fact_constraints('calendardate'),
                        models.CheckConstraint(condition=models.Q(('season__gte', 1992), ('season__lte', 2100)), name='calendardate_season_within', violation_error_message='Enter the year with four digits.'),
                        ExclusionConstraint(expressions=[('code', '='), ('season', '='), (DAYS, '&&')], name='calendardate_one_in_force', violation_error_message='This date of the season is already listed.'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='SmallGroupRule',
                fields=[
                    *edition(),
                    ('fewest', models.PositiveSmallIntegerField(help_text='The numbers of a smaller group are not shown.', verbose_name='fewest in a group')),
                ],
                options={
                    'ordering': ['key'],
                    'constraints': [
                        *fact_constraints('smallgrouprule'),
                        models.CheckConstraint(condition=models.Q(('fewest__gte', 2), ('fewest__lte', 1000)), name='smallgrouprule_fewest_within', violation_error_message='Between 2 and 1000.'),
                        ExclusionConstraint(expressions=[(DAYS, '&&')], name='smallgrouprule_one_in_force', violation_error_message='Another rule holds on some of these days. End it first.'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='LeaveRule',
                fields=[
                    *edition(),
                    ('max_days', models.PositiveSmallIntegerField(help_text='All leaves together.', validators=[MinValueValidator(1)], verbose_name='days at most')),
                    ('within_months', models.PositiveSmallIntegerField(verbose_name='in any so many months')),
                    ('sap_max_percent', models.PositiveSmallIntegerField(blank=True, help_text="Satisfactory academic progress: of the programme's published length.", null=True, verbose_name='longest course, percent')),
                ],
                options={
                    'ordering': ['key'],
                    'constraints': [
                        *fact_constraints('leaverule'),
                        models.CheckConstraint(condition=models.Q(('max_days__gte', 1), ('max_days__lte', 3650)), name='leaverule_max_days_within', violation_error_message='Between 1 and 3650 days.'),
                        models.CheckConstraint(condition=models.Q(('within_months__gte', 1), ('within_months__lte', 120)), name='leaverule_within_months_within', violation_error_message='Between 1 and 120 months.'),
                        models.CheckConstraint(condition=models.Q(('sap_max_percent__gte', 100), ('sap_max_percent__lte', 500)), name='leaverule_sap_max_percent_within', violation_error_message='Between 100 and 500 percent.'),
                        ExclusionConstraint(expressions=[(DAYS, '&&')], name='leaverule_one_in_force', violation_error_message='Another rule holds on some of these days. End it first.'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='Fact',
                fields=[
                    *edition(),
                    ('code', models.SlugField(help_text='The fixed word pages name it by.', max_length=60)),
                    ('subject', models.CharField(help_text='What it is about, as a heading.', max_length=200)),
                    ('statement', models.TextField(help_text='The fact, in plain words.')),
                    ('value', models.JSONField(blank=True, default=dict, help_text='Its numbers and lists, as JSON, if it has any.')),
                ],
                options={
                    'verbose_name': 'statement',
                    'ordering': ['subject', 'key'],
                    'constraints': [
                        *fact_constraints('fact'),
                        ExclusionConstraint(expressions=[('code', '='), (DAYS, '&&')], name='fact_one_in_force', violation_error_message='Another version of this fact holds on some of these days. End it first.'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='SourceDocument',
                fields=[
                    *term(),
                    ('cited_as', models.CharField(help_text='The short name rows use as their source.', max_length=60, unique=True)),
                    ('author', models.CharField(blank=True, max_length=200)),
                ],
                options={
                    'ordering': ['cited_as'],
                    'constraints': [
                        *fact_constraints('sourcedocument'),
                    ],
                },
            ),
            # students.models.reference.evidence
            migrations.CreateModel(
                name='StudyDuration',
                fields=[
                    *edition(),
                    ('from_score', models.PositiveSmallIntegerField(blank=True, help_text='Empty: every lower score too.', null=True, verbose_name='from score')),
                    ('to_score', models.PositiveSmallIntegerField(blank=True, help_text='Empty: every higher score too.', null=True, verbose_name='to score')),
                    ('weeks_min', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='weeks at least')),
                    ('weeks_max', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='weeks at most')),
                    ('action', models.CharField(blank=True, help_text='What the source asks for instead or as well.', max_length=200)),
                    ('exam', models.ForeignKey(on_delete=models.PROTECT, related_name='+', to='students.exam')),
                ],
                options={
                    'verbose_name': 'recommended duration',
                    'ordering': ['source', models.OrderBy(models.F('from_score'), nulls_first=True)],
                    'constraints': [
                        *fact_constraints('studyduration'),
                        models.CheckConstraint(condition=models.Q(('to_score__gte', models.F('from_score'))), name='studyduration_from_score_to_score', violation_error_message='The band ends below its start.'),
                        models.CheckConstraint(condition=models.Q(('weeks_max__gte', models.F('weeks_min'))), name='studyduration_weeks_min_weeks_max', violation_error_message='The most weeks are fewer than the least.'),
                        models.CheckConstraint(condition=models.Q(('weeks_max__gte', 1), ('weeks_max__lte', 260)), name='studyduration_weeks_max_within', violation_error_message='Between 1 and 260 weeks.'),
                        models.CheckConstraint(condition=models.Q(('weeks_min__isnull', False), models.Q(('action', ''), _negated=True), _connector='OR'), name='studyduration_says_something', violation_error_message='Give the weeks, or what the source asks for instead.'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='Improvement',
                fields=[
                    *edition(),
                    ('population', models.CharField(blank=True, help_text='Whom it describes.', max_length=200)),
                    ('statement', models.TextField(blank=True, help_text='What is reported, in our own words.')),
                    ('formula', models.CharField(blank=True, max_length=200)),
                    ('epc_per_month', models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True, verbose_name='EPC points a month')),
                    ('three_digit_per_month', models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True, verbose_name='three-digit points a month')),
                    ('error_sd', models.DecimalField(blank=True, decimal_places=2, max_digits=6, null=True, verbose_name='error, standard deviation')),
                    ('mape', models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True, verbose_name='error, mean percent')),
                    ('n', models.PositiveIntegerField(blank=True, null=True, verbose_name='people studied')),
                    ('use_for_repeaters', models.BooleanField(blank=True, help_text='Unknown: the source is silent.', null=True, verbose_name='may be used for a retake')),
                ],
                options={
                    'verbose_name': 'finding on improvement',
                    'verbose_name_plural': 'findings on improvement',
                    'ordering': ['key'],
                    'constraints': [
                        *fact_constraints('improvement'),
                        models.CheckConstraint(condition=models.Q(models.Q(('population', ''), _negated=True), models.Q(('statement', ''), _negated=True), _connector='OR'), name='improvement_says_something', violation_error_message='Say whom it describes or what is reported.'),
                        models.CheckConstraint(condition=models.Q(('mape__gte', 0), ('mape__lte', 100)), name='improvement_mape_within', violation_error_message='A percent is between 0 and 100.'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='PassRate',
                fields=[
                    *edition(),
                    ('year', models.PositiveSmallIntegerField()),
                    ('group', models.CharField(choices=[('US MD', 'US MD'), ('DO', 'DO'), ('IMG', 'international'), ('all', 'everyone')], max_length=20)),
                    ('takers', models.CharField(choices=[('all', 'all sittings'), ('first', 'first sitting'), ('repeat', 'repeaters')], max_length=20)),
                    ('pct', models.DecimalField(decimal_places=1, max_digits=4, validators=[MinValueValidator(0), MaxValueValidator(100)], verbose_name='percent passed')),
                    ('n', models.PositiveIntegerField(blank=True, null=True, verbose_name='sittings counted')),
                    ('exam', models.ForeignKey(on_delete=models.PROTECT, related_name='pass_rates', to='students.exam')),
                ],
                options={
                    'ordering': ['-year', 'group', 'takers'],
                    'constraints': [
                        *fact_constraints('passrate'),
                        models.CheckConstraint(condition=models.Q(('year__gte', 1992), ('year__lte', 2100)), name='passrate_year_within', violation_error_message='Enter the year with four digits.'),
                        models.CheckConstraint(condition=models.Q(('pct__gte', 0), ('pct__lte', 100)), name='passrate_pct_within', violation_error_message='A percent is between 0 and 100.'),
                        models.CheckConstraint(condition=models.Q(('group__in', ['US MD', 'DO', 'IMG', 'all']), ('takers__in', ['all', 'first', 'repeat'])), name='passrate_population_known', violation_error_message='Choose the group and whose sittings are counted.'),
                        ExclusionConstraint(expressions=[('exam', '='), ('year', '='), ('group', '='), ('takers', '='), (DAYS, '&&')], name='passrate_one_in_force', violation_error_message="This year's rate of the same people is already listed."),
                    ],
                },
            ),
            migrations.CreateModel(
                name='ProgramDirectorAnswer',
                fields=[
                    *edition(),
                    ('year', models.PositiveSmallIntegerField(verbose_name='survey year')),
                    ('specialty', models.CharField(max_length=100)),
                    ('n', models.PositiveIntegerField(blank=True, null=True, verbose_name='programs answering')),
                    ('never_pct', models.DecimalField(decimal_places=1, max_digits=4, validators=[MinValueValidator(0), MaxValueValidator(100)], verbose_name='never, percent')),
                    ('seldom_pct', models.DecimalField(decimal_places=1, max_digits=4, validators=[MinValueValidator(0), MaxValueValidator(100)], verbose_name='seldom, percent')),
                    ('often_pct', models.DecimalField(decimal_places=1, max_digits=4, validators=[MinValueValidator(0), MaxValueValidator(100)], verbose_name='often, percent')),
                ],
                options={
                    'verbose_name': "program directors' answer",
                    'ordering': ['-year', 'specialty'],
                    'constraints': [
                        *fact_constraints('programdirectoranswer'),
                        models.CheckConstraint(condition=models.Q(('year__gte', 1992), ('year__lte', 2100)), name='programdirectoranswer_year_within', violation_error_message='Enter the year with four digits.'),
                        models.CheckConstraint(condition=models.Q(('never_pct__gte', 0), ('never_pct__lte', 100)), name='programdirectoranswer_never_pct_within', violation_error_message='A percent is between 0 and 100.'),
                        models.CheckConstraint(condition=models.Q(('seldom_pct__gte', 0), ('seldom_pct__lte', 100)), name='programdirectoranswer_seldom_pct_within', violation_error_message='A percent is between 0 and 100.'),
                        models.CheckConstraint(condition=models.Q(('often_pct__gte', 0), ('often_pct__lte', 100)), name='programdirectoranswer_often_pct_within', violation_error_message='A percent is between 0 and 100.'),
                        models.CheckConstraint(condition=models.Q(('never_pct__gte', models.Func('seldom_pct', 'often_pct', arg_joiner=' + ', output_field=models.DecimalField(), template='98 - (%(expressions)s)')), ('never_pct__lte', models.Func('seldom_pct', 'often_pct', arg_joiner=' + ', output_field=models.DecimalField(), template='102 - (%(expressions)s)'))), name='programdirectoranswer_adds_up', violation_error_message='Never, seldom and often should add up to about 100.'),
                        ExclusionConstraint(expressions=[('year', '='), ('specialty', '='), (DAYS, '&&')], name='programdirectoranswer_one_in_force', violation_error_message="This specialty's answers of that year are listed."),
                    ],
                },
            ),
            migrations.CreateModel(
                name='ProgramDirectorFactor',
                fields=[
                    *edition(),
                    ('year', models.PositiveSmallIntegerField(verbose_name='survey year')),
                    ('rank', models.PositiveSmallIntegerField(validators=[MinValueValidator(1)])),
                    ('factor', models.CharField(max_length=200)),
                ],
                options={
                    'verbose_name': "program directors' factor",
                    'ordering': ['-year', 'rank'],
                    'constraints': [
                        *fact_constraints('programdirectorfactor'),
                        models.CheckConstraint(condition=models.Q(('year__gte', 1992), ('year__lte', 2100)), name='programdirectorfactor_year_within', violation_error_message='Enter the year with four digits.'),
                        models.CheckConstraint(condition=models.Q(('rank__gte', 1), ('rank__lte', 200)), name='programdirectorfactor_rank_within', violation_error_message='The first rank is 1.'),
                        ExclusionConstraint(expressions=[('year', '='), ('rank', '='), (DAYS, '&&')], name='programdirectorfactor_one_in_force', violation_error_message='Another factor already has this rank in that year.'),
                    ],
                },
            ),
            # students.models.reference.support
            migrations.CreateModel(
                name='StudentEventKind',
                fields=[
                    *term(),
                    ('position', models.PositiveSmallIntegerField(help_text='In the order they happen.')),
                ],
                options={
                    'verbose_name': 'student event',
                    'ordering': ['position', 'code'],
                    'constraints': [
                        *fact_constraints('studenteventkind'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='RootCause',
                fields=[
                    *term(),
                    ('description', models.TextField(help_text='What it means, said kindly.')),
                    ('effect', models.TextField(help_text='What the plan does about it, so that it is no surprise.')),
                    ('position', models.PositiveSmallIntegerField(help_text='Order in which causes are offered.')),
                ],
                options={
                    'ordering': ['position', 'code'],
                    'constraints': [
                        *fact_constraints('rootcause'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='ReflectionQuestion',
                fields=[
                    *term(),
                    ('position', models.PositiveSmallIntegerField(help_text='Order in which questions are asked.')),
                    ('raises', models.ManyToManyField(blank=True, help_text='The causes to offer when the answer points that way.', related_name='questions', to='students.rootcause')),
                ],
                options={
                    'ordering': ['position', 'code'],
                    'constraints': [
                        *fact_constraints('reflectionquestion'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='ScreeningTool',
                fields=[
                    *term(),
                    ('items', models.PositiveSmallIntegerField(verbose_name='questions')),
                    ('item_low', models.SmallIntegerField(verbose_name='lowest answer')),
                    ('item_high', models.SmallIntegerField(verbose_name='highest answer')),
                    ('score', models.CharField(choices=[('mean', 'mean of the items'), ('sum', 'sum of the items')], max_length=10, verbose_name='score is the')),
                    ('notable_at', models.DecimalField(decimal_places=2, help_text='From this score on, offer a conversation. It is never a diagnosis.', max_digits=5)),
                    ('terms', models.CharField(help_text='What the licence allows.', max_length=300, verbose_name='terms of use')),
                ],
                options={
                    'ordering': ['code'],
                    'constraints': [
                        *fact_constraints('screeningtool'),
                        models.CheckConstraint(condition=models.Q(('item_high__gt', models.F('item_low'))), name='screeningtool_item_low_item_high', violation_error_message='The highest answer must be above.'),
                        models.CheckConstraint(condition=models.Q(('items__gte', 1), ('items__lte', 100)), name='screeningtool_items_within', violation_error_message='A tool has between 1 and 100 questions.'),
                        models.CheckConstraint(condition=models.Q(models.Q(('notable_at__gte', models.F('item_low')), ('notable_at__lte', models.F('item_high')), ('score', 'mean')), models.Q(('notable_at__gte', models.Func('item_low', 'items', arg_joiner=' * ', output_field=models.DecimalField(), template='(%(expressions)s)')), ('notable_at__lte', models.Func('item_high', 'items', arg_joiner=' * ', output_field=models.DecimalField(), template='(%(expressions)s)')), ('score', 'sum')), _connector='OR'), name='screeningtool_notable_in_reach', violation_error_message='No answers can reach this score.'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='CrisisLine',
                fields=[
                    *term(),
                    ('how', models.CharField(help_text='What to do, such as: call or text 988.', max_length=200)),
                    ('url', models.URLField(blank=True, verbose_name='web address')),
                    ('position', models.PositiveSmallIntegerField(help_text='Order in which lines are shown.')),
                    ('call_number', models.CharField(blank=True, help_text='What a phone calls, such as 988.', max_length=20, validators=[RegexValidator('^[0-9]+$', 'Enter digits only, such as 988.')])),
                    ('text_number', models.CharField(blank=True, help_text='What a phone sends a text to.', max_length=20, validators=[RegexValidator('^[0-9]+$', 'Enter digits only, such as 988.')])),
                ],
                options={
                    'verbose_name': 'crisis line',
                    'ordering': ['position', 'code'],
                    'constraints': [
                        *fact_constraints('crisisline'),
                    ],
                },
            ),
            # students.models.flags
            migrations.CreateModel(
                name='FlagLimit',
                fields=[
                    *edition(),
                    ('code', models.SlugField(choices=[('deadline_near_days', 'A deadline is near: days ahead'), ('safe_day_near_days', 'The latest safe day is near: days ahead'), ('gate_before_exam_days', 'The gate is not met before the exam: days ahead'), ('meeting_near_days', 'A meeting is due: days ahead'), ('repeat_fails', 'A repeated fail: from this fail on'), ('nothing_since_fail_days', 'Nothing since the fail: days'), ('score_fall_points', 'A falling score: EPC'), ('score_flat_points', 'Flat scores: within so many EPC'), ('score_flat_count', 'Flat scores: how many in a row'), ('no_score_days', 'No practice score: days'), ('no_plan_days', 'No plan: days since the intake was submitted'), ('plan_stalled_days', 'A plan without a word: days'), ('intake_unfinished_days', 'An unfinished intake: days'), ('intake_not_started_days', 'No intake: days')], max_length=60, verbose_name='which number')),
                    ('value', models.FloatField(help_text='In the unit its name ends with.')),
                ],
                options={
                    'ordering': ['key'],
                    'constraints': [
                        *fact_constraints('flaglimit'),
                        models.CheckConstraint(condition=models.Q(('value__gte', 0), ('value__lte', 1000)), name='flaglimit_value_within', violation_error_message='A number between 0 and 1000.'),
                        ExclusionConstraint(expressions=[('code', '='), (DAYS, '&&')], name='flaglimit_one_in_force', violation_error_message='Another number of this rule holds on some of these days. End it first.'),
                    ],
                },
            ),
            # students.models.policy
            migrations.CreateModel(
                name='Policy',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.SlugField(max_length=60)),
                    ('name', models.CharField(max_length=200)),
                    ('source', models.CharField(help_text='Where the policy can be read.', max_length=500)),
                    ('verified_on', models.DateField(blank=True, null=True)),
                    ('effective_from', models.DateField(blank=True, help_text='Empty: it has always held.', null=True, verbose_name='first day in force')),
                    ('effective_to', models.DateField(blank=True, help_text='Empty: it still holds.', null=True, verbose_name='last day in force')),
                    ('class_years', ArrayField(base_field=models.PositiveSmallIntegerField(), blank=True, default=list, help_text='Graduation years it binds, separated by commas. Empty means every class.', size=None)),
                    ('max_attempts', models.PositiveSmallIntegerField(blank=True, help_text="Empty means the exam's own limit only.", null=True, validators=[MinValueValidator(1)], verbose_name='sittings in all')),
                    ('testing_on_leave', models.CharField(choices=[('allowed', 'Allowed'), ('forbidden', 'Forbidden')], default='allowed', max_length=10, verbose_name='sitting the exam on leave')),
                    ('school', models.ForeignKey(blank=True, help_text='Empty for a published policy of another school, kept to copy from.', null=True, on_delete=models.PROTECT, related_name='policies', to='advising.school')),
                    ('edited_at', models.DateTimeField(blank=True, editable=False, help_text='Set when staff change the policy; updates of the system then leave it alone.', null=True, verbose_name='changed here at')),
                    ('is_truncated', models.BooleanField(default=False, help_text='Only the beginning of the source was read: there may be more in it.', verbose_name='only partly seen')),
                    ('policy_date', models.CharField(blank=True, help_text='As the source gives it.', max_length=300, verbose_name='date of the source')),
                ],
                options={
                    'verbose_name_plural': 'policies',
                    'ordering': ['code', 'effective_from', 'pk'],
                    'constraints': [
                        models.CheckConstraint(condition=models.Q(('effective_from__isnull', True), ('effective_to__isnull', True), ('effective_to__gte', models.F('effective_from')), _connector='OR'), name='policy_effective_in_order', violation_error_message='The last day in force cannot be before the first.'),
                        models.CheckConstraint(condition=models.Q(('max_attempts__isnull', True), ('max_attempts__gte', 1), _connector='OR'), name='policy_allows_an_attempt', violation_error_message='A policy allows at least one attempt.'),
                        models.UniqueConstraint(fields=('code', 'effective_from', 'class_years'), name='policy_version_once', nulls_distinct=False, violation_error_message='This version of the policy is already here, for the same classes and first day.'),
                        ExclusionConstraint(expressions=[('code', '='), (Coalesce('school_id', models.Value(0)), '<>')], name='policy_code_of_one_owner', violation_error_message="Another school's policy has this code. Choose another."),
                    ],
                },
            ),
            # students.models.policy_parts
            migrations.CreateModel(
                name='FailClause',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.PositiveSmallIntegerField(help_text='1 is the first fail.', validators=[MinValueValidator(1)], verbose_name='for fail number')),
                    ('rotation', models.CharField(choices=[('finish', 'Finishes the current rotation'), ('choice', 'Chooses to finish or withdraw'), ('withdraw', 'Withdraws at once'), ('not_started', 'Has not started clerkships')], max_length=20, verbose_name='the current rotation')),
                    ('resume_on', models.CharField(choices=[('sat', 'Having sat again'), ('pass', 'A reported pass'), ('never', 'Nothing: the committee decides')], max_length=10, verbose_name='released by')),
                    ('standing', models.CharField(blank=True, help_text='The academic standing it gives, such as academic_warning.', max_length=60, null=True)),
                    ('text', models.TextField(blank=True, verbose_name='what it says, in short')),
                    ('meetings', ArrayField(base_field=models.CharField(max_length=100), blank=True, default=list, size=None)),
                    ('documents', ArrayField(base_field=models.CharField(max_length=100), blank=True, default=list, size=None)),
                    ('approver', models.CharField(blank=True, max_length=100, null=True)),
                    ('leave_kind', models.CharField(blank=True, max_length=60)),
                    ('leave_min_days', models.PositiveSmallIntegerField(blank=True, null=True)),
                    ('leave_max_days', models.PositiveSmallIntegerField(blank=True, null=True)),
                    ('policy', models.ForeignKey(on_delete=models.CASCADE, related_name='on_fail', to='students.policy')),
                ],
                options={
                    'ordering': ['number'],
                    'constraints': [
                        models.UniqueConstraint(fields=('policy', 'number'), name='fail_clause_once', violation_error_message='There is already a clause for this fail.'),
                        models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='fail_clause_from_one', violation_error_message='Fails are counted from 1.'),
                        models.CheckConstraint(condition=models.Q(models.Q(('leave_kind', ''), _negated=True), models.Q(('leave_max_days__isnull', True), ('leave_min_days__isnull', True)), _connector='OR'), name='fail_clause_leave_has_a_kind', violation_error_message='Say what kind of leave these days are.'),
                        models.CheckConstraint(condition=models.Q(('leave_min_days__isnull', True), ('leave_max_days__isnull', True), ('leave_max_days__gte', models.F('leave_min_days')), _connector='OR'), name='fail_clause_leave_in_order', violation_error_message='The longest leave cannot be shorter than the shortest.'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='PolicyNote',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('fail_number', models.PositiveSmallIntegerField(blank=True, help_text='Empty: not about one fail.', null=True, validators=[MinValueValidator(1)], verbose_name='for fail number')),
                    ('topic', models.CharField(choices=[('first_sitting', 'Before the first sitting'), ('clerkships', 'Before clerkships'), ('gate', 'Practice exams'), ('fail', 'After a fail'), ('time_limit', 'Time limit'), ('study', 'Time to study'), ('leave', 'Leave'), ('delay', 'Delay and extension'), ('approval', 'Who decides'), ('aid', 'Financial aid'), ('required_for', 'What a pass is needed for'), ('assumed', 'Assumed here: the source does not say'), ('other', 'Also')], max_length=20, verbose_name='about')),
                    ('text', models.TextField(verbose_name='what it says')),
                    ('policy', models.ForeignKey(on_delete=models.CASCADE, related_name='notes', to='students.policy')),
                ],
                options={
                    'ordering': [models.OrderBy(models.F('fail_number'), nulls_first=True), 'pk'],
                    'constraints': [
                        models.CheckConstraint(condition=models.Q(('fail_number__isnull', True), ('fail_number__gte', 1), _connector='OR'), name='policy_note_fail_from_one', violation_error_message='Fails are counted from 1.'),
                        models.CheckConstraint(condition=models.Q(('topic__in', ['first_sitting', 'clerkships', 'gate', 'fail', 'time_limit', 'study', 'leave', 'delay', 'approval', 'aid', 'required_for', 'assumed', 'other'])), name='policy_note_topic_known', violation_error_message='Choose one of the topics.'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='PolicyDeadline',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.PositiveSmallIntegerField(default=1, help_text='Its place in the list.')),
                    ('kind', models.CharField(choices=[('sit_by', 'Sit by'), ('pass_by', 'Pass by'), ('meet_by', 'Meet by')], max_length=10)),
                    ('shape', models.CharField(choices=[('days_after', 'Days after an event'), ('weeks_after', 'Weeks after an event'), ('months_after', 'Months after an event'), ('on_date', 'On a date'), ('month_day', "On a month and day of an event's year"), ('before_block', 'Before a block')], max_length=20)),
                    ('event', models.CharField(blank=True, max_length=30)),
                    ('n', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='how many')),
                    ('date', models.DateField(blank=True, null=True)),
                    ('month', models.PositiveSmallIntegerField(blank=True, null=True)),
                    ('day', models.PositiveSmallIntegerField(blank=True, null=True)),
                    ('year_event', models.CharField(blank=True, max_length=30, verbose_name='in the year of')),
                    ('year_plus', models.SmallIntegerField(default=0, verbose_name='plus years')),
                    ('block', models.PositiveSmallIntegerField(blank=True, null=True)),
                    ('policy', models.ForeignKey(on_delete=models.CASCADE, related_name='deadlines', to='students.policy')),
                    ('fail_number', models.PositiveSmallIntegerField(blank=True, help_text='Empty: it holds whatever the attempt.', null=True, verbose_name='for fail number')),
                ],
                options={
                    'ordering': ['fail_number', 'number', 'pk'],
                    'constraints': [
                        models.CheckConstraint(condition=models.Q(models.Q(('n__isnull', False), ('shape__in', ['days_after', 'weeks_after', 'months_after']), models.Q(('event', ''), _negated=True)), models.Q(('date__isnull', False), ('shape', 'on_date')), models.Q(('day__range', (1, 31)), ('month__range', (1, 12)), ('shape', 'month_day'), models.Q(('year_event', ''), _negated=True)), models.Q(('block__gte', 1), ('shape', 'before_block')), _connector='OR'), name='policy_deadline_shape_is_whole', violation_error_message='Give what this shape needs: an event and how many; a date; a month, a day and an event; or a block counted from 1.'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='PolicyGate',
                fields=[
                    ('policy', models.OneToOneField(on_delete=models.CASCADE, primary_key=True, related_name='gate', serialize=False, to='students.policy')),
                    ('instruments', ArrayField(base_field=models.SlugField(max_length=30), size=None)),
                    ('scale', models.SlugField(max_length=20)),
                    ('min', models.FloatField(blank=True, null=True, verbose_name='minimum')),
                    ('conditional_min', models.FloatField(blank=True, null=True, verbose_name='conditional minimum')),
                    ('distinct_forms', models.PositiveSmallIntegerField(default=1, validators=[MinValueValidator(1)])),
                    ('max_age_days', models.PositiveSmallIntegerField(blank=True, null=True)),
                    ('min_days_before_sitting', models.PositiveSmallIntegerField(blank=True, null=True)),
                    ('max_tries', models.PositiveSmallIntegerField(blank=True, null=True)),
                    ('extra', ArrayField(base_field=models.CharField(max_length=300), blank=True, default=list, help_text='Conditions a person must judge; shown, never computed.', size=None)),
                ],
                options={
                    'constraints': [
                        models.CheckConstraint(condition=models.Q(('conditional_min__isnull', True), ('conditional_min__lte', models.F('min')), _connector='OR'), name='gate_conditional_below_min', violation_error_message='The conditional minimum is below the minimum.'),
                        models.CheckConstraint(condition=models.Q(('distinct_forms__gte', 1)), name='gate_asks_for_a_form', violation_error_message='A gate asks for at least one form.'),
                    ],
                },
            ),
            # students.models.reference.version
            migrations.CreateModel(
                name='ReferenceVersion',
                fields=[
                    ('id', models.PositiveSmallIntegerField(default=1, editable=False, primary_key=True, serialize=False)),
                    ('facts', models.UUIDField(default=uuid.uuid4, editable=False)),
                    ('policies', models.UUIDField(default=uuid.uuid4, editable=False)),
                ],
                options={
                    'constraints': [
                        models.CheckConstraint(condition=models.Q(('id', 1)), name='reference_has_one_version'),
                    ],
                },
            ),
            # students.models.student
            migrations.CreateModel(
                name='Student',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                    ('track', models.CharField(choices=[('MD', 'MD (LCME school)'), ('DO', 'DO (COCA school)'), ('IMG', 'International (IMG)')], default='MD', max_length=3)),
                    ('class_year', models.PositiveSmallIntegerField(blank=True, help_text='The year the class graduates.', null=True, validators=[MinValueValidator(1950), MaxValueValidator(2100)])),
                    ('states', ArrayField(base_field=models.CharField(max_length=2), blank=True, default=list, help_text='State boards the student cares about, such as AK.', size=None)),
                    ('rotation_choice', models.CharField(blank=True, choices=[('finish', 'Finish it'), ('withdraw', 'Withdraw from it')], max_length=20, null=True)),
                    ('policy_code', models.SlugField(blank=True, help_text="Which of the school's policies governs this student.", max_length=60, null=True)),
                    ('own_policy', models.JSONField(blank=True, help_text='A policy that came with an imported case, taken as given.', null=True)),
                    ('permit_from', models.DateField(blank=True, null=True)),
                    ('permit_to', models.DateField(blank=True, null=True)),
                    ('causes', ArrayField(base_field=models.SlugField(max_length=60), blank=True, default=list, size=None)),
                    ('resources', ArrayField(base_field=models.SlugField(max_length=60), blank=True, default=list, size=None)),
                    ('wish_exam_on', models.DateField(blank=True, null=True)),
                    ('wish_probability', models.FloatField(blank=True, null=True)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('advisor', models.ForeignKey(blank=True, limit_choices_to={'role__in': ['advisor', 'dean']}, null=True, on_delete=models.SET_NULL, related_name='advisees', to=settings.AUTH_USER_MODEL)),
                    ('school', models.ForeignKey(on_delete=models.PROTECT, related_name='students', to='advising.school')),
                    ('user', models.OneToOneField(on_delete=models.PROTECT, related_name='student', to=settings.AUTH_USER_MODEL)),
                    ('exam', models.ForeignKey(default='step1', on_delete=models.PROTECT, to='students.exam', to_field='code')),
                ],
                options={
                    'ordering': ['pk'],
                    'constraints': [
                        models.CheckConstraint(condition=models.Q(models.Q(('permit_from__isnull', True), ('permit_to__isnull', True)), ('permit_to__gte', models.F('permit_from')), _connector='OR'), name='student_permit_is_a_period', violation_error_message='Give both days of the exam permit, the first one first.'),
                        models.CheckConstraint(condition=models.Q(('wish_probability__isnull', True), models.Q(('wish_probability__gte', 0), ('wish_probability__lte', 1)), _connector='OR'), name='student_wish_is_a_probability', violation_error_message='A probability is between 0 and 1.'),
                        models.CheckConstraint(condition=models.Q(('track__in', ['MD', 'DO', 'IMG'])), name='student_track_known', violation_error_message='Choose MD, DO or IMG.'),
                    ],
                    'indexes': [
                        models.Index(fields=['school', 'class_year'], name='student_class'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='StudentEvent',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('happened_on', models.DateField()),
                    ('student', models.ForeignKey(on_delete=models.CASCADE, related_name='events', to='students.student')),
                    ('kind', models.ForeignKey(on_delete=models.PROTECT, to='students.studenteventkind', to_field='code')),
                ],
                options={
                    'ordering': ['pk'],
                    'constraints': [
                        models.UniqueConstraint(fields=('student', 'kind'), name='student_event_once', violation_error_message='This event already has a date.'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='Rotation',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                    ('name', models.TextField()),
                    ('starts_on', models.DateField()),
                    ('ends_on', models.DateField()),
                    ('student', models.ForeignKey(on_delete=models.CASCADE, related_name='rotations', to='students.student')),
                ],
                options={
                    'ordering': ['pk'],
                    'constraints': [
                        models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='rotation_ends_after_start', violation_error_message='A rotation cannot end before it starts.'),
                    ],
                },
            ),
            # students.models.attempts
            migrations.CreateModel(
                name='Attempt',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                    ('sat_on', models.DateField(verbose_name='the day you sat the exam')),
                    ('reported_on', models.DateField(blank=True, null=True, verbose_name='the day the result came')),
                    ('outcome', models.CharField(blank=True, choices=[('fail', 'Did not pass'), ('pass', 'Passed'), ('incomplete', 'Incomplete (started, not finished)')], max_length=10, null=True)),
                    ('three_digit', models.PositiveSmallIntegerField(blank=True, help_text='Only if your report shows one. Many reports since 2022 do not.', null=True, validators=[MinValueValidator(1), MaxValueValidator(999)], verbose_name='three-digit score')),
                    ('points_below', models.FloatField(blank=True, help_text='An estimate from the graph on the report is enough.', null=True, validators=[MinValueValidator(0), MaxValueValidator(999)], verbose_name='points below the standard')),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('student', models.ForeignKey(on_delete=models.CASCADE, related_name='attempts', to='students.student')),
                    ('reported_by', models.ForeignKey(editable=False, help_text='Who reported it or put it right last; nobody where it came with a case.', null=True, on_delete=models.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('withdrawn_by', models.ForeignKey(editable=False, null=True, on_delete=models.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('withdrawn_on', models.DateField(editable=False, null=True)),
                    ('withdrawn_reason', models.TextField(blank=True, editable=False, max_length=2000)),
                ],
                options={
                    'ordering': ['pk'],
                    'constraints': [
                        models.CheckConstraint(condition=models.Q(('reported_on__isnull', True), ('reported_on__gte', models.F('sat_on')), _connector='OR'), name='attempt_reported_after_sitting', violation_error_message='A result cannot come before the day of the exam.'),
                        models.CheckConstraint(condition=models.Q(('three_digit__isnull', True), models.Q(('three_digit__gte', 1), ('three_digit__lte', 999)), _connector='OR'), name='attempt_three_digit_on_scale', violation_error_message='A three-digit score is between 1 and 999.'),
                        models.CheckConstraint(condition=models.Q(('outcome__isnull', True), ('outcome__in', ['fail', 'pass', 'incomplete']), _connector='OR'), name='attempt_outcome_known', violation_error_message='Choose one of the outcomes.'),
                        models.CheckConstraint(condition=models.Q(('points_below__isnull', True), models.Q(('points_below__gte', 0), ('points_below__lte', 999)), _connector='OR'), name='attempt_points_below_on_scale', violation_error_message='Points below the standard are between 0 and 999.'),
                        models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_by__isnull', True), ('withdrawn_on__isnull', True), ('withdrawn_reason', '')), models.Q(('withdrawn_by__isnull', False), ('withdrawn_on__isnull', False), models.Q(('withdrawn_reason', ''), _negated=True)), _connector='OR'), name='attempt_withdrawal_is_accounted_for', violation_error_message='Say who withdraws it, and why.'),
                        models.UniqueConstraint(condition=models.Q(('withdrawn_on__isnull', True)), fields=('student', 'sat_on'), name='attempt_one_a_day', violation_error_message='There is already an attempt on this day.'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='AttemptArea',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('level', models.CharField(max_length=10)),
                    ('attempt', models.ForeignKey(on_delete=models.CASCADE, related_name='areas', to='students.attempt')),
                    ('area', models.ForeignKey(on_delete=models.PROTECT, to='students.contentarea', to_field='code')),
                ],
                options={
                    'ordering': ['pk'],
                    'constraints': [
                        models.UniqueConstraint(fields=('attempt', 'area'), name='attempt_area_once'),
                        models.CheckConstraint(condition=models.Q(('level__in', ['lower', 'same', 'higher'])), name='attempt_area_level_known', violation_error_message='Choose lower, same or higher.'),
                    ],
                },
            ),
            # students.models.assessments
            migrations.CreateModel(
                name='SelfAssessment',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                    ('submission_key', models.UUIDField(default=uuid.uuid4, editable=False, help_text='One a shown form, so that a double click logs one exam.')),
                    ('form', models.TextField(blank=True, null=True)),
                    ('taken_on', models.DateField(verbose_name='day you took it')),
                    ('scale', models.SlugField(max_length=20)),
                    ('score', models.FloatField()),
                    ('p_pass', models.FloatField(blank=True, null=True, validators=[MinValueValidator(0), MaxValueValidator(1)], verbose_name='printed probability of passing')),
                    ('range_low', models.FloatField(blank=True, null=True, verbose_name='likely range, low')),
                    ('range_high', models.FloatField(blank=True, null=True, verbose_name='likely range, high')),
                    ('band_low', models.FloatField(blank=True, null=True, verbose_name='low-pass band, low')),
                    ('band_high', models.FloatField(blank=True, null=True, verbose_name='low-pass band, high')),
                    ('is_timed', models.BooleanField(default=True, verbose_name='timed, in exam conditions')),
                    ('is_first_use', models.BooleanField(default=True, verbose_name='first time with this form')),
                    ('evidence', models.CharField(choices=[('self_reported', 'Self-reported'), ('attached', 'Report attached'), ('verified', 'Verified by staff')], default='self_reported', max_length=20)),
                    ('report', models.FileField(blank=True, null=True, upload_to=students.models.assessments.report_path)),
                    ('verified_at', models.DateTimeField(blank=True, editable=False, null=True)),
                    ('revision', models.PositiveIntegerField(default=1, editable=False)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('instrument', models.ForeignKey(on_delete=models.PROTECT, related_name='+', to='students.instrument', to_field='code')),
                    ('student', models.ForeignKey(on_delete=models.CASCADE, related_name='assessments', to='students.student')),
                    ('verified_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=models.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['pk'],
                    'constraints': [
                        models.UniqueConstraint(fields=('student', 'submission_key'), name='assessment_submitted_once'),
                        models.CheckConstraint(condition=models.Q(('p_pass__isnull', True), models.Q(('p_pass__gte', 0), ('p_pass__lte', 1)), _connector='OR'), name='assessment_p_pass_is_a_probability', violation_error_message='A probability is between 0 and 1.'),
                        models.CheckConstraint(condition=models.Q(models.Q(('range_high__isnull', True), ('range_low__isnull', True)), models.Q(('range_high__gte', models.F('score')), ('range_low__lte', models.F('score'))), _connector='OR'), name='assessment_range_holds_score', violation_error_message='The likely range must hold the score.'),
                        models.CheckConstraint(condition=models.Q(models.Q(('band_high__isnull', True), ('band_low__isnull', True)), ('band_low__lte', models.F('band_high')), _connector='OR'), name='assessment_band_in_order', violation_error_message='The low-pass band begins with its lower end.'),
                        models.CheckConstraint(condition=models.Q(models.Q(('evidence', 'verified'), _negated=True), ('verified_at__isnull', False), _connector='OR'), name='assessment_verified_by_someone'),
                    ],
                    'indexes': [
                        models.Index(fields=['student', '-taken_on'], name='students_se_student_308c0b_idx'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='AssessmentArea',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('percent', models.FloatField(validators=[MinValueValidator(0), MaxValueValidator(100)])),
                    ('area', models.ForeignKey(on_delete=models.PROTECT, to='students.contentarea', to_field='code')),
                    ('assessment', models.ForeignKey(on_delete=models.CASCADE, related_name='areas', to='students.selfassessment')),
                ],
                options={
                    'ordering': ['pk'],
                    'constraints': [
                        models.UniqueConstraint(fields=('assessment', 'area'), name='assessment_area_once'),
                        models.CheckConstraint(condition=models.Q(('percent__gte', 0), ('percent__lte', 100)), name='assessment_area_is_a_percent', violation_error_message='A percent is between 0 and 100.'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='MissedTopic',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('topic', models.TextField()),
                    ('misses', models.PositiveIntegerField()),
                    ('student', models.ForeignKey(on_delete=models.CASCADE, related_name='missed_topics', to='students.student')),
                ],
                options={
                    'ordering': ['pk'],
                    'constraints': [
                        models.UniqueConstraint(fields=('student', 'topic'), name='missed_topic_once'),
                    ],
                },
            ),
            # students.models.intake
            migrations.CreateModel(
                name='Intake',
                fields=[
                    ('student', models.OneToOneField(on_delete=models.CASCADE, primary_key=True, related_name='intake', serialize=False, to='students.student')),
                    ('answers', models.JSONField(blank=True, default=dict)),
                    ('started_at', models.DateTimeField(auto_now_add=True)),
                    ('saved_at', models.DateTimeField(auto_now=True)),
                ],
            ),
            migrations.CreateModel(
                name='IntakeVersion',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.PositiveIntegerField()),
                    ('answers', models.JSONField()),
                    ('submitted_at', models.DateTimeField(default=timezone.now, editable=False)),
                    ('student', models.ForeignKey(on_delete=models.CASCADE, related_name='intake_versions', to='students.student')),
                ],
                options={
                    'ordering': ['number'],
                    'constraints': [
                        models.UniqueConstraint(fields=('student', 'number'), name='intake_version_once'),
                        models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='intake_version_from_one'),
                    ],
                },
            ),
            # students.models.availability
            migrations.CreateModel(
                name='Availability',
                fields=[
                    ('student', models.OneToOneField(on_delete=models.CASCADE, primary_key=True, related_name='availability', serialize=False, to='students.student')),
                    ('starts_on', models.DateField(blank=True, null=True, verbose_name='first day you can study')),
                    ('hours_mon', students.models.availability.HoursField(blank=True, null=True, verbose_name='Monday')),
                    ('hours_tue', students.models.availability.HoursField(blank=True, null=True, verbose_name='Tuesday')),
                    ('hours_wed', students.models.availability.HoursField(blank=True, null=True, verbose_name='Wednesday')),
                    ('hours_thu', students.models.availability.HoursField(blank=True, null=True, verbose_name='Thursday')),
                    ('hours_fri', students.models.availability.HoursField(blank=True, null=True, verbose_name='Friday')),
                    ('hours_sat', students.models.availability.HoursField(blank=True, null=True, verbose_name='Saturday')),
                    ('hours_sun', students.models.availability.HoursField(blank=True, null=True, verbose_name='Sunday')),
                    ('days_off', ArrayField(base_field=models.DateField(), blank=True, default=list, size=None)),
                ],
                options={
                    'verbose_name_plural': 'availability',
                    'constraints': [
                        models.CheckConstraint(condition=models.Q(('hours_mon__isnull', True), models.Q(('hours_mon__gte', 0), ('hours_mon__lte', 16)), _connector='OR'), name='availability_hours_mon_within_a_day', violation_error_message='Give between 0 and 16 hours a day.'),
                        models.CheckConstraint(condition=models.Q(('hours_tue__isnull', True), models.Q(('hours_tue__gte', 0), ('hours_tue__lte', 16)), _connector='OR'), name='availability_hours_tue_within_a_day', violation_error_message='Give between 0 and 16 hours a day.'),
                        models.CheckConstraint(condition=models.Q(('hours_wed__isnull', True), models.Q(('hours_wed__gte', 0), ('hours_wed__lte', 16)), _connector='OR'), name='availability_hours_wed_within_a_day', violation_error_message='Give between 0 and 16 hours a day.'),
                        models.CheckConstraint(condition=models.Q(('hours_thu__isnull', True), models.Q(('hours_thu__gte', 0), ('hours_thu__lte', 16)), _connector='OR'), name='availability_hours_thu_within_a_day', violation_error_message='Give between 0 and 16 hours a day.'),
                        models.CheckConstraint(condition=models.Q(('hours_fri__isnull', True), models.Q(('hours_fri__gte', 0), ('hours_fri__lte', 16)), _connector='OR'), name='availability_hours_fri_within_a_day', violation_error_message='Give between 0 and 16 hours a day.'),
                        models.CheckConstraint(condition=models.Q(('hours_sat__isnull', True), models.Q(('hours_sat__gte', 0), ('hours_sat__lte', 16)), _connector='OR'), name='availability_hours_sat_within_a_day', violation_error_message='Give between 0 and 16 hours a day.'),
                        models.CheckConstraint(condition=models.Q(('hours_sun__isnull', True), models.Q(('hours_sun__gte', 0), ('hours_sun__lte', 16)), _connector='OR'), name='availability_hours_sun_within_a_day', violation_error_message='Give between 0 and 16 hours a day.'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='BlockedPeriod',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('starts_on', models.DateField()),
                    ('ends_on', models.DateField()),
                    ('reason', models.TextField(blank=True, null=True)),
                    ('student', models.ForeignKey(on_delete=models.CASCADE, related_name='blocked', to='students.student')),
                ],
                options={
                    'ordering': ['pk'],
                    'constraints': [
                        models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='blocked_ends_after_start', violation_error_message='The last day cannot be before the first.'),
                    ],
                },
            ),
            # students.models.holds
            migrations.CreateModel(
                name='Hold',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                    ('state', models.CharField(choices=[('active', 'In force'), ('release_proposed', 'Ready to be lifted'), ('released', 'Lifted'), ('overridden', 'Lifted early'), ('superseded', "Replaced by another fail's hold")], default='active', max_length=20)),
                    ('kind', models.CharField(max_length=20)),
                    ('starts_on', models.DateField()),
                    ('rotation', models.CharField(choices=[('finish', 'Finishes the current rotation'), ('choice', 'Chooses to finish or withdraw'), ('withdraw', 'Withdraws at once'), ('not_started', 'Has not started clerkships')], max_length=20)),
                    ('resume_on', models.CharField(choices=[('sat', 'Having sat again'), ('pass', 'A reported pass'), ('never', 'Nothing: the committee decides')], max_length=10)),
                    ('clause', models.CharField(help_text='As the rules name it: on_fail[1].', max_length=60)),
                    ('policy_code', models.TextField(blank=True)),
                    ('policy_name', models.TextField()),
                    ('policy_from', models.DateField(help_text='Which version: the first day in force.', null=True)),
                    ('approver', models.TextField(blank=True, help_text='Who may decide, if the policy names it.')),
                    ('release_ground', models.CharField(blank=True, choices=[('passed', 'A pass is on record'), ('sat', 'The student has sat again, which is what the policy asks for'), ('cause_gone', 'The fail it came from is no longer on record'), ('not_asked', 'No policy in force asks for it any more')], max_length=20)),
                    ('proposed_on', models.DateField(null=True)),
                    ('lifted_on', models.DateField(null=True)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('attempt', models.OneToOneField(on_delete=models.RESTRICT, related_name='hold', to='students.attempt')),
                    ('lifted_by', models.ForeignKey(null=True, on_delete=models.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('student', models.ForeignKey(on_delete=models.CASCADE, related_name='holds', to='students.student')),
                ],
                options={
                    'ordering': ['pk'],
                    'constraints': [
                        models.UniqueConstraint(condition=models.Q(('state__in', ('active', 'release_proposed'))), fields=('student',), name='hold_one_open', violation_error_message='This student is on hold already.'),
                        models.CheckConstraint(condition=models.Q(('state__in', ['active', 'release_proposed', 'released', 'overridden', 'superseded'])), name='hold_state_known'),
                        models.CheckConstraint(condition=models.Q(models.Q(('state', 'release_proposed'), _negated=True), models.Q(models.Q(('release_ground', ''), _negated=True), ('proposed_on__isnull', False)), _connector='OR'), name='hold_proposal_has_a_ground'),
                        models.CheckConstraint(condition=models.Q(models.Q(('lifted_by__isnull', False), ('lifted_on__isnull', False), ('state__in', ('released', 'overridden'))), models.Q(models.Q(('state__in', ('released', 'overridden')), _negated=True), ('lifted_by__isnull', True), ('lifted_on__isnull', True)), _connector='OR'), name='hold_lifted_by_a_person', violation_error_message='Only a person lifts a hold.'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='HoldTask',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                    ('kind', models.CharField(choices=[('meeting', 'Meeting'), ('document', 'Document')], max_length=10)),
                    ('name', models.TextField()),
                    ('done_on', models.DateField(null=True)),
                    ('done_by', models.ForeignKey(null=True, on_delete=models.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('hold', models.ForeignKey(on_delete=models.CASCADE, related_name='tasks', to='students.hold')),
                ],
                options={
                    'ordering': ['pk'],
                    'constraints': [
                        models.UniqueConstraint(models.F('hold'), models.F('kind'), MD5('name'), name='hold_task_once'),
                        models.CheckConstraint(condition=models.Q(('kind__in', ['meeting', 'document'])), name='hold_task_kind'),
                        models.CheckConstraint(condition=models.Q(models.Q(('done_by__isnull', True), ('done_on__isnull', True)), models.Q(('done_by__isnull', False), ('done_on__isnull', False)), _connector='OR'), name='hold_task_done_by_a_person'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='Extension',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                    ('reason', models.TextField(max_length=2000)),
                    ('approver', models.CharField(help_text='The person or committee who approved.', max_length=200)),
                    ('granted_on', models.DateField()),
                    ('withdrawn_on', models.DateField(null=True)),
                    ('withdrawn_reason', models.TextField(blank=True, max_length=2000)),
                    ('clause', models.CharField(help_text='As the rules name it.', max_length=60)),
                    ('kind', models.CharField(choices=[('sit_by', 'Sit by'), ('pass_by', 'Pass by'), ('meet_by', 'Meet by')], max_length=10)),
                    ('extends_on', models.DateField(help_text='The day before the extension, if known.', null=True)),
                    ('due_on', models.DateField()),
                    ('granted_by', models.ForeignKey(on_delete=models.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('withdrawn_by', models.ForeignKey(null=True, on_delete=models.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('hold', models.ForeignKey(on_delete=models.CASCADE, related_name='extensions', to='students.hold')),
                ],
                options={
                    'ordering': ['pk'],
                    'constraints': [
                        models.CheckConstraint(condition=models.Q(models.Q(('reason', ''), _negated=True), models.Q(('approver', ''), _negated=True)), name='extension_is_accounted_for', violation_error_message='Give the reason and who approved it.'),
                        models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_by__isnull', True), ('withdrawn_on__isnull', True)), models.Q(('withdrawn_by__isnull', False), ('withdrawn_on__isnull', False), models.Q(('withdrawn_reason', ''), _negated=True)), _connector='OR'), name='extension_withdrawal_is_accounted_for', violation_error_message='Give the reason for taking it back.'),
                        models.CheckConstraint(condition=models.Q(('extends_on__isnull', True), ('due_on__gt', models.F('extends_on')), _connector='OR'), name='extension_is_later', violation_error_message='An extension is later than the day it extends.'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='Override',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                    ('reason', models.TextField(max_length=2000)),
                    ('approver', models.CharField(help_text='The person or committee who approved.', max_length=200)),
                    ('granted_on', models.DateField()),
                    ('withdrawn_on', models.DateField(null=True)),
                    ('withdrawn_reason', models.TextField(blank=True, max_length=2000)),
                    ('kind', models.CharField(choices=[('sit_before_gate', 'Sitting before the gate is met'), ('lift_early', 'Hold lifted before its release')], max_length=20)),
                    ('granted_by', models.ForeignKey(on_delete=models.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('hold', models.ForeignKey(on_delete=models.CASCADE, related_name='overrides', to='students.hold')),
                    ('withdrawn_by', models.ForeignKey(null=True, on_delete=models.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['pk'],
                    'constraints': [
                        models.CheckConstraint(condition=models.Q(models.Q(('reason', ''), _negated=True), models.Q(('approver', ''), _negated=True)), name='override_is_accounted_for', violation_error_message='Give the reason and who approved it.'),
                        models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_by__isnull', True), ('withdrawn_on__isnull', True)), models.Q(('withdrawn_by__isnull', False), ('withdrawn_on__isnull', False), models.Q(('withdrawn_reason', ''), _negated=True)), _connector='OR'), name='override_withdrawal_is_accounted_for', violation_error_message='Give the reason for taking it back.'),
                        models.UniqueConstraint(condition=models.Q(('withdrawn_on__isnull', True)), fields=('hold', 'kind'), name='override_once', violation_error_message='This is granted already.'),
                    ],
                },
            ),
            # students.models.history
            migrations.CreateModel(
                name='RecordChange',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('sitting_withdrawn', 'Sitting withdrawn'), ('hold_begun', 'Hold begun'), ('hold_reopened', 'Hold in force again'), ('hold_superseded', 'Hold replaced'), ('release_proposed', 'Hold ready to be lifted'), ('proposal_withdrawn', 'Hold not ready to be lifted any more'), ('released', 'Hold lifted'), ('overridden', 'Hold lifted early'), ('lift_withdrawn', 'Early lift taken back'), ('dates_changed', 'Dates changed'), ('tasks_changed', 'Meetings and documents changed'), ('task_done', 'Done'), ('task_reopened', 'Not done after all'), ('extended', 'Extension granted'), ('extension_withdrawn', 'Extension taken back'), ('allowed', 'Sitting before the gate allowed'), ('allowance_withdrawn', 'Sitting before the gate no longer allowed')], max_length=30)),
                    ('happened_on', models.DateField()),
                    ('at', models.DateTimeField(auto_now_add=True)),
                    ('because', models.TextField(blank=True)),
                    ('approver', models.CharField(blank=True, max_length=200)),
                    ('changes', models.JSONField(default=list)),
                    ('by', models.ForeignKey(null=True, on_delete=models.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('hold', models.ForeignKey(null=True, on_delete=models.RESTRICT, related_name='changes', to='students.hold')),
                    ('student', models.ForeignKey(on_delete=models.CASCADE, related_name='changes', to='students.student')),
                ],
                options={
                    'ordering': ['pk'],
                    'constraints': [
                        models.CheckConstraint(condition=models.Q(('kind__in', ['sitting_withdrawn', 'hold_begun', 'hold_reopened', 'hold_superseded', 'release_proposed', 'proposal_withdrawn', 'released', 'overridden', 'lift_withdrawn', 'dates_changed', 'tasks_changed', 'task_done', 'task_reopened', 'extended', 'extension_withdrawn', 'allowed', 'allowance_withdrawn'])), name='record_change_kind_known'),
                    ],
                    'indexes': [
                        models.Index(fields=['student', 'id'], name='record_change_by_student'),
                    ],
                },
            ),
            # students.models.standing
            migrations.CreateModel(
                name='PlannedRetake',
                fields=[
                    ('student', models.OneToOneField(on_delete=models.CASCADE, primary_key=True, related_name='planned_retake', serialize=False, to='students.student')),
                    ('version', models.PositiveIntegerField()),
                    ('state', models.CharField(choices=[('draft', 'Draft'), ('proposed', 'Proposed to the dean')], default='draft', max_length=10)),
                    ('starts_on', models.DateField()),
                    ('exam_on', models.DateField()),
                    ('is_feasible', models.BooleanField(null=True)),
                    ('short_by_days', models.PositiveIntegerField(null=True)),
                    ('updated_at', models.DateTimeField(auto_now=True)),
                    ('logged_on', models.DateField(help_text='The last day the student said how the plan goes.', null=True)),
                    ('fail', models.ForeignKey(null=True, on_delete=models.SET_NULL, related_name='+', to='students.attempt')),
                    ('latest_safe_on', models.DateField(help_text='The latest safe day to sit that the plan was made for.', null=True)),
                ],
                options={
                    'constraints': [
                        models.CheckConstraint(condition=models.Q(('exam_on__gte', models.F('starts_on'))), name='planned_retake_after_start'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='Standing',
                fields=[
                    ('student', models.OneToOneField(on_delete=models.CASCADE, primary_key=True, related_name='standing', serialize=False, to='students.student')),
                    ('as_of', models.DateField(help_text='The day the rules were asked about.')),
                    ('computed_at', models.DateTimeField(auto_now=True)),
                    ('urgency', models.PositiveSmallIntegerField()),
                    ('sort_on', models.DateField(help_text='The next deadline, or the end of time without one.')),
                    ('flags', ArrayField(base_field=models.CharField(max_length=40), default=list, size=None)),
                    ('reasons', models.JSONField(default=list)),
                    ('scenario', models.CharField(choices=[('at_risk', 'Below the passing band'), ('borderline', 'Borderline'), ('close', 'Close'), ('likely_ready', 'Likely ready'), ('not_enough_data', 'Not enough data')], max_length=20)),
                    ('score', models.FloatField(help_text='The counting practice score, EPC.', null=True)),
                    ('score_on', models.DateField(null=True)),
                    ('range_low', models.FloatField(null=True)),
                    ('range_high', models.FloatField(null=True)),
                    ('gate_min', models.FloatField(help_text='The score that counts as ready, EPC.')),
                    ('distance', models.FloatField(help_text='EPC still missing to the score that counts as ready; 0 when reached.', null=True)),
                    ('trend', ArrayField(base_field=models.FloatField(), default=list, help_text='Counting scores, oldest first.', size=None)),
                    ('attempts_used', models.PositiveSmallIntegerField()),
                    ('attempts_left', models.PositiveSmallIntegerField(null=True)),
                    ('deadline_on', models.DateField(null=True)),
                    ('deadline_kind', models.CharField(blank=True, choices=[('sit_by', 'Sit by'), ('pass_by', 'Pass by'), ('meet_by', 'Meet by')], max_length=10)),
                    ('deadline_clause', models.CharField(blank=True, max_length=60)),
                    ('latest_safe', models.DateField(null=True)),
                    ('latest_typical', models.DateField(null=True)),
                    ('hold_starts_on', models.DateField(null=True)),
                    ('hold_resumes_on', models.CharField(blank=True, choices=[('sat', 'Having sat again'), ('pass', 'A reported pass'), ('never', 'Nothing: the committee decides')], max_length=10)),
                    ('policy_name', models.TextField(help_text='Whose clauses the reasons name.')),
                    ('exam_on', models.DateField(help_text='The exam day of the current plan.', null=True)),
                    ('active_on', models.DateField(help_text='The last day the student did something here.', null=True)),
                    ('school', models.ForeignKey(on_delete=models.CASCADE, related_name='+', to='advising.school')),
                    ('hold_state', models.CharField(blank=True, choices=[('active', 'In force'), ('release_proposed', 'Ready to be lifted'), ('released', 'Lifted'), ('overridden', 'Lifted early'), ('superseded', "Replaced by another fail's hold")], max_length=20)),
                ],
                options={
                    'verbose_name_plural': 'standings',
                    'indexes': [
                        models.Index(fields=['school', '-urgency', 'sort_on', 'student'], include=('flags', 'scenario', 'exam_on'), name='standing_caseload'),
                        models.Index(fields=['school', 'sort_on', 'student'], name='standing_by_deadline'),
                        models.Index(models.F('school'), models.OrderBy(models.F('distance'), descending=True, nulls_last=True), models.F('student'), name='standing_by_distance'),
                        models.Index(fields=['school', 'as_of'], name='standing_age'),
                        GinIndex(fields=['flags'], name='standing_flags'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='StandingDate',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('sit_by', 'Sit by'), ('pass_by', 'Pass by'), ('meet_by', 'Meet by'), ('latest_safe', 'Last safe day to sit'), ('exam', 'Planned exam'), ('hold_starts', 'Hold begins')], max_length=20)),
                    ('clause', models.CharField(blank=True, help_text='As the rules name it.', max_length=60)),
                    ('due_on', models.DateField(null=True)),
                    ('is_open', models.BooleanField(default=True, help_text='Whether it still asks for something.')),
                    ('school', models.ForeignKey(on_delete=models.CASCADE, related_name='+', to='advising.school')),
                    ('student', models.ForeignKey(on_delete=models.CASCADE, related_name='dates', to='students.student')),
                ],
                options={
                    'ordering': ['due_on', 'student', 'pk'],
                    'constraints': [
                        models.UniqueConstraint(fields=('student', 'kind', 'clause'), name='standing_date_once'),
                    ],
                    'indexes': [
                        models.Index(condition=models.Q(('due_on__isnull', False), ('is_open', True)), fields=['school', 'due_on', 'student'], include=('kind',), name='standing_date_calendar'),
                    ],
                },
            ),
        ),
    ]
