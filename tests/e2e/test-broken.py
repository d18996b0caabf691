#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A folder of recordings in which one is broken."""
import os

from e2e_testing import Dashboard, Program, case, path, run_cases_on_desktop, wait_until

BROKEN_LINE = 2


def write_recordings(name, classes=2, speakers=4, utterances=6):
    """A small tree in the layout of TI46; one recording has words where numbers belong."""
    for label in range(classes):
        os.makedirs(path(name, str(label)), exist_ok=True)
        for speaker in range(speakers):
            for utterance in range(utterances):
                with open(path(name, str(label), f's{speaker}_u{utterance}_c{label}.dat'), 'w', encoding='ascii') as out:
                    out.write('-1 -1\n' + ''.join(f'{label} {10 * i + speaker}\n' for i in range(5)) + '-1 -1\n')
    with open(path(name, '0', 's0_u0_c0.dat'), 'w', encoding='ascii') as out:
        out.write('-1 -1\nno number\n-1 -1\n')
    return path(name)


@case
def named_and_skipped():
    """A broken recording is named with file and line, can be skipped, and the search runs on the others."""
    with Program(write_recordings('letters')) as program:
        dialog = program.get_window('New Search')
        wait_until(lambda: 'A recording is broken' in dialog.texts(), lambda: f'message among {dialog.texts()}')
        message = ' '.join(dialog.texts())
        assert f's0_u0_c0.dat:{BROKEN_LINE}' in message or f's0_u0_c0.dat, line {BROKEN_LINE}' in message, message
        assert not dialog.get('push button', 'Start').is_sensitive, 'there is nothing to start with'

        dialog.get('push button', 'Skip Broken Files').click()
        wait_until(lambda: any('47 recordings of 2 classes' in text for text in dialog.texts()), lambda: dialog.texts())
        left_out = dialog.get('push button', '1 Left Out')
        left_out.click()
        wait_until(lambda: 's0_u0_c0.dat' in ' '.join(dialog.texts()), 'what was left out')
        left_out.click()

        dialog.get('text', 'Neurons').write('80')
        dialog.get('push button', 'Start').click()
        dialog.wait_until_gone()
        dashboard = Dashboard(program.window)
        wait_until(lambda: 'spikes' in dashboard.picture('Spikes').description, 'pictures')


run_cases_on_desktop()
