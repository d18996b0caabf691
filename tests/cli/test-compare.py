#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Comparisons with controls: what is run, what the tables say, stopping and going on, what is refused."""
import csv
import json
import os
import signal
import statistics

from cli_testing import (LIVELY, SMALL, case, cli, cli_json, events, parse, path, run_cases, start, timeless, write)

ALL = ['derived', 'random', 'dense', 'feedforward', 'no-plasticity', 'no-lateral', 'no-motif', 'no-population',
       'no-neuron-rate', 'no-search-plasticity', 'linear']
USUAL = ALL[:6]
QUICK = ['compare', SMALL, '--neurons', '16', '--sizes', '2,4', '--population', '--neuron-rate', '0.05', '--epochs', '3', '--retrain-epochs', '2', '--seeds', '2',
         '--count', '2', *LIVELY]
LONG = ['compare', 'randman:classes=4,samples=60', '--neurons', '32', '--sizes', '2,4', '--epochs', '20',
        '--retrain-epochs', '20', '--seeds', '2', '--count', '2', *LIVELY]


def load(*names):
    with open(path(*names), encoding='utf-8') as file:
        return json.load(file)


def runs_told(text):
    return [event for event in events(text) if event['event'] == 'run']


def rows_of(table):
    """The rows without what may differ between two runs of the same work."""
    return [timeless(row) for row in table['rows']]


def table_of(name):
    return load(name, 'table.json')


def close(a, b):
    return a == b or (a is not None and b is not None and abs(a - b) < 1e-9)


def results_of(name, control):
    """The results in the run folders of a control."""
    folders = [folder for folder in sorted(os.listdir(path(name))) if folder.startswith(control + '-s')]
    return [load(name, folder, 'result.json') for folder in folders if os.path.isdir(path(name, folder))]


def check_row(row, results):
    accuracies = [result['test_accuracy'] for result in results]
    seconds = [result['search_seconds'] + result['train_seconds'] for result in results]
    gaps = [result['discretisation_gap'] for result in results]
    assert row['n'] == len(results)
    assert close(row['accuracy_mean'], statistics.mean(accuracies))
    assert close(row['accuracy_sd'], statistics.stdev(accuracies))
    assert close(row['accuracy_min'], min(accuracies)) and close(row['accuracy_max'], max(accuracies))
    assert close(row['seconds'], statistics.mean(seconds))
    assert close(row['discretisation_gap'], None if None in gaps else statistics.mean(gaps))
    for name in ('parameters', 'recurrent_parameters'):
        assert close(row[name], statistics.mean(result[name] for result in results)), name


@case
def all_controls():
    """Every control is run with every seed, and the table has the numbers of the runs."""
    lines = events(cli(*QUICK, '--control', ','.join(ALL), '--out', path('all'), '--json').stdout)
    assert [line['event'] for line in lines] == ['start'] + ['run'] * 24 + ['table']
    table = lines[-1]
    assert [row['control'] for row in table['rows']] == ALL
    assert table['rows'] == table_of('all')['rows'] and table['runs'] == table_of('all')['runs']
    for row in table['rows']:
        if row['control'] == 'linear':
            scores = [load('all', f'linear-s{seed}.json')['test_accuracy'] for seed in (1, 2)]
            assert row['n'] == 2 and close(row['accuracy_mean'], statistics.mean(scores))
            assert row['recurrent_parameters'] == 0 and row['discretisation_gap'] is None
        else:
            check_row(row, results_of('all', row['control']))


@case
def same_table_in_three_forms():
    """The CSV has the numbers of the JSON, and the Markdown a row for each control."""
    with open(path('all', 'table.csv'), encoding='utf-8') as file:
        rows = list(csv.DictReader(file))
    for row, other in zip(rows, table_of('all')['rows'], strict=True):
        assert row['control'] == other['control']
        for key in other.keys() - {'control'}:
            assert (row[key] == '') == (other[key] is None) and (not row[key] or float(row[key]) == other[key]), key
    with open(path('all', 'table.md'), encoding='utf-8') as file:
        lines = [line for line in file.read().splitlines() if line.startswith('|')]
    assert [line.split('|')[1].strip() for line in lines[2:]] == ALL
    assert len({line.count('|') for line in lines}) == 1


