#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""spikesmith-cli motif."""
import json
import os

from cli_testing import LIVELY, SMALL, case, cli, cli_json, events, path, run_cases, write


def fails(text, *arguments, status=1):
    """Checks that a command line is refused with one line that holds @text."""
    result = cli('motif', *arguments, status=status)
    assert text in result.stderr and result.stderr.count('\n') == 1, result.stderr


@case
def lists_and_shows_built_in():
    """Every built-in motif that is listed can be shown under the name it is listed by."""
    entries = [entry for entry in events(cli('motif', 'list', '--json').stdout) if entry['origin'] == 'built in']
    assert len(entries) >= 8
    for entry in entries:
        shown = cli_json('motif', 'show', entry['name'])
        assert shown['size'] == entry['size'] and len(shown['intra']) == entry['size']
    assert cli('motif', 'show', 'ring:3').stdout == '. . +   . .\n+ . .   . .\n. + .   . .\n'


@case
def analyses_a_ring():
    """A ring is one component with one cycle, as long as it is large."""
    analysis = cli_json('motif', 'analyse', 'ring:6', '--random-graphs', '20')
    assert analysis['in_degrees'] == analysis['out_degrees'] == [1] * 6
    assert analysis['components'] == [[0, 1, 2, 3, 4, 5]]
    assert analysis['cycles'] == [0, 0, 0, 0, 0, 1]
    assert {entry['name']: entry['count'] for entry in analysis['census'] if entry['count']} == {'021C': 6}
    assert 'Strong components' in cli('motif', 'analyse', 'ring:6', '--random-graphs', '0').stdout


@case
def checks():
    """A size that does not divide the layer is an error with the sizes that do; a neuron with no input is a warning."""
    result = cli('motif', 'check', 'ring:5', '--layer-size', '64', status=1)
    assert 'error' in result.stdout and '32' in result.stdout
    checked = cli_json('motif', 'check', 'feed-forward:4', '--layer-size', '64')
    assert any(finding['neurons'] == [0] and not finding['error'] for finding in checked['findings'])
    assert len(checked['rates']) == 4 and all(0 <= rate <= 1 for rate in checked['rates'])


@case
def converts_and_compares():
    """A motif goes through CSV and JSON unchanged; relabelling its neurons makes no difference, a missing edge does."""
    cli('motif', 'convert', 'winner-take-all:5', path('a.csv'))
    cli('motif', 'convert', path('a.csv'), path('a.json'))
    difference = cli_json('motif', 'diff', path('a.json'), 'winner-take-all:5')
    assert difference['differences'] == []
    with open(path('a.json'), encoding='utf-8') as file:
        motif = json.load(file)
    order = [3, 1, 4, 0, 2]
    motif['intra'] = [[motif['intra'][post][pre] for pre in order] for post in order]
    motif['lateral'] = [motif['lateral'][post] for post in order]
    write('b.json', json.dumps(motif))
    assert cli_json('motif', 'diff', path('a.json'), path('b.json'))['differences'] == []
    assert cli_json('motif', 'diff', path('a.json'), path('b.json'), '--in-order')['differences'] != []
    post = next(post for post in range(5) if any(motif['intra'][post]))
    pre = next(pre for pre in range(5) if motif['intra'][post][pre])
    motif['intra'][post][pre] = 0
    write('b.json', json.dumps(motif))
    assert len(cli_json('motif', 'diff', path('a.json'), path('b.json'))['differences']) == 1
    cli('motif', 'convert', path('a.json'), path('a.dot'))
    with open(path('a.dot'), encoding='utf-8') as file:
        assert file.read().startswith('digraph')


@case
def keeps_own():
    """The user's own motifs are saved, found again by words, renamed, and deleted."""
    cli('motif', 'save', 'ring:4', 'first of mine')
    fails('first of mine', 'save', 'ring:5', 'first of mine')
    cli('motif', 'save', 'ring:5', 'first of mine', '--replace')
    assert cli_json('motif', 'show', 'first of mine')['size'] == 5
    cli('motif', 'rename', 'first of mine', 'second')
    assert [entry['name'] for entry in events(cli('motif', 'list', 'second', '--json').stdout)] == ['second']
    cli('motif', 'delete', 'second')
    fails('second', 'show', 'second')


@case
def trains_what_it_converted():
    """A converted motif is what training takes, and what its run holds."""
    cli('motif', 'convert', 'ei-pair:4', path('pair.json'))
    cli('train', SMALL, '--motif', path('pair.json'), '--neurons', '16', '--epochs', '1', '--out', path('trained'), *LIVELY)
    cli('export', path('trained'), '--topology', path('back.json'))
    assert cli_json('motif', 'diff', path('pair.json'), path('back.json'), '--in-order')['differences'] == []
    assert cli_json('motif', 'diff', path('pair.json'), path('trained'), '--in-order')['differences'] == []
    fails('--layer 1 to 1', 'show', path('trained'), '--layer', '2', status=2)
    fails('not a run', 'show', path())


@case
def refuses():
    """What is wrong is said, with the place; nothing is written."""
    fails('one of list, show', 'zap', status=2)
    fails('MOTIF MOTIF', 'diff', 'ring', status=2)
    fails('from 1 to 1024', 'show', 'ring:0', status=2)
    fails('neither a file, nor a run', 'show', 'no such motif')
    write('broken.csv', '0,1\n1,x\n')
    fails('broken.csv:2', 'convert', path('broken.csv'), path('never.json'))
    write('broken.json', '{"schema": "spikesmith-motif/1",\n "size": 2,')
    fails('broken.json', 'convert', path('broken.json'), path('never.json'))
    assert not os.path.exists(path('never.json'))


run_cases()
