#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Search, train, evaluate, export and runs, to the end."""
import csv
import io
import json
import os

from cli_testing import LIVELY, SMALL, case, cli, cli_json, events, parse, path, run_cases, write

SEARCH = ['search', SMALL, '--neurons', '32', '--sizes', '2,4', '--epochs', '3', '--retrain-epochs', '2',
          *LIVELY]
TRAIN = ['train', SMALL, '--neurons', '32', '--epochs', '2', *LIVELY]
RESULT_KEYS = {'event', 'test_accuracy', 'valid_accuracy', 'motif_size', 'seconds', 'run'}


def motif(size=4):
    """A ring of excitatory connections."""
    intra = [[1 if (post - 1) % size == pre else 0 for pre in range(size)] for post in range(size)]
    return {'schema': 'spikesmith-motif/1', 'size': size, 'intra': intra, 'lateral': [[0, 1]] * size}


@case
def search():
    """A search tells its epochs and ends with a result."""
    lines = events(cli(*SEARCH, '--out', path('search'), '--json').stdout)
    assert lines[0]['event'] == 'start' and lines[0]['run'] == path('search')
    told = [(line['phase'], line['epoch']) for line in lines if line['event'] == 'epoch']
    assert told == [('search', 1), ('search', 2), ('search', 3), ('train', 1), ('train', 2)]
    sizes = lines[1]['layers'][0]['sizes']
    assert [branch['size'] for branch in sizes] == [2, 4]
    assert abs(sum(branch['probability'] for branch in sizes) - 1) < 1e-6
    result = lines[-1]
    assert result['event'] == 'result' and RESULT_KEYS <= result.keys()
    assert result['motif_size'] in (2, 4) and result['run'] == path('search')
    assert 0 <= result['test_accuracy'] <= 1


@case
def search_text():
    """Without a terminal there is a line an epoch, and a summary with the motif."""
    text = cli(*SEARCH, '--out', path('search-text')).stdout
    assert '\r' not in text and '\033' not in text
    assert sum(line.startswith('search ') for line in text.splitlines()) == 3
    assert sum(line.startswith('train ') for line in text.splitlines()) == 2
    assert 'Test accuracy' in text and 'Motif of layer 1' in text


@case
def train_with_random_motif():
    """A training with a random motif ends with the size of the motif in its result."""
    result = cli_json(*TRAIN, '--random-motif', '8', '--out', path('random'))
    assert RESULT_KEYS <= result.keys() and result['motif_size'] == 8


@case
def train_without_motif():
    """Layers of other kinds have no motif."""
    for layer in ('dense', 'feedforward'):
        result = cli_json(*TRAIN, '--layer', layer, '--out', path(layer))
        assert result['motif_size'] is None, layer
        assert 'no motif' in cli('export', path(layer), '--topology', '-', status=1).stderr


@case
def train_with_motif_file():
    """A motif file is the motif that is trained, and comes back unchanged."""
    file = write('ring.json', json.dumps(motif()))
    result = cli_json(*TRAIN, '--motif', file, '--out', path('ring'))
    assert result['motif_size'] == 4
    cli('export', path('ring'), '--topology', path('again.json'))
    with open(path('again.json'), encoding='utf-8') as again:
        assert {key: value for key, value in json.load(again).items() if key in motif()} == motif()


@case
def stacked_layers():
    """One motif serves all layers, an array has one a layer, other numbers are errors."""
    one = write('one.json', json.dumps(motif()))
    two = write('two.json', json.dumps([motif(2), motif(8)]))
    three = write('three.json', json.dumps([motif()] * 3))
    stack = ['train', SMALL, '--neurons', '16,32', '--epochs', '1', *LIVELY]
    cli(*stack, '--motif', one, '--out', path('stack-one'))
    cli(*stack, '--motif', two, '--out', path('stack-two'))
    sizes = [item['size'] for item in json.loads(cli('export', path('stack-two'), '--topology', '-').stdout)]
    assert sizes == [2, 8]
    assert json.loads(cli('export', path('stack-two'), '--topology', '-', '--layer', '2').stdout)['size'] == 8
    cli('export', path('stack-two'), '--topology', '-', '--layer', '3', status=2)
    assert 'three.json' in cli(*stack, '--motif', three, '--out', path('stack-three'), status=2).stderr


@case
def pins():
    """A search keeps the size and the connections that are pinned."""
    file = write('pins.json', json.dumps(motif()))
    cli(*SEARCH, '--pins', file, '--out', path('pinned'))
    found = json.loads(cli('export', path('pinned'), '--topology', '-').stdout)
    assert found['size'] == 4
    assert all(found['intra'][post][(post - 1) % 4] == 1 and found['lateral'][post][1] == 1 for post in range(4))
    other = write('pins-8.json', json.dumps(motif(8)))
    assert '--sizes' in cli(*SEARCH, '--pins', other, status=2).stderr


