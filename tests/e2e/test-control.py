#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Pause, single step, resume and stop of a search; what was stopped can go on."""
import os

from e2e_testing import Program, case, cli, events, run_cases_on_desktop, wait_until


def step_to_epoch(dashboard, epoch):
    """Does batch by batch until an epoch has begun; how many it took."""
    n = 0
    while dashboard.read_epoch() < epoch:
        before = dashboard.read('Search epoch')
        dashboard.press_button('One batch')
        wait_until(lambda: dashboard.read('State') == 'Paused' and 'batch' in dashboard.read('Search epoch') and
                   dashboard.read('Search epoch') != before, lambda: f'the batch after {before}')
        n += 1
    return n


@case
def pause_step_resume_stop():
    """A search pauses, makes one batch, goes on, and stops so that it can be resumed."""
    with Program() as program:
        dashboard = program.begin_search('steered')
        dashboard.wait_for_epoch(2)
        step = dashboard.bar.get('push button', 'One batch')
        assert not step.is_sensitive, 'single steps are for a search that is paused'

        dashboard.press_button('Pause')
        dashboard.wait_for_state('Paused')
        epoch = dashboard.read_epoch()
        step_to_epoch(dashboard, epoch + 1) # the pause may have come at its last batch
        n_steps = step_to_epoch(dashboard, epoch + 2)
        assert n_steps > 1, 'an epoch is more than one batch'

        dashboard.press_button('Resume')
        dashboard.wait_for_state('Running')
        dashboard.wait_for_epoch(epoch + 4)

        dashboard.press_button('Stop')
        dashboard.wait_for_state('Interrupted')
        stopped = dashboard.read_epoch()
        assert dashboard.bar.find('push button', 'Stop') is None, 'nothing is left to be stopped'

        [run] = events(cli('runs', '--json').stdout)
        assert run['state'] == 'interrupted', run
        assert os.path.getsize(os.path.join(run['folder'], 'checkpoint.h5')) > 0

        runs = program.show_page('Runs')
        runs.get('list').act('list.select-all')
        runs.get('push button', 'Resume').click()
        dashboard.wait_for_state('Running')
        assert dashboard.read_epoch() >= stopped
        dashboard.wait_for_epoch(stopped + 1)


run_cases_on_desktop()
