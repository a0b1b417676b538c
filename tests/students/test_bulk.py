import gc

from students.actions.bulk import many_rows_at_once


def test_the_search_for_cycles_waits_and_goes_on():
    with many_rows_at_once():
        assert not gc.isenabled()
        with many_rows_at_once():
            assert not gc.isenabled()
        assert not gc.isenabled()

    assert gc.isenabled()
