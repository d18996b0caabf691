#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Closing the window while a search runs."""
from e2e_testing import Dashboard, Program, case, cli, events, press, run_cases_on_desktop, wait_until

QUESTION = 'A Search Is Running'


@case
def cancelled():
    """Closing asks, and cancelling lets the search go on."""
    with Program() as program:
        dashboard = program.begin_search('kept')
        dashboard.wait_for_epoch(1)
        program.close()
        question = program.get_window(QUESTION)
        question.get('push button', 'Cancel').click()
        question.wait_until_gone()
        dashboard.wait_for_epoch(dashboard.read_epoch() + 1)

        press('ctrl+q')
        program.get_window(QUESTION).get('push button', 'Keep for Next Start').click()
        program.wait_for_end()
    [run] = events(cli('runs', '--json').stdout)
    assert run['state'] == 'interrupted', run


@case
def kept():
    """What was kept waits at the next start, and goes on where it was."""
    with Program() as program:
        queue = program.window.get('push button', '1 search waits')
        queue.click()
        wait_until(lambda: 'kept' in queue.parent().texts(), 'name of the search in the queue')
        program.window.get('push button', 'Start Them').click()
        dashboard = Dashboard(program.window)
        dashboard.wait_for_state('Running')
        dashboard.wait_for_epoch(1)
        [run] = events(cli('runs', '--json').stdout)
        assert run['state'] == 'running', run

        program.close()
        program.get_window(QUESTION).get('push button', 'Stop').click()
        program.wait_for_end()


@case
def stopped():
    """What was stopped does not wait at the next start; it is a run like others."""
    with Program() as program:
        [row] = program.read_runs()
        assert 'kept' in row and 'Interrupted' in row, row
        assert program.window.find('push button', 'search waits') is None
        program.close()
        program.wait_for_end()


run_cases_on_desktop()
