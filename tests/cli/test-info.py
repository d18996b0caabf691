#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""spikesmith-cli info."""
import os

from cli_testing import case, cli, cli_json, path, run_cases


def write_ti46(name, classes=2, speakers=3, utterances=4):
    """A small tree in the layout of TI46; an utterance of class c has 5 spikes in channel c."""
    for label in range(classes):
        os.makedirs(path(name, str(label)), exist_ok=True)
        for speaker in range(speakers):
            for utterance in range(utterances):
                file = path(name, str(label), f's{speaker}_u{utterance}_c{label}.dat')
                with open(file, 'w', encoding='ascii') as out:
                    out.write('-1 -1\n' + ''.join(f'{label} {10 * i + speaker}\n' for i in range(5)) + '-1 -1\n')
    return path(name)


@case
def randman():
    """The counts of a generated data set are those it was asked for."""
    info = cli_json('info', 'randman:classes=3,samples=5,channels=8')
    assert info['kind'] == 'randman'
    assert (info['samples'], info['classes'], info['channels']) == (15, 3, 8)
    assert info['per_class'] == [5, 5, 5] and info['skipped'] == 0
    assert len(info['class_names']) == 3
    assert info['splits'][0]['train'] + info['splits'][0]['test'] == 15


@case
def ti46():
    """Samples, classes, events and groups of a folder are counted."""
    info = cli_json('info', write_ti46('letters'))
    assert (info['samples'], info['classes'], info['events']) == (24, 2, 120)
    assert info['per_class'] == [12, 12]
    assert sum(info['groups']['utterance'].values()) == 24
    assert len(info['groups']['speaker']) == 3
    for split in info['splits']:
        assert split['spec'] and split['train'] + split['test'] == 24


@case
def bad_files():
    """A bad recording is an error that names it, or is skipped on request."""
    folder = write_ti46('damaged')
    bad = path('damaged', '0', 's0_u0_c0.dat')
    with open(bad, 'w', encoding='ascii') as out:
        out.write('-1 -1\nnot a number\n-1 -1\n')
    assert 's0_u0_c0.dat' in cli('info', folder, status=1).stderr
    info = cli_json('info', folder, '--skip-bad')
    assert info['skipped'] == 1 and info['samples'] == 23
    assert 's0_u0_c0.dat' in info['skipped_messages'][0]
    assert 's0_u0_c0.dat' in cli('info', folder, '--skip-bad').stdout


@case
def text():
    """The text has the same numbers, aligned."""
    text = cli('info', write_ti46('plain')).stdout
    lines = {line.split()[0]: line for line in text.split('\n\n')[0].splitlines()}
    assert lines['Samples'].split()[1] == '24'
    assert lines['Samples'].index('24') == lines['Classes'].index('2')
    assert 'default' in text


@case
def missing():
    """A folder that is not there is an error with its name."""
    assert 'nowhere' in cli('info', path('nowhere'), status=1).stderr


run_cases()
