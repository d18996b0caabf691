#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs beside each other."""
from e2e_testing import LIVELY, SMALL, Program, case, cli, run_cases_on_desktop, wait_until


def make_run(name, neurons, seed):
    cli('search', SMALL, '--neurons', neurons, '--sizes', '2,4', '--epochs', '3', '--retrain-epochs', '2', '--seed', seed,
        '--name', name, *LIVELY)


def table_of(page):
    """What differs: a list of values by the name of a setting."""
    texts = page.texts()
    names = [i for i, text in enumerate(texts) if text in ('Test accuracy', 'Neurons', 'Seed', 'Epochs')]
    return {texts[i]: texts[i + 1:i + 3] for i in names}


@case
def two_runs():
    """Two runs are compared: settings that differ, curves over each other, motifs side by side."""
    make_run('little', 32, 1)
    make_run('large', 64, 2)
    with Program() as program:
        runs = program.show_page('Runs')
        runs.get('list').select_child(0)
        wait_until(lambda: '1 selected' in runs.texts(), 'one is selected')
        compare = runs.get('push button', 'Compare')
        assert not compare.is_sensitive, 'one run has nothing to be compared with'
        runs.get('list').act('list.select-all')
        compare.click()

        page = runs.get(name='SpkComparePage')
        wait_until(lambda: '2 Runs Compared' in page.texts(), 'title of the comparison')
        table = table_of(page)
        assert sorted(table['Neurons']) == ['32', '64'] and sorted(table['Seed']) == ['1', '2'], table
        assert all(value.endswith('%') for value in table['Test accuracy']), table
        assert 'Epochs' not in table, 'only what differs is listed'
        curves = page.get('image', 'Validation accuracy by epoch of the search')
        wait_until(lambda: {'little', 'large'} <= set(curves.description.split()), lambda: curves.description)
        motifs = [image.name for image in page.find_all('image') if 'little' in image.name or 'large' in image.name]
        assert len(motifs) == 2, page.find_all('image')

        page.get('push button', 'Back to the table').click()
        wait_until(lambda: '2 selected' in runs.texts(), 'the table')


run_cases_on_desktop()
