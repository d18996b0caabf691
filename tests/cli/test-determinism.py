#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The same seed gives the same numbers, whatever the number of threads."""
from cli_testing import LIVELY, SMALL, case, cli, epochs_of, events, path, run_cases, timeless

SEARCH = ['search', SMALL, '--neurons', '32', '--sizes', '2,4', '--epochs', '3', '--retrain-epochs', '2',
          *LIVELY]
TRAIN = ['train', SMALL, '--neurons', '32,16', '--random-motif', '4', '--epochs', '3', *LIVELY]


def lines_of(name, arguments, *more):
    return events(cli(*arguments, *more, '--out', path(name), '--json').stdout)


def check_threads(name, arguments):
    alone = lines_of(f'{name}-1', arguments, '--threads', '1')
    for threads in (2, 5):
        together = lines_of(f'{name}-{threads}', arguments, '--threads', threads)
        assert epochs_of(together) == epochs_of(alone), threads
        assert timeless(together[-1]) == timeless(alone[-1]), threads


@case
def threads_in_search():
    """A search is the same with 1, 2 and 5 threads."""
    check_threads('search', SEARCH)


@case
def threads_in_training():
    """A training is the same with 1, 2 and 5 threads."""
    check_threads('train', TRAIN)


@case
def seeds_differ():
    """Another seed is another run."""
    assert epochs_of(lines_of('seed-1', TRAIN, '--seed', '1')) != epochs_of(lines_of('seed-2', TRAIN, '--seed', '2'))


run_cases()