@case
def what_controls_are():
    """Controls have the layers, motifs and settings that their names say."""
    found = load('all', 'derived-s1', 'result.json')['motifs'][0]
    settings = {name: load('all', name + '-s1', 'settings.json') for name in ALL[:-1] if name != 'random'}
    settings['random'] = load('all', 'random-s1-2', 'settings.json')
    for name in ('dense', 'feedforward'):
        assert settings[name]['settings']['layer'] == name and 'motifs' not in settings[name]
    for name in ('random', 'dense', 'feedforward', 'no-plasticity', 'no-lateral'):
        assert settings[name]['kind'] == 'train' and settings[name]['settings']['epochs'] == 2, name
        assert settings[name]['settings']['valid-fraction'] == 0, name
        assert settings[name]['settings']['plasticity'] is (name != 'no-plasticity'), name
    for name in ('derived', 'no-search-plasticity'):
        assert settings[name]['kind'] == 'search' and settings[name]['settings']['epochs'] == 3, name
    assert settings['no-search-plasticity']['settings']['plasticity'] is False
    assert settings['no-plasticity']['motifs'][0]['intra'] == found['intra']
    assert settings['no-plasticity']['motifs'][0]['lateral'] == found['lateral']
    assert settings['no-lateral']['motifs'][0]['intra'] == found['intra']
    assert not any(map(any, settings['no-lateral']['motifs'][0]['lateral']))
    assert settings['no-motif']['motifs'][0]['size'] == found['size']
    assert not any(map(any, settings['no-motif']['motifs'][0]['intra'] + settings['no-motif']['motifs'][0]['lateral']))
    for name in ALL[:-1]:
        assert settings[name]['settings']['population'] is (name != 'no-population'), name
        assert settings[name]['settings']['neuron-rate'] == (0 if name == 'no-neuron-rate' else 0.05), name
    assert settings['random']['motifs'][0]['size'] == found['size']
    other = load('all', 'random-s1-1', 'settings.json')['motifs'][0]
    assert other['intra'] != settings['random']['motifs'][0]['intra']


@case
def runs_are_ordinary():
    """A run of a comparison can be evaluated, and is listed."""
    result = load('all', 'dense-s2', 'result.json')
    assert close(cli_json('evaluate', path('all', 'dense-s2'), SMALL)['accuracy'], result['test_accuracy'])
    listed = {row['folder'] for row in events(cli('runs', '--json').stdout)}
    assert path('all', 'random-s2-2') in listed


@case
def finished_runs_are_kept():
    """The same command once more runs nothing and ends with the same table."""
    before = table_of('all')
    text = cli(*QUICK, '--control', ','.join(ALL), '--out', path('all'), '--json', '--threads', '1').stdout
    assert all(run['was_finished'] for run in runs_told(text))
    assert events(text)[-1]['rows'] == before['rows'] and table_of('all') == before
    more = runs_told(cli(*QUICK, '--seeds', '3', '--control', 'dense', '--out', path('all'), '--json').stdout)
    assert [(run['name'], run['was_finished']) for run in more] == [('dense-s1', True), ('dense-s2', True),
                                                                     ('dense-s3', False)]


@case
def usual_controls():
    """Without --control the usual ones are run, and people see a line for each run and the table."""
    text = cli(*QUICK, '--out', path('usual')).stdout
    assert [row['control'] for row in table_of('usual')['rows']] == USUAL
    assert sum('accuracy ' in line for line in text.splitlines()) == 14
    assert 'search ' not in text and 'Motif of layer' not in text
    assert any(line.startswith('no-lateral  ') for line in text.splitlines()) and '\r' not in text


@case
def search_that_others_need():
    """Controls that are made from the derived motif bring its search with them."""
    cli(*QUICK, '--seeds', '1', '--control', 'no-lateral', '--out', path('needed'))
    assert [row['control'] for row in table_of('needed')['rows']] == ['derived', 'no-lateral']
    assert table_of('needed')['rows'][0]['accuracy_sd'] is None


def wait_for_runs(process, n):
    """Reads JSON lines until the start and n runs were told."""
    while n >= 0:
        line = process.stdout.readline()
        assert line, 'the program ended early: ' + process.stderr.read()
        n -= parse(line)['event'] in ('start', 'run')


def stop_after(name, n, number=signal.SIGINT):
    process = start(*LONG, '--out', path(name), '--json')
    wait_for_runs(process, n)
    process.send_signal(number)
    output, _ = process.communicate(timeout=600)
    return process.returncode, output


@case
def stop_and_go_on():
    """A comparison that was stopped twice and killed once ends with the table of one that was not."""
    cli(*LONG, '--out', path('whole'))
    for n in (0, 3):
        status, output = stop_after('stopped', n)
        assert status == 130 and parse(output.splitlines()[-1]) == {'event': 'interrupted', 'folder': path('stopped')}
    assert table_of('stopped')['rows'][0]['n'] == 1
    assert stop_after('stopped', 8, signal.SIGKILL)[0] == -signal.SIGKILL
    again = cli(*LONG, '--out', path('stopped'), '--json').stdout
    assert any(run['was_finished'] for run in runs_told(again))
    assert rows_of(table_of('stopped')) == rows_of(table_of('whole'))
    assert table_of('stopped')['runs'] == table_of('whole')['runs']


