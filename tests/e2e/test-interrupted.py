#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A run whose program was killed."""
import hashlib
import os
import signal

from e2e_testing import (LIVELY, SMALL, Dashboard, Program, case, cli, events, run_cases_on_desktop, start, wait_for_epoch,
                         wait_until)


def fingerprint(folder):
    """Every file below a folder: name, time of the last change, content."""
    files = {}
    for place, _, names in os.walk(folder):
        for name in names:
            file = os.path.join(place, name)
            with open(file, 'rb') as content:
                files[os.path.relpath(file, folder)] = (os.stat(file).st_mtime_ns,
                                                        hashlib.sha256(content.read()).hexdigest())
    return files


def make_killed_run():
    process = start('search', SMALL, '--neurons', '32', '--sizes', '2,4', '--epochs', '2000', *LIVELY, '--json')
    wait_for_epoch(process, 4)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    [run] = events(cli('runs', '--json').stdout)
    return run['folder']


@case
def looked_at():
    """A killed run opens from the table and is scrubbed; no byte of its folder changes."""
    folder = make_killed_run()
    before = fingerprint(folder)
    assert 'checkpoint.h5' in before, before
    with Program() as program:
        [row] = program.read_runs()
        assert 'Interrupted' in row, row
        runs = program.show_page('Runs')
        runs.get('list').select_child(0)
        runs.get('push button', 'Open').click()
        dashboard = Dashboard(program.window)
        dashboard.wait_for_state('Interrupted')
        for place in (1, 2):
            dashboard.scrubber.get('slider', 'Epoch').set_value(place)
            wait_until(lambda: f'search, epoch {place}' in dashboard.scrubber.texts(), f'epoch {place}')
            wait_until(lambda: 'spikes' in dashboard.picture('Spikes').description, 'picture of spikes')
        program.close()
        program.wait_for_end()
    after = fingerprint(folder)
    assert after == before, {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}


run_cases_on_desktop()
