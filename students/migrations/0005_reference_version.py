"""One row says which state of the reference data the tables hold; every change renews it."""
from django.db import migrations

# The tables of every dated fact and of the policies, with those of their links.
TABLES = """
    areashare
    attemptrule
    calendardate
    contentarea
    crisisline
    defaultgate
    defaultgate_instruments
    discipline
    disciplineshare
    exam
    examform
    examformat
    fact
    failclause
    fee
    flaglimit
    forecastcurve
    improvement
    instrument
    learningmodel
    leaverule
    levelprior
    passingstandard
    passrate
    policy
    policydeadline
    policygate
    programdirectoranswer
    programdirectorfactor
    quietholiday
    readinessband
    readinesspoint
    readinessscenario
    readinesssettings
    reflectionquestion
    reflectionquestion_raises
    resource
    resource_disciplines
    resourcelimit
    rootcause
    scale
    scorerelease
    screeningtool
    sourcedocument
    stateboardlimit
    studenteventkind
    studyduration
""".split()

RENEW = """
CREATE FUNCTION students_renew_reference_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- The row itself may have been emptied with the rest.
    INSERT INTO students_referenceversion (id, token) VALUES (1, gen_random_uuid())
        ON CONFLICT (id) DO UPDATE SET token = EXCLUDED.token;
    RETURN NULL;
END
$$;

INSERT INTO students_referenceversion (id, token) VALUES (1, gen_random_uuid());
"""

# Once a statement, not once a row: a load of many rows stays a load.
ON_CHANGE = """
CREATE TRIGGER reference_changed
    AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON students_{table}
    FOR EACH STATEMENT EXECUTE FUNCTION students_renew_reference_version();
"""


class Migration(migrations.Migration):
    dependencies = [("students", "0004_frozen_intake")]

    operations = [
        migrations.RunSQL(RENEW, "DROP FUNCTION students_renew_reference_version();"),
        *(
            migrations.RunSQL(
                ON_CHANGE.format(table=table),
                f"DROP TRIGGER reference_changed ON students_{table};",
            )
            for table in TABLES
        ),
    ]
