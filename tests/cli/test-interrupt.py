#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Ctrl-C, resume, and what a killed process leaves."""
import os
import random
import signal
import time

from cli_testing import (LIVELY, SMALL, case, cli, events, history_of, parse, path, run_cases, start, timeless,
                         wait_for_epoch, write)

DATA = 'randman:classes=4,samples=60'
# Long enough that a fast machine is not at the end when an epoch is told, which may be a tenth of a second late.
SEARCH = ['search', 'randman:classes=4,samples=200', '--neurons', '64', '--sizes', '2,4', '--epochs', '20', '--retrain-epochs', '80',
          *LIVELY]
TRAIN = ['train', DATA, '--neurons', '32', '--random-motif', '4', '--epochs', '30', *LIVELY]
LONG = ['train', 'randman:classes=4,samples=200', '--neurons', '128', '--random-motif', '4', '--epochs', '10000',
        *LIVELY]
ROUNDS = 30


def result_of(text):
    """The result among JSON lines, without times."""
    result = events(text)[-1]
    assert result['event'] == 'result', result
    return timeless(result)


def check_same_as_whole(folder, whole, result):
    assert result_of(result) == result_of(whole.stdout)
    assert history_of(folder) == history_of(whole.folder)


def run_whole(arguments, name):
    done = cli(*arguments, '--out', path(name), '--json')
    done.folder = path(name)
    return done


def interrupt(process, number=signal.SIGINT):
    process.send_signal(number)
    output, errors = process.communicate(timeout=600)
    return process.returncode, output, errors


def interrupted_run(arguments, name, epochs, number=signal.SIGINT):
    """Interrupts a run after some epochs."""
    process = start(*arguments, '--out', path(name), '--json')
    wait_for_epoch(process, epochs)
    status, output, _ = interrupt(process, number)
    assert status == 130, status
    last = parse(output.splitlines()[-1])
    assert last['event'] == 'interrupted' and last['run'] == path(name)


@case
def ctrl_c_in_search():
    """A search that was interrupted and resumed ends like one that was not."""
    whole = run_whole(SEARCH, 'search-whole')
    interrupted_run(SEARCH, 'search-stopped', 2)
    check_same_as_whole(path('search-stopped'), whole, cli('resume', path('search-stopped'), '--json').stdout)


@case
def ctrl_c_in_retraining():
    """The same in the training that follows a search, with a request to terminate."""
    whole = run_whole(SEARCH, 'retrain-whole')
    interrupted_run(SEARCH, 'retrain-stopped', 24, signal.SIGTERM)
    check_same_as_whole(path('retrain-stopped'), whole,
                        cli('resume', path('retrain-stopped'), '--threads', '3', '--json').stdout)


@case
def ctrl_c_with_pins():
    """What is pinned stays so in a resumed search."""
    file = write('pins.json', '{"schema": "spikesmith-motif/1", "size": 4,'
                 ' "lateral": [[1, 0], [0, 0], [0, 0], [0, -1]], "intra": [[1, -1, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0], [1, 0, 0, -1]]}')
    whole = run_whole([*SEARCH, '--pins', file], 'pins-whole')
    interrupted_run([*SEARCH, '--pins', file], 'pins-stopped', 2)
    check_same_as_whole(path('pins-stopped'), whole, cli('resume', path('pins-stopped'), '--json').stdout)


@case
def interrupted_run_is_listed():
    """An interrupted run says how to go on, is listed as such and keeps its likeliest motif."""
    process = start(*LONG, '--out', path('long'))
    line = ''
    while not line.startswith('train '):
        line = process.stdout.readline()
        assert line, process.stderr.read()
    status, output, _ = interrupt(process)
    assert status == 130 and 'spikesmith-cli resume' in output and path('long') in output
    rows = events(cli('runs', '--json', '--state', 'interrupted').stdout)
    assert path('long') in [row['folder'] for row in rows]
    assert 'not finished' in cli('export', path('long'), '--topology', '-').stderr
    cli('evaluate', path('long'), 'randman:classes=4,samples=200')


@case
def second_ctrl_c():
    """A second Ctrl-C ends the program, and the run can still be resumed."""
    process = start(*LONG, '--neurons', '512', '--batch', '640', '--out', path('twice'), '--json')
    parse(process.stdout.readline())
    process.send_signal(signal.SIGINT)
    line = 'stderr'
    while line and 'again' not in line:
        line = process.stderr.readline()
    status, _, _ = interrupt(process)
    assert status == 130, status
    process = start('resume', path('twice'), '--json')
    wait_for_epoch(process)
    assert interrupt(process)[0] == 130


@case
def locked_run():
    """A run that a process works on cannot be resumed by another one."""
    process = start(*LONG, '--out', path('locked'), '--json')
    wait_for_epoch(process)
    message = cli('resume', path('locked'), status=1).stderr
    assert path('locked') in message
    assert interrupt(process)[0] == 130


@case
def changed_recordings():
    """A run is not resumed with other recordings."""
    process = start(*LONG, '--out', path('changed'), '--json')
    wait_for_epoch(process)
    interrupt(process)
    message = cli('resume', path('changed'), '--data', SMALL, status=1).stderr
    assert 'not the recordings' in message


@case
def kill():
    """Whenever a process is killed, the resumed run ends like one that was not."""
    begin = time.monotonic()
    whole = run_whole(TRAIN, 'kill-whole')
    duration = time.monotonic() - begin
    chance = random.Random(1)
    resumed = 0
    for number in range(ROUNDS):
        name = f'kill-{number}'
        process = start(*TRAIN, '--out', path(name), '--json')
        try:
            process.wait(timeout=chance.uniform(0, duration))
        except Exception:
            pass
        process.kill()
        process.communicate()
        if not os.path.exists(path(name, 'settings.json')):
            continue # not a run yet
        check_same_as_whole(path(name), whole, cli('resume', path(name), '--json').stdout)
        resumed += 1
    assert resumed > ROUNDS / 4, resumed


run_cases()