@case
def bad_motif_files():
    """A motif that is none, or does not divide the layer, is an error that names the file."""
    assert 'torn.json' in cli(*TRAIN, '--motif', write('torn.json', '{"size": 4'), status=1).stderr
    odd = write('odd.json', json.dumps(motif(5)))
    assert 'odd.json' in cli(*TRAIN, '--motif', odd, '--out', path('odd'), status=2).stderr
    assert not os.path.exists(path('odd'))


@case
def evaluate():
    """The evaluation of a run agrees with its result and its confusion matrix adds up."""
    result = json.loads(cli('export', path('random'), '--result', '-').stdout)
    test = cli_json('evaluate', path('random'), SMALL, '--split', 'test')
    assert abs(test['accuracy'] - result['test_accuracy']) < 1e-9
    whole = cli_json('evaluate', path('random'), SMALL, '--split', 'all')
    train = cli_json('evaluate', path('random'), SMALL, '--split', 'train')
    assert whole['samples'] == 80 and test['samples'] + train['samples'] == 80
    assert sum(map(sum, whole['confusion'])) == 80 and len(whole['confusion']) == 4
    right = sum(whole['confusion'][i][i] for i in range(4))
    assert abs(right / 80 - whole['accuracy']) < 1e-9
    assert {'loss', 'dropped_events'} <= whole.keys()
    assert 'Accuracy' in cli('evaluate', path('random'), SMALL).stdout
    assert whole == cli_json('evaluate', path('random'), SMALL, '--split', 'all', '--threads', '3')
    cli('evaluate', path('random'), SMALL, '--split', 'half', status=2)


@case
def export_epochs():
    """The epochs come as CSV that says nothing of what does not exist."""
    text = cli('export', path('search'), '--epochs', '-').stdout
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [(row['phase'], row['epoch']) for row in rows][0] == ('search', '1') and len(rows) == 5
    assert abs(float(rows[0]['layer1_p2']) + float(rows[0]['layer1_p4']) - 1) < 1e-6
    assert rows[4]['layer1_p2'] == '' and 'nan' not in text
    cli('export', path('search'), '--epochs', path('epochs.csv'))
    with open(path('epochs.csv'), encoding='utf-8') as file:
        assert file.read() == text


@case
def export_topology():
    """The motif of the result can be trained."""
    done = cli('export', path('search'), '--topology', path('found.json'))
    assert 'result' in done.stderr
    cli(*TRAIN, '--motif', path('found.json'), '--out', path('found'))


@case
def list_runs():
    """The index lists every run with its outcome."""
    rows = {row['folder']: row for row in events(cli('runs', '--json').stdout)}
    assert rows[path('search')]['kind'] == 'search' and rows[path('search')]['state'] == 'finished'
    assert rows[path('random')]['test'] is not None
    assert path('search') in cli('runs').stdout
    assert cli('runs', '--json', '--state', 'failed').stdout == ''
    cli('runs', '--state', 'lost', status=2)


@case
def fresh_folder():
    """Without --out the run gets a folder of its own in the data folder."""
    first, second = (cli_json(*TRAIN, '--layer', 'feedforward')['run'] for _ in range(2))
    assert first != second and first.startswith(path('data'))


@case
def folder_in_use():
    """A run never replaces another one."""
    cli(*TRAIN, '--layer', 'dense', '--out', path('search'), status=1)


@case
def resume_of_finished_run():
    """The resumption of a finished run prints its result again."""
    done = events(cli('resume', path('search'), '--json').stdout)
    assert len(done) == 1 and done[0]['event'] == 'result'
    assert 'finished' in cli('resume', path('search')).stdout


@case
def index_trouble():
    """A broken index is a warning; the run goes on."""
    os.makedirs(path('data'), exist_ok=True)
    index = path('data', 'index.db')
    for name in (index, index + '-wal', index + '-shm'):
        if os.path.exists(name):
            os.remove(name)
    os.mkdir(index)
    done = cli(*TRAIN, '--layer', 'feedforward', '--out', path('unlisted'), '--json')
    assert 'index' in done.stderr and parse(done.stdout.splitlines()[-1])['event'] == 'result'


@case
def not_a_run():
    """What is no run is an error that names the folder."""
    os.makedirs(path('nothing'), exist_ok=True)
    for command in (['resume'], ['evaluate'], ['export']):
        more = [SMALL] if command == ['evaluate'] else ['--result', '-'] if command == ['export'] else []
        assert 'nothing' in cli(*command, path('nothing'), *more, status=1).stderr


run_cases()
