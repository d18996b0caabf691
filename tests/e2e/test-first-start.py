#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""From the first start to the end of the example search."""
import re
import time

from e2e_testing import VIEWS, Dashboard, Program, case, cli, events, run_cases_on_desktop, wait_until


@case
def example():
    """The example search starts with one click, shows pictures, and ends."""
    with Program() as program:
        button = program.window.get('push button', 'Start the Example Search')
        spikes = program.window.find('image', 'Spikes', hidden=True)
        before = spikes.description
        begin = time.monotonic()
        button.click()
        wait_until(lambda: spikes.description not in ('', before), 'first picture of spikes')
        print(f'# first pictures after {time.monotonic() - begin:.2f} s', flush=True)
        dashboard = Dashboard(program.window)
        for view in VIEWS:
            wait_until(lambda: re.search(r'\d', dashboard.picture(view).description), f'numbers in the picture of {view}')
        dashboard.wait_for_state('Finished')
        print(f'# end after {time.monotonic() - begin:.1f} s', flush=True)
        assert dashboard.read('Test').endswith('%'), dashboard.read('Test')
        [row] = program.read_runs()
        assert {'Example', 'Finished'} <= set(row), row
    [run] = events(cli('runs', '--json').stdout)
    assert run['state'] == 'finished', run


run_cases_on_desktop()
