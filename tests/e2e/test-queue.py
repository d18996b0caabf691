#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Several searches wait while one runs; a run is duplicated as a new search."""
from e2e_testing import Program, case, cli, events, run_cases_on_desktop, wait_until


def list_waiting(queue):
    """Names of the searches that wait, in their order."""
    return [text for text in queue.parent().texts() if text in ('second', 'third', 'fourth')]


@case
def waits_in_order():
    """Three searches wait; one is moved forward, one is removed, and each starts when the one before it has ended."""
    with Program() as program:
        dashboard = program.begin_search('first')
        dashboard.wait_for_epoch(1)
        for name in ('second', 'third', 'fourth'):
            program.begin_search(name, button='Add to Queue')
        queue = program.window.get('push button', '3 searches wait')
        queue.click()
        wait_until(lambda: list_waiting(queue) == ['second', 'third', 'fourth'], lambda: f'the queue, not {list_waiting(queue)}')
        [run] = events(cli('runs', '--json').stdout)
        assert run['name'] == 'first' and run['state'] == 'running', run

        program.window.find_all('push button', 'Earlier')[1].click()
        wait_until(lambda: list_waiting(queue) == ['third', 'second', 'fourth'], lambda: f'third first, not {list_waiting(queue)}')
        program.window.find_all('push button', 'Remove from the queue')[1].click()
        wait_until(lambda: list_waiting(queue) == ['third', 'fourth'], lambda: f'two, not {list_waiting(queue)}')

        dashboard.press_button('Stop')
        wait_until(lambda: {'first': 'interrupted', 'third': 'running'} == list_states(), list_states)
        dashboard.wait_for_state('Running')
        dashboard.press_button('Stop')
        wait_until(lambda: {'first': 'interrupted', 'third': 'interrupted', 'fourth': 'running'} == list_states(), list_states)
        dashboard.wait_for_state('Running')
        dashboard.press_button('Stop')
        dashboard.wait_for_state('Interrupted')
        program.close()
        program.wait_for_end()


def list_states():
    return {run['name']: run['state'] for run in events(cli('runs', '--json').stdout)}


@case
def duplicated():
    """The settings of a run are those of its duplicate; the run itself stays as it is."""
    with Program() as program:
        program.begin_search('original', epochs=7).wait_for_state('Finished')
        runs = program.show_page('Runs')
        assert 'original' in runs.get('list').find_all('table row')[0].texts(), 'the newest run comes first'
        runs.get('list').select_child(0)
        wait_until(lambda: '1 selected' in runs.texts(), 'one is selected')
        runs.get('push button', 'Duplicate as new').click()
        dialog = program.get_window('New Search')
        assert dialog.get('text', 'Epochs').text == '7', dialog.get('text', 'Epochs').text
        dialog.get(name='Name (optional)').write('duplicate')
        dialog.get('push button', 'Start').click()
        dialog.wait_until_gone()
        wait_until(lambda: list_states().get('duplicate') == 'finished', list_states)
        assert list_states()['original'] == 'finished'
        results = [run for run in events(cli('runs', '--json').stdout) if run['name'] in ('original', 'duplicate')]
        assert results[0]['best_valid'] == results[1]['best_valid'] and results[0]['test'] == results[1]['test'], results
        program.close()
        program.wait_for_end()


run_cases_on_desktop()
