"""A plan is a version: what it says cannot change, only whether it is the current one."""

from django.db import migrations

FREEZE = """
CREATE FUNCTION refuse_edited_plan() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'A plan is never edited: make a new version.' USING ERRCODE = '23514';
END $$;
CREATE TRIGGER study_plan_never_edited
    BEFORE UPDATE OF student_id, version, as_of, starts_on, exam_on, is_feasible, "case", result
    ON plans_studyplan FOR EACH ROW EXECUTE FUNCTION refuse_edited_plan();
"""

THAW = """
DROP TRIGGER study_plan_never_edited ON plans_studyplan;
DROP FUNCTION refuse_edited_plan();
"""


class Migration(migrations.Migration):
    dependencies = [("plans", "0001_initial")]

    operations = [migrations.RunSQL(FREEZE, THAW)]