@case
def interrupted_text():
    """Who stops a comparison is told how to go on."""
    process = start(*LONG, '--out', path('text'))
    line = ''
    while 'derived-s1' not in line:
        line = process.stdout.readline()
        assert line, process.stderr.read()
    process.send_signal(signal.SIGINT)
    output, _ = process.communicate(timeout=600)
    assert process.returncode == 130 and 'same command again' in output


@case
def one_footing():
    """A given motif is trained like a derived one: the derived motif, given, has the same accuracy."""
    motif = path('found.json')
    cli('export', path('all', 'derived-s1'), '--topology', motif)
    table = cli_json(*QUICK, '--seeds', '1', '--motif', motif, '--out', path('motif'))
    assert [row['control'] for row in table['rows']] == ['motif', *USUAL[1:]]
    given = load('motif', 'motif-s1', 'result.json')
    derived = load('all', 'derived-s1', 'result.json')
    for key in ('test_accuracy', 'test_loss', 'confusion', 'parameters'):
        assert given[key] == derived[key], key
    for name in ('random-s1-1', 'no-lateral-s1', 'dense-s1'):
        assert timeless(load('motif', name, 'result.json')) == timeless(load('all', name, 'result.json')), name
    assert not os.path.exists(path('motif', 'derived-s1'))


@case
def validation():
    """For tuning, samples of the training part are judged by, and evaluate follows."""
    tuned = [*QUICK, '--seeds', '1', '--control', 'derived,dense,linear', '--valid-fraction', '0.25', '--validation',
             '--out', path('tuning')]
    assert cli_json(*tuned)['evaluate'] == 'valid'
    run = path('tuning', 'dense-s1')
    result = load('tuning', 'dense-s1', 'result.json')
    assert result['test_samples'] == 16 and load('tuning', 'linear-s1.json')['test_samples'] == 16
    assert load('tuning', 'derived-s1', 'result.json')['test_samples'] == 16
    assert close(cli_json('evaluate', run, SMALL)['accuracy'], result['test_accuracy'])
    assert cli_json('evaluate', run, SMALL, '--split', 'valid')['samples'] == 16
    assert cli_json('evaluate', run, SMALL, '--split', 'train')['samples'] == 48
    cli('evaluate', path('all', 'dense-s1'), SMALL, '--split', 'valid', status=2)
    assert 'evaluate' in cli(*[word for word in tuned if word != '--validation'], status=2).stderr
    assert 'valid-fraction' in cli(*QUICK, '--validation', '--valid-fraction', '0', '--out', path('zero'),
                                   status=2).stderr


@case
def changed_settings():
    """A comparison does not go on with other settings, recordings or motifs; the error names what is changed."""
    again = [*QUICK, '--out', path('usual')]
    message = cli(*again, '--learning-rate', '0.01', status=2).stderr
    assert 'compare.json' in message and 'learning-rate' in message and '0.01' in message
    assert 'seed' in cli(*again, '--seed', '2', status=2).stderr
    assert '--motif' in cli(*again, '--motif', path('found.json'), status=2).stderr
    other = ['randman:classes=4,samples=21' if word == SMALL else word for word in again]
    assert 'recordings' in cli(*other, status=2).stderr
    folder = path('usual', 'dense-s1')
    os.rename(folder, folder + '-away')
    os.rename(path('usual', 'feedforward-s1'), folder)
    assert 'dense-s1' in cli(*again, status=1).stderr


@case
def bad_controls():
    """A control that does not exist, or does not fit, is an error of usage."""
    bad = [*QUICK, '--out', path('bad'), '--control']
    assert 'did you mean "random"' in cli(*bad, 'derived,randon', status=2).stderr
    assert 'no-lateral' in cli(*bad, 'xyzzy', status=2).stderr
    cli(*bad, '', status=2)
    assert '--motif' in cli(*bad, 'motif', status=2).stderr
    assert '"motif"' in cli(*bad, 'derived', '--motif', path('found.json'), status=2).stderr
    assert not os.path.exists(path('bad'))


@case
def bad_flags():
    """What else is wrong is found before anything is written."""
    out = ['--out', path('wrong')]
    assert '--out' in cli(*QUICK, status=2).stderr
    for more in (['--seeds', '0'], ['--count', '0'], ['--retrain-epochs', '0'], ['--split', 'none'], ['--sizes', '3'],
                 ['--evaluate', 'valid']):
        assert more[0] in cli(*QUICK, *out, *more, status=2).stderr or more[0] == '--sizes', more
    assert not os.path.exists(path('wrong'))
    os.mkdir(path('full'))
    write(os.path.join('full', 'notes.txt'), 'mine')
    assert 'not empty' in cli(*QUICK, '--out', path('full'), status=1).stderr


run_cases()
